import { z } from 'zod';
import type { TravelMode } from '../../geo/travel.rules.js';
import { HOURS_BANDS } from '../../search/hours.rules.js';
import { CONTRACTS, type OpportunityQuery } from '../../search/search.schema.js';

/** The three questions and the filters, as they stand in the address of a list: French names, nothing about the person. */

export const WAYS = { pied: 'walk', velo: 'bike', scooter: 'scooter', voiture: 'car' } as const satisfies Record<
  string,
  TravelMode
>;
export type Way = keyof typeof WAYS;
export const WAY_NAMES = Object.keys(WAYS) as [Way, ...Way[]];
export const DISTANCES = [5, 10, 20, 50, 100] as const;

const text = z
  .string()
  .transform((value) =>
    value
      .replace(/[\u0000-\u001f\u007f]/g, ' ')
      .trim()
      .slice(0, 100),
  )
  .catch('');
const several = <const T extends readonly [string, ...string[]]>(values: T) =>
  z
    .preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(z.enum(values)).max(values.length))
    .catch([]);

export const searchAddress = z.object({
  ou: text,
  metier: text,
  code: z
    .string()
    .regex(/^[A-N]\d{4}$/)
    .optional()
    .catch(undefined),
  deplacement: z.enum(WAY_NAMES).optional().catch(undefined),
  distance: z.coerce
    .number()
    .refine((km) => (DISTANCES as readonly number[]).includes(km))
    .optional()
    .catch(undefined),
  contrat: several(CONTRACTS),
  heures: several(HOURS_BANDS),
  domaine: z
    .string()
    .regex(/^[a-z-]{1,60}$/)
    .optional()
    .catch(undefined),
  'sans-permis': z.literal('oui').optional().catch(undefined),
  tri: z.enum(['pres', 'recent']).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(1000).catch(1),
});
export type SearchAddress = z.output<typeof searchAddress>;

export const PER_PAGE = 10;

/** What the search is asked. `insee` replaces the place as typed once it is known which one was meant. */
export function queryOf(
  address: SearchAddress,
  kind: 'offer' | 'mission',
  insee: string | undefined,
): OpportunityQuery {
  const words = isAnyTrade(address.metier) ? undefined : address.metier;
  const sort = address.tri === 'pres' ? (insee ? 'nearest' : undefined) : address.tri;
  return {
    q: address.code === undefined ? words : undefined,
    kind: [kind],
    place: insee === undefined ? undefined : chosenPlace(insee),
    lat: undefined,
    lng: undefined,
    within: address.distance,
    widen: undefined,
    contract: address.contrat.length > 0 ? address.contrat : undefined,
    hours: address.heures.length > 0 ? address.heures : undefined,
    domain: address.domaine,
    occupation: address.code,
    travel: address.deplacement && WAYS[address.deplacement],
    noLicence: address['sans-permis'] && true,
    sort,
    page: address.page,
    perPage: PER_PAGE,
  };
}

/** A commune and no other: a bare INSEE code may be the postal code of another commune. */
export function chosenPlace(insee: string): string {
  return `insee:${insee}`;
}

/** "tous", "tout", nothing: every trade. */
export function isAnyTrade(words: string): boolean {
  return /^(|tous?|toutes?|tous les m[ée]tiers|n.importe)$/i.test(words.trim());
}

/** The address of a list with some answers changed; null takes one away. The page goes back to the first unless named. */
export function addressOf(
  path: string,
  address: SearchAddress,
  changes: { readonly [K in keyof SearchAddress]?: SearchAddress[K] | null } = {},
): string {
  const merged: Record<string, unknown> = { ...address, page: 1, ...changes };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(merged)) {
    if (name === 'page' && value === 1) continue;
    for (const item of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (item !== undefined && item !== null && item !== '') query.append(name, String(item));
    }
  }
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** How many filters are on, beyond the three questions. */
export function filtersOn(address: SearchAddress): number {
  return (
    address.contrat.length +
    address.heures.length +
    (address['sans-permis'] ? 1 : 0) +
    (address.distance === undefined ? 0 : 1) +
    (address.domaine === undefined ? 0 : 1)
  );
}
