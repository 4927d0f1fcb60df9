import { z } from 'zod';

/** Every setting, in one place. `.env.example` is written from this schema by `npm run docs:update`. */

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const optionalUrl = z
  .union([z.literal(''), z.url()])
  .default('')
  .transform((value) => value.replace(/\/+$/, ''));

export const environmentSchema = z.object({
  NODE_ENV: z
    .enum(['development', 'test', 'production'])
    .default('development')
    .describe('production hides details of errors'),
  HOST: z.string().default('127.0.0.1').describe('address that the web server listens on'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000).describe('port of the web server'),
  WORKER_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65535)
    .default(3001)
    .describe("port of the worker's health and metrics"),
  PUBLIC_URL: z
    .url()
    .default('http://localhost:3000')
    .transform((value) => value.replace(/\/+$/, ''))
    .describe('address that people see in messages, without a final slash'),
  TRUST_PROXY: flag.default(false).describe('true behind a reverse proxy that sets X-Forwarded-For'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
    .default('info')
    .describe('least level of log lines'),
  METRICS_TOKEN: z.string().default('').describe('bearer token of /metrics; empty: only this machine may read them'),
  SECRET: z.string().min(32).describe('at least 32 random characters; signs the links in messages'),

  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'Écrivez une adresse qui commence par postgres://.')
    .describe('PostgreSQL 15 or newer'),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(200).default(10).describe('connections of one process'),
  CACHE_MS: z.coerce
    .number()
    .int()
    .min(0)
    .max(60_000)
    .default(250)
    .describe('how long a process uses its copy of places and occupations before it looks whether they changed'),
  REDIS_URL: z
    .union([z.literal(''), z.string().regex(/^rediss?:\/\//, 'Écrivez une adresse qui commence par redis://.')])
    .default('')
    .describe('Redis or Valkey for the queues (noeviction); empty: the queues live in PostgreSQL'),
  MEILI_URL: z.url().default('http://127.0.0.1:7700').describe('Meilisearch'),
  MEILI_KEY: z.string().default('').describe('key of Meilisearch that may do everything with the indexes'),
  MEILI_INDEX_PREFIX: z
    .string()
    .regex(/^[a-z0-9_-]*$/)
    .default('actifs')
    .describe('first part of the names of the indexes'),

  INSTANCE_NAME: z.string().min(2).max(20).default('Aisne-actifs').describe('name that people see'),
  INSTANCE_PHONE: z.string().default('03 23 24 89 00').describe('telephone number of the hotline'),
  INSTANCE_PHONE_HOURS: z.string().default('9h-12h, 13h30-17h30').describe('opening hours of the hotline, short'),
  INSTANCE_PUBLISHER: z
    .string()
    .default('Le Département')
    .describe('who answers for the site: name and address, shown in the legal notice'),
  INSTANCE_HOST: z.string().default('').describe('who hosts the site: name and address, shown in the legal notice'),
  INSTANCE_EMAIL: z
    .string()
    .default('contact@exemple.invalid')
    .describe('address for questions, rights on personal data and defects of accessibility'),
  TOKENS_FILE: z
    .string()
    .default('')
    .describe('JSON file of colours, logo and map tiles of this instance; empty: those of src/web/tokens.json'),
  INSTANCE_DEPARTEMENT: z
    .string()
    .regex(/^(\d{2,3}|2[AB])$/)
    .default('02')
    .describe('code of the département'),
  MINIMUM_HOURLY_WAGE: z.coerce
    .number()
    .positive()
    .default(12.02)
    .describe('gross minimum wage in euros an hour (SMIC since 1 January 2026)'),

  SMS_GATEWAY: z
    .enum(['outbox', 'ovhcloud', 'http'])
    .default('outbox')
    .describe('outbox keeps the messages in the database and sends nothing'),
  SMS_SENDER: z
    .string()
    .regex(/^[A-Za-z0-9]{3,11}$/)
    .default('AisneActifs')
    .describe('sender shown on the telephone, 11 characters at most'),
  SMS_STOP_NUMBER: z
    .string()
    .regex(/^[0-9]{0,12}$/)
    .default('')
    .describe('number that receives answers such as STOP; empty when the sender is only a name'),
  SMS_PER_SECOND: z.coerce
    .number()
    .positive()
    .default(10)
    .describe('most SMS handed to the provider in a second, all workers together'),
  OVH_ENDPOINT: z.url().default('https://eu.api.ovh.com/1.0').describe('OVHcloud API'),
  OVH_APPLICATION_KEY: z.string().default('').describe('OVHcloud'),
  OVH_APPLICATION_SECRET: z.string().default('').describe('OVHcloud'),
  OVH_CONSUMER_KEY: z.string().default('').describe('OVHcloud'),
  OVH_SMS_SERVICE: z.string().default('').describe('name of the SMS account, sms-xx00000-1'),
  SMS_CALLBACK_SECRET: z.string().default('').describe('part of the address that the provider calls with receipts'),
  SMS_HTTP_URL: optionalUrl.describe('address of a gateway that speaks our signed JSON'),
  SMS_HTTP_SECRET: z.string().default('').describe('key that signs requests to and receipts from that gateway'),
  EMAIL_GATEWAY: z
    .enum(['outbox', 'smtp'])
    .default('outbox')
    .describe('outbox keeps the messages in the database and sends nothing'),
  EMAIL_PER_SECOND: z.coerce
    .number()
    .positive()
    .default(10)
    .describe('most e-mails handed to the SMTP server in a second, all workers together'),
  SMTP_URL: z.string().default('').describe('smtp://user:password@host:587'),
  EMAIL_FROM: z
    .string()
    .default('Aisne-actifs <ne-pas-repondre@aisne-actifs.invalid>')
    .describe('sender of the e-mails'),
  EMAIL_REPLY_TO: z.string().default('').describe('address that the team reads'),
  ALERT_HOURS: z
    .enum(['legal', 'always'])
    .default('legal')
    .describe('always lets alerts leave at night: for demonstrations only'),

  PROCONNECT_ISSUER: optionalUrl.describe(
    'https://auth.agentconnect.gouv.fr/api/v2 lets the team and organisations sign in with ProConnect; declare RS256 or ES256 there',
  ),
  PROCONNECT_CLIENT_ID: z
    .string()
    .default('')
    .describe('ProConnect; redirect address: PUBLIC_URL/connexion/proconnect/retour'),
  PROCONNECT_CLIENT_SECRET: z.string().default('').describe('ProConnect'),
  FRANCECONNECT_ISSUER: optionalUrl.describe(
    'https://oidc.franceconnect.gouv.fr/api/v2 lets candidates sign in with FranceConnect; declare RS256 or ES256 there',
  ),
  FRANCECONNECT_CLIENT_ID: z
    .string()
    .default('')
    .describe('FranceConnect; redirect address: PUBLIC_URL/connexion/franceconnect/retour'),
  FRANCECONNECT_CLIENT_SECRET: z.string().default('').describe('FranceConnect'),

  GEO_API_URL: z
    .url()
    .default('https://geo.api.gouv.fr')
    .describe('source of the town halls, used by `cli geo import`'),
  GEOCODER_BASE_URL: optionalUrl.describe(
    'https://data.geopf.fr/geocodage to place addresses; empty: every address is placed at its commune',
  ),
  ROME_EXPORT_URL: z
    .url()
    .default('https://api.francetravail.fr/api-nomenclatureemploi/v1/open-data/csv')
    .describe('official ROME export, used by `cli occupations import`'),
  IMPORT_ALLOWED_HOSTS: z
    .string()
    .default('')
    .transform((value) => value.split(/[\s,]+/).filter(Boolean))
    .describe(
      'internal hosts from which feeds may be read, separated by commas; all private addresses are refused otherwise',
    ),
  IMPORT_MAX_MEGABYTES: z.coerce.number().positive().default(512).describe('largest feed that is read'),

  DEMO: flag.default(false).describe('true opens /demo/outbox, which shows every message to anybody'),
  CLOCK_OFFSET_DAYS: z.coerce
    .number()
    .int()
    .min(-3660)
    .max(3660)
    .default(0)
    .describe('moves the clock of an instance that is only shown'),
});

export type Environment = z.output<typeof environmentSchema>;

const WHEN: readonly { when: (env: Environment) => boolean; needs: readonly (keyof Environment)[]; because: string }[] =
  [
    {
      when: (env) => env.SMS_GATEWAY === 'ovhcloud',
      needs: [
        'OVH_APPLICATION_KEY',
        'OVH_APPLICATION_SECRET',
        'OVH_CONSUMER_KEY',
        'OVH_SMS_SERVICE',
        'SMS_CALLBACK_SECRET',
      ],
      because: 'SMS_GATEWAY vaut ovhcloud',
    },
    {
      when: (env) => env.SMS_GATEWAY === 'http',
      needs: ['SMS_HTTP_URL', 'SMS_HTTP_SECRET'],
      because: 'SMS_GATEWAY vaut http',
    },
    { when: (env) => env.EMAIL_GATEWAY === 'smtp', needs: ['SMTP_URL'], because: 'EMAIL_GATEWAY vaut smtp' },
    {
      when: (env) => env.PROCONNECT_ISSUER !== '',
      needs: ['PROCONNECT_CLIENT_ID', 'PROCONNECT_CLIENT_SECRET'],
      because: 'PROCONNECT_ISSUER est rempli',
    },
    {
      when: (env) => env.FRANCECONNECT_ISSUER !== '',
      needs: ['FRANCECONNECT_CLIENT_ID', 'FRANCECONNECT_CLIENT_SECRET'],
      because: 'FRANCECONNECT_ISSUER est rempli',
    },
    { when: (env) => env.NODE_ENV === 'production', needs: ['MEILI_KEY'], because: 'NODE_ENV vaut production' },
  ];

/** Reads the settings, or lists every problem by the name of its variable. Unset and empty variables take their default. */
export function readEnvironment(
  variables: Readonly<Record<string, string | undefined>>,
): { ok: true; environment: Environment } | { ok: false; problems: string[] } {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    return { ok: false, problems: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) };
  }
  const environment = parsed.data;
  const problems = WHEN.filter((rule) => rule.when(environment)).flatMap((rule) =>
    rule.needs
      .filter((name) => environment[name] === '')
      .map((name) => `${name}: il faut une valeur, car ${rule.because}.`),
  );
  if (environment.NODE_ENV === 'production' && environment.DEMO)
    problems.push('DEMO: Écrivez false quand NODE_ENV vaut production.');
  return problems.length > 0 ? { ok: false, problems } : { ok: true, environment };
}
