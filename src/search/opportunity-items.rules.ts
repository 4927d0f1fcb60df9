import { haversineKm, type Point } from '../geo/distance.rules.js';
import { spokenMinutes, travelEffort, type TravelMode, travelMinutes, travelWords } from '../geo/travel.rules.js';
import type { OpportunityItem } from './search.schema.js';

/** An open opportunity as read to be shown. */
export interface ShownOpportunity extends Point {
  readonly id: string;
  readonly version: number;
  readonly kind: 'offer' | 'mission';
  readonly title: string;
  readonly description: string;
  readonly organisation_id: string;
  readonly organisation_name: string | null;
  readonly insee: string | null;
  readonly commune_name: string | null;
  readonly occupation_code: string | null;
  readonly occupation_label: string | null;
  readonly domain: string | null;
  readonly activities: string[] | null;
  readonly contract: string | null;
  readonly contract_months: number | null;
  readonly weekly_hours: number | null;
  readonly pay_min: number | null;
  readonly pay_max: number | null;
  readonly pay_period: string | null;
  readonly pay_text: string | null;
  readonly licences: string[] | null;
  readonly access_without_car: string[] | null;
  readonly beginner_accepted: boolean | null;
  readonly minimum_age: number | null;
  readonly reserved_for: string | null;
  readonly positions: number | null;
  readonly starts_on: string | null;
  readonly closes_on: string;
  /** ISO 8601, UTC. */
  readonly published_at: string;
  readonly location_id: number;
}

/** One line of the answer. Distances in km as the crow flies, to the metre; an anonymous employer stays so, id included. */
export function opportunityItem(
  row: ShownOpportunity,
  centre: Point | undefined,
  mode: TravelMode | undefined,
): OpportunityItem {
  const km = centre && haversineKm(centre, row);
  const paid = row.pay_min !== null || row.pay_max !== null || row.pay_text !== null;
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    excerpt: excerpt(row.description),
    organisation: row.organisation_name === null ? null : { id: row.organisation_id, name: row.organisation_name },
    commune: row.insee === null || row.commune_name === null ? null : { insee: row.insee, name: row.commune_name },
    occupation:
      row.occupation_code === null
        ? null
        : { code: row.occupation_code, label: row.occupation_label ?? row.occupation_code },
    domain: row.domain,
    activities: row.activities ?? [],
    contract: row.contract,
    contractMonths: row.contract_months,
    weeklyHours: row.weekly_hours,
    pay: paid ? { min: row.pay_min, max: row.pay_max, period: row.pay_period, text: row.pay_text } : null,
    licences: row.licences ?? [],
    accessWithoutCar: row.access_without_car ?? [],
    beginnerAccepted: row.beginner_accepted,
    minimumAge: row.minimum_age,
    reservedFor: row.reserved_for,
    positions: row.positions,
    startsOn: row.starts_on,
    closesOn: row.closes_on,
    publishedAt: row.published_at,
    distanceKm: km === undefined ? null : Math.round(km * 1000) / 1000,
    travel: km === undefined || mode === undefined ? null : travel(km, mode),
  };
}

function travel(km: number, mode: TravelMode): OpportunityItem['travel'] {
  const minutes = travelMinutes(km, mode);
  return { mode, minutes: spokenMinutes(minutes), effort: travelEffort(minutes), text: travelWords(km, mode) };
}

const EXCERPT = 200;

/** The first words of a description, cut between two words. */
function excerpt(description: string): string {
  const text = description.replace(/\s+/g, ' ').trim();
  if (text.length <= EXCERPT) return text;
  const cut = text.lastIndexOf(' ', EXCERPT);
  return `${text.slice(0, cut > 0 ? cut : EXCERPT)}…`;
}
