import { EASY_MINUTES, POSSIBLE_MINUTES, type TravelMode, travelMinutes } from '../geo/travel.rules.js';
import { mayMeet, metresBetween, type Requirements, type Seeker } from './gates.rules.js';
import { type MatchInputs, type ReasonCode, scoreOf } from './scoring.rules.js';

/** The whole rule on plain facts: what the SQL computes for millions of pairs, stated for one. */

/** An opportunity under one of its topics. */
export type OpportunityFacts = Requirements & {
  readonly topic: string;
  readonly fit: number;
  readonly skills: readonly string[];
  readonly contract: string | null;
  readonly weeklyHours: number | null;
  readonly beginnerAccepted: boolean;
  readonly withoutCar: boolean;
  /** Days since the publication. */
  readonly days: number;
};

/** A person under one of the topics they look for. */
export type SeekerFacts = Seeker & {
  readonly topic: string;
  readonly search: boolean;
  readonly experienced: boolean;
  readonly travelMode: TravelMode;
  readonly contracts: readonly string[];
  readonly hoursMin: number | null;
  readonly hoursMax: number | null;
  readonly skills: readonly string[];
};

export type Match = { readonly inputs: MatchInputs; readonly reasons: ReasonCode[]; readonly score: number };

/** The match of an opportunity and a person under one topic, or null when they do not meet. */
export function matchOf(opportunity: OpportunityFacts, person: SeekerFacts): Match | null {
  if (opportunity.topic !== person.topic || !mayMeet(opportunity, person)) return null;
  const metres = metresBetween(opportunity, person);
  const inputs: MatchInputs = {
    topic: person.topic,
    fit: opportunity.fit,
    metres,
    mode: person.travelMode,
    search: person.search,
    skillsAsked: opportunity.skills.length,
    skillsHeld: opportunity.skills.filter((skill) => person.skills.includes(skill)).length,
    days: Math.max(0, opportunity.days),
  };
  const reasons = reasonsOf(opportunity, person, inputs);
  return { inputs, reasons, score: scoreOf(inputs, reasons) };
}

function reasonsOf(opportunity: OpportunityFacts, person: SeekerFacts, inputs: MatchInputs): ReasonCode[] {
  const minutes = travelMinutes(inputs.metres / 1000, inputs.mode);
  const contract = wish(opportunity.contract !== null && person.contracts.length > 0, () =>
    person.contracts.includes(opportunity.contract ?? ''),
  );
  const hours = wish(opportunity.weeklyHours !== null && (person.hoursMin !== null || person.hoursMax !== null), () => {
    const offered = opportunity.weeklyHours ?? 0;
    return offered >= (person.hoursMin ?? 0) && offered <= (person.hoursMax ?? 168);
  });
  const said: [boolean, ReasonCode][] = [
    [inputs.fit >= 1, 'wanted'],
    [inputs.fit < 1, 'close'],
    [minutes <= EASY_MINUTES, 'near'],
    [inputs.skillsHeld > 0, 'skills'],
    [opportunity.beginnerAccepted && !person.experienced, 'beginner'],
    [contract === 'met', 'contract'],
    [hours === 'met', 'hours'],
    [opportunity.withoutCar && person.travelMode !== 'car', 'without-car'],
    [opportunity.licences.length > 0, 'licence'],
    [minutes > POSSIBLE_MINUTES, 'far'],
    [contract === 'unmet', 'other-contract'],
    [hours === 'unmet', 'other-hours'],
    [inputs.skillsAsked > 0 && inputs.skillsHeld === 0, 'skills-asked'],
    [minutes > EASY_MINUTES && minutes <= POSSIBLE_MINUTES, 'some-way'],
  ];
  return said.filter(([holds]) => holds).map(([, code]) => code);
}

/** met: wished and given; unmet: wished otherwise; open: one of the two leaves it open. */
function wish(asked: boolean, given: () => boolean): 'met' | 'unmet' | 'open' {
  if (!asked) return 'open';
  return given() ? 'met' : 'unmet';
}
