import { type Environment, readEnvironment } from './environment.js';

/** How this instance is known to an OpenID Connect provider. */
export interface OpenIdClient {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

function openIdClient(issuer: string, clientId: string, clientSecret: string): OpenIdClient | undefined {
  return issuer === '' ? undefined : { issuer, clientId, clientSecret };
}

/** The settings as the code reads them. */
export class Config {
  readonly production: boolean;
  readonly demo: boolean;
  readonly secret: string;
  readonly publicUrl: string;
  readonly host: string;
  readonly port: number;
  readonly workerPort: number;
  readonly trustProxy: boolean;
  readonly logLevel: Environment['LOG_LEVEL'];
  readonly metricsToken: string;
  readonly clockOffsetDays: number;
  readonly database: { readonly url: string; readonly poolSize: number };
  /** Milliseconds for which a copy of slow-changing rows is used without looking again. */
  readonly cacheMs: number;
  /** Undefined when the queues live in PostgreSQL. */
  readonly redisUrl: string | undefined;
  readonly meili: { readonly url: string; readonly key: string; readonly prefix: string };
  readonly instance: {
    readonly name: string;
    readonly phone: string;
    readonly phoneHours: string;
    readonly departement: string;
    /** Who answers for the site, and who hosts it: name and address. */
    readonly publisher: string;
    readonly host: string;
    readonly email: string;
  };
  /** File of the instance's colours and logo; empty: the ones that come with the product. */
  readonly tokensFile: string;
  /** Gross euros an hour. */
  readonly minimumHourlyWage: number;
  readonly sms: {
    readonly gateway: Environment['SMS_GATEWAY'];
    readonly sender: string;
    readonly stopNumber: string;
    readonly perSecond: number;
    readonly callbackSecret: string;
    readonly ovh: {
      readonly endpoint: string;
      readonly applicationKey: string;
      readonly applicationSecret: string;
      readonly consumerKey: string;
      readonly service: string;
    };
    readonly http: { readonly url: string; readonly secret: string };
  };
  readonly email: {
    readonly gateway: Environment['EMAIL_GATEWAY'];
    readonly perSecond: number;
    readonly smtpUrl: string;
    readonly from: string;
    readonly replyTo: string;
  };
  readonly alertHours: Environment['ALERT_HOURS'];
  /** Identity providers; undefined when people do not sign in with them. */
  readonly openId: Readonly<Record<'proconnect' | 'franceconnect', OpenIdClient | undefined>>;
  readonly geoApiUrl: string;
  /** Empty when addresses are placed at their commune. */
  readonly geocoderBaseUrl: string;
  readonly romeExportUrl: string;
  readonly imports: { readonly allowedHosts: readonly string[]; readonly maxBytes: number };

  constructor(env: Environment) {
    this.production = env.NODE_ENV === 'production';
    this.demo = env.DEMO;
    this.secret = env.SECRET;
    this.publicUrl = env.PUBLIC_URL;
    this.host = env.HOST;
    this.port = env.PORT;
    this.workerPort = env.WORKER_PORT;
    this.trustProxy = env.TRUST_PROXY;
    this.logLevel = env.LOG_LEVEL;
    this.metricsToken = env.METRICS_TOKEN;
    this.clockOffsetDays = env.CLOCK_OFFSET_DAYS;
    this.database = { url: env.DATABASE_URL, poolSize: env.DATABASE_POOL_SIZE };
    this.cacheMs = env.CACHE_MS;
    this.redisUrl = env.REDIS_URL === '' ? undefined : env.REDIS_URL;
    this.meili = { url: env.MEILI_URL, key: env.MEILI_KEY, prefix: env.MEILI_INDEX_PREFIX };
    this.instance = {
      name: env.INSTANCE_NAME,
      phone: env.INSTANCE_PHONE,
      phoneHours: env.INSTANCE_PHONE_HOURS,
      departement: env.INSTANCE_DEPARTEMENT,
      publisher: env.INSTANCE_PUBLISHER,
      host: env.INSTANCE_HOST,
      email: env.INSTANCE_EMAIL,
    };
    this.tokensFile = env.TOKENS_FILE;
    this.minimumHourlyWage = env.MINIMUM_HOURLY_WAGE;
    this.sms = {
      gateway: env.SMS_GATEWAY,
      sender: env.SMS_SENDER,
      stopNumber: env.SMS_STOP_NUMBER,
      perSecond: env.SMS_PER_SECOND,
      callbackSecret: env.SMS_CALLBACK_SECRET,
      ovh: {
        endpoint: env.OVH_ENDPOINT,
        applicationKey: env.OVH_APPLICATION_KEY,
        applicationSecret: env.OVH_APPLICATION_SECRET,
        consumerKey: env.OVH_CONSUMER_KEY,
        service: env.OVH_SMS_SERVICE,
      },
      http: { url: env.SMS_HTTP_URL, secret: env.SMS_HTTP_SECRET },
    };
    this.email = {
      gateway: env.EMAIL_GATEWAY,
      perSecond: env.EMAIL_PER_SECOND,
      smtpUrl: env.SMTP_URL,
      from: env.EMAIL_FROM,
      replyTo: env.EMAIL_REPLY_TO,
    };
    this.alertHours = env.ALERT_HOURS;
    this.openId = {
      proconnect: openIdClient(env.PROCONNECT_ISSUER, env.PROCONNECT_CLIENT_ID, env.PROCONNECT_CLIENT_SECRET),
      franceconnect: openIdClient(
        env.FRANCECONNECT_ISSUER,
        env.FRANCECONNECT_CLIENT_ID,
        env.FRANCECONNECT_CLIENT_SECRET,
      ),
    };
    this.geoApiUrl = env.GEO_API_URL;
    this.geocoderBaseUrl = env.GEOCODER_BASE_URL;
    this.romeExportUrl = env.ROME_EXPORT_URL;
    this.imports = { allowedHosts: env.IMPORT_ALLOWED_HOSTS, maxBytes: env.IMPORT_MAX_MEGABYTES * 1024 * 1024 };
  }
}

/** The settings of this process. Prints every problem at once and ends the process when one is wrong. */
export function configFromProcess(): Config {
  const read = readEnvironment(process.env);
  if (read.ok) return new Config(read.environment);
  process.stderr.write(
    `Les réglages ne conviennent pas :\n${read.problems.map((problem) => `  ${problem}\n`).join('')}`,
  );
  process.exit(78); // EX_CONFIG of sysexits.h
}
