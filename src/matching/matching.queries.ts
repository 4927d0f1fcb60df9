import { DETOUR, EASY_MINUTES, POSSIBLE_MINUTES, SPEED_KMH } from '../geo/travel.rules.js';
import { SCORING } from './scoring.rules.js';

/**
 * The SQL of matching. One text serves both directions: only the table that drives differs, the pairs, the gates,
 * the score and the reasons are the same lines.
 */

export type Side = 'opportunity' | 'candidate';

/** Classes of reach in km: people with a short reach are only looked for nearby. The last one is the widest reach there is. */
export const REACH_CLASSES = [10, 20, 30, 50, 100] as const;
/** Each with half its band of latitude in degrees and the sine of its angle on the sphere, a thousandth wider for rounding. */
const CLASSES = `(VALUES ${REACH_CLASSES.map((km) => `(${km}::smallint, ${km * 0.009}::float8, ${Math.sin((km * 1.001) / 6371)}::float8)`).join(', ')}) r (reach_class, band, sine)`;

/** Points of a freshness in days, for lists that are read days after the computation. */
export const freshnessSql = (days: string): string =>
  steps(
    days,
    SCORING.freshness.map((line) => ({ limit: line.upToDays, points: line.points })),
  );

/** What people call the occupation that the match `m` is about, else its label; null for the topic of a mission. */
export const topicLabelSql = `(SELECT COALESCE(everyday_label, label) FROM occupations WHERE code = m.topic)`;

const INPUTS = ['topic', 'fit', 'metres', 'mode', 'search', 'skills_asked', 'skills_held', 'days'];
/** What the score of the match `m` is made of, as MatchInputs. */
export const inputsSql = `to_jsonb(ROW(${INPUTS.map((column) => `m.${column}`).join(', ')})::match_inputs)`;

const steps = (value: string, lines: readonly { limit: number; points: number }[]): string =>
  `CASE ${lines.map((line) => `WHEN ${value} <= ${line.limit} THEN ${line.points}`).join(' ')} ELSE 0 END`;
const speed = (mode: string): string =>
  `CASE ${mode} ${Object.entries(SPEED_KMH)
    .map(([name, kmh]) => `WHEN '${name}' THEN ${kmh}::float8`)
    .join(' ')} END`;

/** The zones of two degrees of longitude, 0 to 179 eastwards from 180° W, that the disc of a class of reach touches. */
const ZONES = `(SELECT CASE WHEN cos(radians(o.lat)) > r.sine THEN degrees(asin(r.sine / cos(radians(o.lat)))) ELSE 180 END AS half OFFSET 0) w CROSS JOIN LATERAL (
  SELECT DISTINCT mod(n + 180, 180)::smallint AS zone
  FROM generate_series(floor((o.lng - w.half + 180) / 2)::int, floor((o.lng + w.half + 180) / 2)::int) n) z`;

/** Columns of a person's target; all of them lie in the index, so that a probe reads no table. */
const PERSON = `candidate_id, search_id, topic, lat, lng, lat_window, lng_window, reach_km, adult, licences, eligibility,
  experienced, travel_mode, contracts, hours_min, hours_max, skills`;
const OPPORTUNITY = `opportunity_id, kind, topic, fit, lat, lng, adults_only, licences, reserved_for, contract, weekly_hours,
  skills, beginner_accepted, without_car, published_on, closes_on`;

/** The probe: topic, class of reach, zone of longitude and band of latitude (0.009° are 1,000.7 m), then the window of longitude on the circle. */
const PROBE = `c.topic = o.topic AND c.reach_class = r.reach_class AND c.zone = z.zone
  AND c.lat BETWEEN o.lat - r.band AND o.lat + r.band
  AND (abs(c.lng - o.lng) <= c.lng_window OR abs(c.lng - o.lng) >= 360 - c.lng_window)
  AND o.lat BETWEEN c.lat - c.lat_window AND c.lat + c.lat_window`;

/** The gates that are not a matter of distance. */
const GATES = `(c.adult OR NOT o.adults_only)
  AND (o.licences IS NULL OR o.licences <@ c.licences)
  AND (o.reserved_for IS NULL OR o.reserved_for = ANY (c.eligibility))
  AND o.closes_on >= $3::date`;

/** OFFSET 0 keeps the planner from turning the join round or hashing a million targets when its statistics are young. */
const PAIRS: Record<Side, string> = {
  opportunity: `opportunity_targets o CROSS JOIN ${CLASSES} CROSS JOIN LATERAL ${ZONES}
    CROSS JOIN LATERAL (SELECT ${PERSON} FROM match_targets c WHERE ${PROBE} OFFSET 0) c
    WHERE o.opportunity_id = ANY ($1::uuid[]) AND ${GATES}`,
  candidate: `match_targets c JOIN ${CLASSES} USING (reach_class) CROSS JOIN LATERAL (SELECT c.zone) z
    CROSS JOIN LATERAL (SELECT ${OPPORTUNITY} FROM opportunity_targets o WHERE ${PROBE} OFFSET 0) o
    WHERE c.candidate_id = ANY ($1::uuid[]) AND ${GATES}`,
};

/**
 * Finds and scores every pair of the given ids, keeps the best topic of each pair, writes what is new or changed, removes
 * what no longer holds, and answers one row per opportunity that gained a match.
 * $1 ids (uuid[]), $2 now, $3 today.
 */
