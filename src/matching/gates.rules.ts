import { haversineKm, type Point } from '../geo/distance.rules.js';

/** The gates: whether an opportunity and a person may meet at all. Pure statement of what the SQL asks of each pair. */

/** What an opportunity requires. */
export type Requirements = Point & {
  readonly minimumAge: number | null;
  readonly licences: readonly string[];
  /** Kind of offer that only people checked by the département may take. */
  readonly reservedFor: string | null;
};

/** What of a person the gates look at; the place is the person's own or that of a saved search. */
export type Seeker = Point & {
  readonly reachKm: number;
  readonly adult: boolean;
  readonly licences: readonly string[];
  readonly eligibility: readonly string[];
};

/** Distance on the sphere of 6,371 km, rounded to the metre: the unit in which reach is decided. */
export function metresBetween(a: Point, b: Point): number {
  return Math.round(haversineKm(a, b) * 1000);
}

/** Nobody under 16 is registered, so that only a minimum of 18 closes the gate to minors. */
export function mayMeet(opportunity: Requirements, person: Seeker): boolean {
  return (
    (person.adult || opportunity.minimumAge === null || opportunity.minimumAge < 18) &&
    opportunity.licences.every((licence) => person.licences.includes(licence)) &&
    (opportunity.reservedFor === null || person.eligibility.includes(opportunity.reservedFor)) &&
    metresBetween(opportunity, person) <= person.reachKm * 1000
  );
}
