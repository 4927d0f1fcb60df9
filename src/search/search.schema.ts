import { z } from 'zod';
import { placeSchema } from '../geo/geo.schema.js';
import { TRAVEL_MODES } from '../geo/travel.rules.js';
import { contracts } from '../offers/offer.schema.js';
import { pageOf } from '../platform/http/paging.schema.js';
import { HOURS_BANDS } from './hours.rules.js';
import { DEFAULT_WITHIN_KM, MOST_WITHIN_KM } from './widening.rules.js';

/** What may be asked of search, and what it answers. */

export const INDEX_KINDS = ['opportunities', 'profiles'] as const;
export type IndexKind = (typeof INDEX_KINDS)[number];

export const KINDS = ['offer', 'mission'] as const;
export const CONTRACTS = contracts;
export const SORTS = ['nearest', 'recent', 'relevance'] as const;

/** Deepest document of a list that may be asked for: nobody reads further, and depth costs. */
export const DEEPEST = 10_000;

/** A field of a form that was left empty counts as absent. */
function optional<S extends z.ZodType>(schema: S) {
  return z.preprocess((value) => (value === '' ? undefined : value), schema.optional());
}

/** One value, or several separated by commas. */
function oneOrMore<const T extends readonly [string, ...string[]]>(values: T) {
  const list = z.preprocess(
    (value) => (typeof value === 'string' ? value.split(',') : value),
    z.array(z.enum(values)).max(values.length),
  );
  return optional(list).describe(`une ou plusieurs valeurs séparées par des virgules : ${values.join(', ')}`);
}

const yesOrNo = z.enum(['true', 'false']).transform((value) => value === 'true');
const typed = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[^\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]*$/, 'Le texte contient un caractère interdit.');

/**
 * Words to search. Whatever stands here is only ever compared as words; signs that no offer is looked for with, and that filters and SQL
 * are made of, are refused all the same, so that who hoped for an operator is told that there is none.
 */