export function matchQuery(side: Side): string {
  return `
WITH met AS MATERIALIZED (
  SELECT o.opportunity_id, o.kind, c.candidate_id, c.topic, o.fit, c.search_id IS NOT NULL AS search, c.travel_mode, c.reach_km,
    floor(2 * 6371000 * asin(least(1, sqrt(
      power(sin(radians(c.lat - o.lat) / 2), 2)
      + cos(radians(o.lat)) * cos(radians(c.lat)) * power(sin(radians(c.lng - o.lng) / 2), 2)))) + 0.5)::int AS metres,
    coalesce(cardinality(o.skills), 0) AS asked,
    CASE WHEN o.skills <@ c.skills THEN cardinality(o.skills) WHEN o.skills && c.skills THEN (SELECT count(*)::int FROM unnest(o.skills) s WHERE s = ANY (c.skills)) ELSE 0 END AS held,
    CASE WHEN o.contract IS NULL OR c.contracts IS NULL THEN 'open' WHEN o.contract = ANY (c.contracts) THEN 'met' ELSE 'unmet' END AS contract,
    CASE WHEN o.weekly_hours IS NULL OR (c.hours_min IS NULL AND c.hours_max IS NULL) THEN 'open'
      WHEN o.weekly_hours >= coalesce(c.hours_min, 0) AND o.weekly_hours <= coalesce(c.hours_max, 168) THEN 'met' ELSE 'unmet' END AS hours,
    o.beginner_accepted AND NOT c.experienced AS beginner,
    o.licences IS NOT NULL AS licence,
    o.without_car AND c.travel_mode <> 'car' AS without_car,
    greatest($3::date - o.published_on, 0) AS days
  FROM ${PAIRS[side]}
), near AS (
  SELECT *, metres::float8 / 1000 * ${DETOUR}::float8 / ${speed('travel_mode')} * 60 AS minutes
  FROM met WHERE metres <= reach_km * 1000
), scored AS (
  SELECT *, ${freshnessSql('days')} AS freshness,
    CASE WHEN fit >= 1 THEN ${SCORING.topic.wanted} ELSE ${SCORING.topic.close} END
    + CASE WHEN asked > 0 THEN ${SCORING.skills} * held / asked ELSE 0 END
    + ${steps(
      'minutes',
      SCORING.travel.map((line) => ({ limit: line.upToMinutes, points: line.points })),
    )}
    + CASE WHEN contract = 'unmet' THEN 0 ELSE ${SCORING.contract} END
    + CASE WHEN hours = 'unmet' THEN 0 ELSE ${SCORING.hours} END
    + CASE WHEN beginner THEN ${SCORING.beginner} ELSE 0 END AS lasting
  FROM near
), best AS (
  SELECT DISTINCT ON (opportunity_id, candidate_id) * FROM scored
  ORDER BY opportunity_id, candidate_id, lasting DESC, fit DESC, metres, topic COLLATE "C", search
), found AS MATERIALIZED (
  SELECT opportunity_id, kind, candidate_id, lasting + freshness AS score, freshness,
    topic, fit, metres, travel_mode AS mode, search, asked AS skills_asked, held AS skills_held, days,
    array_remove(ARRAY[
      CASE WHEN fit >= 1 THEN 'wanted' ELSE 'close' END,
      CASE WHEN minutes <= ${EASY_MINUTES} THEN 'near' END,
      CASE WHEN held > 0 THEN 'skills' END,
      CASE WHEN beginner THEN 'beginner' END,
      CASE WHEN contract = 'met' THEN 'contract' END,
      CASE WHEN hours = 'met' THEN 'hours' END,
      CASE WHEN without_car THEN 'without-car' END,
      CASE WHEN licence THEN 'licence' END,
      CASE WHEN minutes > ${POSSIBLE_MINUTES} THEN 'far' END,
      CASE WHEN contract = 'unmet' THEN 'other-contract' END,
      CASE WHEN hours = 'unmet' THEN 'other-hours' END,
      CASE WHEN asked > 0 AND held = 0 THEN 'skills-asked' END,
      CASE WHEN minutes > ${EASY_MINUTES} AND minutes <= ${POSSIBLE_MINUTES} THEN 'some-way' END], NULL) AS reasons
  FROM best
), gone AS (
  DELETE FROM matches WHERE ${side}_id = ANY ($1::uuid[]) AND (opportunity_id, candidate_id) NOT IN (SELECT opportunity_id, candidate_id FROM found)
), written AS (
  INSERT INTO matches AS m (opportunity_id, kind, candidate_id, score, freshness, rules_version, ${INPUTS.join(', ')}, reasons, side, created_at, updated_at)
  SELECT opportunity_id, kind, candidate_id, score, freshness, ${SCORING.version}, ${INPUTS.join(', ')}, reasons, '${side}', $2::timestamptz, $2::timestamptz FROM found
  ON CONFLICT (opportunity_id, candidate_id) DO UPDATE
    SET score = excluded.score, freshness = excluded.freshness, rules_version = excluded.rules_version,
      ${INPUTS.map((column) => `${column} = excluded.${column}`).join(', ')}, reasons = excluded.reasons, updated_at = excluded.updated_at
    WHERE (${INPUTS.map((column) => `m.${column}`).join(', ')}, m.rules_version) IS DISTINCT FROM (${INPUTS.map((column) => `excluded.${column}`).join(', ')}, excluded.rules_version)
  RETURNING opportunity_id, xmax = 0 AS fresh
)
SELECT opportunity_id, count(*) FILTER (WHERE fresh) AS fresh FROM written GROUP BY opportunity_id HAVING bool_or(fresh)`;
}
