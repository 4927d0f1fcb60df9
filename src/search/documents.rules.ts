import type { Day } from '../platform/lang/day.js';
import { cellOf } from './disc.rules.js';
import { hoursBand } from './hours.rules.js';
import type { IndexedDocument } from './search-index.js';

/** An open opportunity as it is read to be indexed. */
export interface OpportunityRow {
  readonly id: string;
  readonly kind: 'offer' | 'mission';
  readonly version: number;
  readonly title: string;
  readonly description: string;
  /** Null when the employer is anonymous. */
  readonly organisation_name: string | null;
  readonly commune_name: string | null;
  readonly occupation_code: string | null;
  readonly occupation_label: string | null;
  readonly occupation_terms: readonly string[] | null;
  readonly domain: string | null;
  readonly activities: readonly string[] | null;
  readonly contract: string | null;
  readonly weekly_hours: number | null;
  readonly licences: readonly string[] | null;
  readonly location_id: number;
  readonly lat: number;
  readonly lng: number;
  /** Unix seconds. */
  readonly published: number;
  readonly closes_on: Day;
}

/** A person who shows their CV and accepts to be contacted, as read to be indexed: what may be searched and nothing else. */
export interface ProfileRow {
  readonly id: string;
  readonly version: number;
  readonly occupation_codes: readonly string[];
  readonly occupations: readonly string[];
  readonly occupation_terms: readonly string[];
  readonly skills: readonly string[];
  /** Of the commune, never of the home. */
  readonly location_id: number;
  readonly lat: number;
  readonly lng: number;
  /** Unix seconds of the last change. */
  readonly changed: number;
}

/** Field of every document that "recent" sorts by: unix seconds. */
export const RECENCY = 'recent_at';

/** Characters of the description that are searched. */
const EXCERPT = 1_000;

/** A calendar day as a number that compares as days do: 2026-11-20 → 20261120. */
export function dayNumber(day: Day): number {
  return Number(day.replaceAll('-', ''));
}

/** What is searched, counted and compared; what is shown is read from PostgreSQL. */
export function opportunityDocument(row: OpportunityRow): IndexedDocument {
  return {
    id: row.id,
    version: row.version,
    kind: row.kind,
    title: row.title,
    occupation: row.occupation_label,
    occupation_terms: row.occupation_terms ?? [],
    topics: [row.kind === 'mission' ? row.domain : null, ...(row.activities ?? [])].flatMap((slug) =>
      slug ? [words(slug)] : [],
    ),
    organisation: row.organisation_name,
    commune: row.commune_name,
    description: row.description.slice(0, EXCERPT),
    contract: row.contract,
    hours: hoursBand(row.weekly_hours),
    needs_licence: (row.licences ?? []).length > 0,
    domain: row.domain,
    occupation_code: row.occupation_code,
    location: row.location_id,
    cell: cellOf(row),
    lat: row.lat,
    lng: row.lng,
    [RECENCY]: row.published,
    closes_on: dayNumber(row.closes_on),
  } as IndexedDocument;
}

export function profileDocument(row: ProfileRow): IndexedDocument {
  return {
    id: row.id,
    version: row.version,
    occupations: row.occupations,
    occupation_terms: row.occupation_terms,
    skills: row.skills.map(words),
    occupation_codes: row.occupation_codes,
    location: row.location_id,
    cell: cellOf(row),
    [RECENCY]: row.changed,
  } as IndexedDocument;
}

/** 'accompagnement-scolaire' → 'accompagnement scolaire'. */
function words(slug: string): string {
  return slug.replaceAll('-', ' ');
}