const words = typed(200).regex(
  /^(?!.*(?:--|\/\*|\*\/))[^=<>;[\]{}|\\^~`$_]*$/,
  'Écrivez seulement des mots : les signes = < > ; [ ] { } | \\ ^ ~ ` $ _ et -- n’ont pas de sens ici.',
);

const place = optional(typed(100)).describe('nom, code postal ou code INSEE d’une commune');
const within = optional(z.coerce.number().min(0.1).max(MOST_WITHIN_KM)).describe(
  `rayon en km, exact au mètre ; ${DEFAULT_WITHIN_KM} par défaut`,
);
const page = optional(z.coerce.number().int().min(1).max(DEEPEST)).transform((value) => value ?? 1);
const perPage = optional(z.coerce.number().int().min(1).max(100)).transform((value) => value ?? 20);
const occupation = optional(z.string().regex(/^[A-N]\d{4}$/, 'Indiquez un code ROME, par exemple K1304.')).describe(
  'code ROME',
);

export const opportunityQuerySchema = z.object({
  q: optional(words).describe('des mots ; fautes, accents et synonymes sont compris'),
  kind: oneOrMore(KINDS),
  place,
  lat: optional(z.coerce.number().min(-90).max(90)),
  lng: optional(z.coerce.number().min(-180).max(180)),
  within,
  widen: optional(yesOrNo).describe('false : le rayon ne s’agrandit pas quand rien n’est trouvé'),
  contract: oneOrMore(CONTRACTS),
  hours: oneOrMore(HOURS_BANDS),
  domain: optional(z.string().regex(/^[A-Za-z0-9-]{1,60}$/)).describe('domaine du ROME (K13) ou du bénévolat'),
  occupation,
  travel: optional(z.enum(TRAVEL_MODES)).describe('ajoute à chaque résultat le temps de trajet estimé'),
  noLicence: optional(yesOrNo).describe('true : seulement ce qui se fait sans permis'),
  sort: optional(z.enum(SORTS)).describe(
    'par défaut : le plus proche autour d’un lieu, sinon le plus pertinent avec des mots, sinon le plus récent',
  ),
  page,
  perPage,
});
export type OpportunityQuery = z.output<typeof opportunityQuerySchema>;

const counts = z.record(z.string(), z.number().int());
const day = z.string().describe('AAAA-MM-JJ');

const aroundSchema = z.object({
  place: placeSchema.nullable().describe('nul quand des coordonnées sont données'),
  lat: z.number(),
  lng: z.number(),
  within: z.number().describe('rayon utilisé, en km'),
});

const widenedSchema = z
  .object({ from: z.number(), to: z.number(), message: z.string() })
  .nullable()
  .describe('dit quand rien n’est trouvé dans le rayon demandé');

export const opportunityItemSchema = z
  .object({
    id: z.uuid(),
    kind: z.enum(KINDS),
    title: z.string(),
    excerpt: z.string(),
    organisation: z.object({ id: z.uuid(), name: z.string() }).nullable().describe('nul quand l’employeur est anonyme'),
    commune: z.object({ insee: z.string(), name: z.string() }).nullable(),
    occupation: z.object({ code: z.string(), label: z.string() }).nullable(),
    domain: z.string().nullable(),
    activities: z.array(z.string()),
    contract: z.string().nullable(),
    contractMonths: z.number().nullable(),
    weeklyHours: z.number().nullable(),
    pay: z
      .object({
        min: z.number().nullable(),
        max: z.number().nullable(),
        period: z.string().nullable(),
        text: z.string().nullable(),
      })
      .nullable(),
    licences: z.array(z.string()),
    accessWithoutCar: z.array(z.string()),
    beginnerAccepted: z.boolean().nullable(),
    minimumAge: z.number().nullable(),
    reservedFor: z.string().nullable(),
    positions: z.number().nullable(),
    startsOn: day.nullable(),
    closesOn: day,
    publishedAt: z.iso.datetime(),
    distanceKm: z.number().nullable(),
    travel: z
      .object({
        mode: z.enum(TRAVEL_MODES),
        minutes: z.number().int(),
        effort: z.enum(['easy', 'possible', 'hard']),
        text: z.string(),
      })
      .nullable()
      .describe('estimé : toujours dit avec « environ »'),
  })
  .meta({ id: 'OpportunityItem' });
export type OpportunityItem = z.output<typeof opportunityItemSchema>;

export const opportunityPageSchema = pageOf(opportunityItemSchema).extend({
  sort: z.enum(SORTS),
  around: aroundSchema.nullable(),
  widened: widenedSchema,
  facets: z.object({ kind: counts, contract: counts, hours: counts, licence: counts, domain: counts }),
  degraded: z.boolean().describe('true : le moteur de recherche est absent ; fautes et synonymes ne sont pas compris'),
});
export type OpportunityPage = z.output<typeof opportunityPageSchema>;

export const profileQuerySchema = z.object({
  q: optional(words).describe('mots d’un métier ou d’une compétence'),
  occupation,
  place,
  within,
  page,
  perPage,
});
export type ProfileQuery = z.output<typeof profileQuerySchema>;

export const profileItemSchema = z
  .object({
    id: z.string().describe('sans signification ; le même pour une structure, différent pour une autre'),
    firstName: z.string(),
    commune: z.string(),
    distanceKm: z.number().nullable().describe('jusqu’au centre de la commune, en km entiers'),
    skills: z.array(z.string()),
    availability: z.object({ from: day.nullable(), hoursMin: z.number().nullable(), hoursMax: z.number().nullable() }),
  })
  .meta({ id: 'Profile' });
export type ProfileItem = z.output<typeof profileItemSchema>;

export const profilePageSchema = pageOf(profileItemSchema).extend({
  around: aroundSchema.nullable(),
  degraded: z.boolean(),
});
export type ProfilePage = z.output<typeof profilePageSchema>;
