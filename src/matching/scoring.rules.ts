import { type TravelMode, travelMinutes } from '../geo/travel.rules.js';

/**
 * The published rule by which an opportunity suits a person. Gates decide whether a pair exists at all and are never
 * scored; the score only sorts. The SQL of `matching.queries.ts` is written from this table and compared with this file.
 * Never looked at: age beyond the legal minimum, sex, name, address beyond the distance, status, barriers, notes, calls.
 */
export const SCORING = {
  /** Goes up with every change of the rule; kept with each match. */
  version: 1,
  /** The occupation or activity looked for, or one close to it. */
  topic: { wanted: 40, close: 25 },
  /** Share of the skills asked for that the person has. */
  skills: 25,
  /** Minutes of travel, door to door, by the person's own means. Beyond the last line: 0. */
  travel: [
    { upToMinutes: 10, points: 25 },
    { upToMinutes: 20, points: 22 },
    { upToMinutes: 30, points: 18 },
    { upToMinutes: 45, points: 10 },
    { upToMinutes: 60, points: 4 },
  ],
  /** Kind of contract and hours, each either wished or left open by the person. */
  contract: 5,
  hours: 5,
  /** "Débutant accepté", for someone without experience of what they look for. */
  beginner: 5,
  /** Days since the publication. Beyond the last line: 0. */
  freshness: [
    { upToDays: 1, points: 5 },
    { upToDays: 3, points: 4 },
    { upToDays: 7, points: 3 },
    { upToDays: 14, points: 2 },
    { upToDays: 30, points: 1 },
  ],
} as const;

/** What the score is made of, as it is kept with each match; what is yes or no is kept as a reason code. */
export type MatchInputs = {
  /** Occupation code, `activity:…` or `domain:…` that the person looks for. */
  readonly topic: string;
  /** 1 when it is the opportunity's own, less when it is close to it. */
  readonly fit: number;
  /** Distance on the sphere, rounded to the metre. */
  readonly metres: number;
  readonly mode: TravelMode;
  /** Whether the distance counts from the place of a saved search rather than from the person's own. */
  readonly search: boolean;
  readonly skillsAsked: number;
  readonly skillsHeld: number;
  /** Days between the publication and the day of the computation. */
  readonly days: number;
};

/**
 * Everything that speaks for or against a pair, in the order in which it is said: the opportunity's own topic or a close one, at most
 * 30 minutes, some skills held, débutant accepté without experience, contract and hours as wished, a way to come without the car that the
 * person has not, the licence asked for; then beyond 45 minutes, another contract, other hours, none of the skills, 30 to 45 minutes.
 */
export const PLUS_CODES = [
  'wanted',
  'close',
  'near',
  'skills',
  'beginner',
  'contract',
  'hours',
  'without-car',
  'licence',
] as const;
export const MINUS_CODES = ['far', 'other-contract', 'other-hours', 'skills-asked', 'some-way'] as const;
export type ReasonCode = (typeof PLUS_CODES)[number] | (typeof MINUS_CODES)[number];

export type Points = {
  readonly topic: number;
  readonly skills: number;
  readonly travel: number;
  readonly wishes: number;
  readonly beginner: number;
  readonly freshness: number;
};

/** Points of a number of minutes (not rounded). */
export function travelPoints(minutes: number): number {
  return SCORING.travel.find((line) => minutes <= line.upToMinutes)?.points ?? 0;
}

export function freshnessPoints(days: number): number {
  return SCORING.freshness.find((line) => days <= line.upToDays)?.points ?? 0;
}

/** The points of each criterion: the trace that an agent reads. */
export function pointsOf(inputs: MatchInputs, reasons: readonly string[]): Points {
  return {
    topic: inputs.fit >= 1 ? SCORING.topic.wanted : SCORING.topic.close,
    skills: inputs.skillsAsked === 0 ? 0 : Math.floor((SCORING.skills * inputs.skillsHeld) / inputs.skillsAsked),
    travel: travelPoints(travelMinutes(inputs.metres / 1000, inputs.mode)),
    wishes:
      (reasons.includes('other-contract') ? 0 : SCORING.contract) +
      (reasons.includes('other-hours') ? 0 : SCORING.hours),
    beginner: reasons.includes('beginner') ? SCORING.beginner : 0,
    freshness: freshnessPoints(inputs.days),
  };
}

/** The score, 0 to 105. It sorts; it is never shown to an employer. */
export function scoreOf(inputs: MatchInputs, reasons: readonly string[]): number {
  return Object.values(pointsOf(inputs, reasons)).reduce((sum, points) => sum + points, 0);
}
