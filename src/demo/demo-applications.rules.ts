import type { Application } from '../applications/application.entity.js';
import { blankApplication } from '../applications/application-blank.rules.js';
import { MOTIVE_WORDS, REFUSAL_MOTIVES } from '../applications/motives.rules.js';
import type { Snapshot } from '../applications/snapshot.schema.js';
import { nextStepOn, type Step, stepDay, WAITING_STEPS } from '../applications/steps.rules.js';
import { addDays, addMonths, type Day, dayInParis, parisInstant, plusSeconds } from '../platform/lang/day.js';
import { nextWorkingDay } from '../platform/lang/french-calendar.js';
import { Random } from './random.rules.js';

/** A person and an offer or mission near them that they could have applied to. */
export interface DemoPair {
  readonly candidateId: string;
  readonly opportunityId: string;
  readonly organisationId: string;
  readonly kind: 'offer' | 'mission';
  /** 0, 1, 2 … among this person's pairs. */
  readonly rank: number;
  readonly persona: boolean;
}

export interface DemoApplication {
  readonly application: Application;
  readonly steps: readonly { readonly step: Step; readonly at: Date }[];
}

/** How an application went. */
const ENDS = ['waiting', 'accepted', 'refused', 'meeting', 'elsewhere', 'withdrawn', 'no-answer'] as const;
type End = (typeof ENDS)[number];

/** The personas have one of each, so that every state can be looked at; day 12 shows the relance. */
const SHOWN: readonly { readonly end: End; readonly age: number }[] = [
  { end: 'meeting', age: 6 },
  { end: 'waiting', age: 12 },
  { end: 'refused', age: 20 },
  { end: 'no-answer', age: 64 },
];

const WORDS = [
  null,
  null,
  'Bonjour, je suis disponible tout de suite. J’habite tout près.',
  'Bonjour, j’ai déjà fait ce travail et il m’a plu. Je peux venir vous voir quand vous voulez.',
  'Je suis motivée et je suis prête à apprendre. Vous pouvez m’appeler le matin.',
];

/** One application that happened in the last two months, always the same for a seed; its steps are those that the rules would have taken. */
export function demoApplication(
  random: Random,
  id: string,
  pair: DemoPair,
  snapshot: Snapshot,
  today: Day,
): DemoApplication {
  const { end, age } = pair.persona ? (SHOWN[pair.rank % SHOWN.length] ?? drawn(random)) : drawn(random);
  const sentOn = addDays(today, -age);
  const sentAt = plusSeconds(parisInstant(sentOn, '08:10'), random.int(0, age === 0 ? 0 : 39_000));
  const answeredOn = nextWorkingDay(addDays(sentOn, Math.min(Math.max(age - 1, 0), random.int(1, 12))));
  const endedOn = end === 'no-answer' ? addDays(sentOn, 60) : answeredOn;
  // What would be answered later than today still waits.
  const waiting = end === 'waiting' || endedOn > today || age === 0;
  const endedAt = plusSeconds(parisInstant(endedOn, '10:00'), random.int(0, 25_000));
  const seen = age > 1 && (!waiting || random.chance(0.5)) && (end !== 'no-answer' || random.chance(0.4));
  const seenOn = nextWorkingDay(addDays(sentOn, 1));
  const seenAt = seen && seenOn <= (waiting ? today : endedOn) ? parisInstant(seenOn, '09:30') : null;
  const steps: { step: Step; at: Date }[] = [{ step: 'sent', at: sentAt }];
  if (seenAt) steps.push({ step: 'seen', at: seenAt });
  const until = waiting ? today : endedOn;
  for (const step of WAITING_STEPS) {
    const on = stepDay(step, { sentOn, reachable: true });
    if (step !== 'closure' && (waiting ? on <= until : on < until)) steps.push({ step, at: parisInstant(on, '09:15') });
  }
  const application: Application = {
    ...blankApplication,
    id,
    candidateId: pair.candidateId,
    opportunityId: pair.opportunityId,
    organisationId: pair.organisationId,
    kind: pair.kind,
    snapshot,
    words: random.pick(WORDS),
    sentBy: 'candidate',
    sentAt,
    sentOn,
    seenAt,
    state: seenAt ? 'seen' : 'sent',
    escalatedAt: steps.find(({ step }) => step === 'escalation')?.at ?? null,
    nextStepOn: nextStepOn({
      sentOn,
      reachable: true,
      taken: new Map(steps.map(({ step, at }) => [step, dayInParis(at)])),
    }),
    lastEventAt: seenAt ?? sentAt,
    updatedAt: seenAt ?? sentAt,
  };
  if (waiting) return { application, steps };
  const last: Step = end === 'withdrawn' ? 'withdrawal' : end === 'no-answer' ? 'closure' : 'answer';
  Object.assign(application, ended(random, end, endedAt, endedOn));
  return { application, steps: [...steps, { step: last, at: endedAt }] };
}

function drawn(random: Random): { end: End; age: number } {
  const chance = random.next();
  if (chance < 0.08) return { end: 'no-answer', age: random.int(61, 80) };
  const end =
    ENDS[chance < 0.42 ? 0 : chance < 0.54 ? 1 : chance < 0.77 ? 2 : chance < 0.87 ? 3 : chance < 0.92 ? 4 : 5] ??
    'waiting';
  return { end, age: end === 'waiting' ? random.int(0, 25) : random.int(2, 44) };
}

function ended(random: Random, end: End, at: Date, on: Day): Partial<Application> {
  const base = { nextStepOn: null, lastEventAt: at, updatedAt: at, version: 2 };
  if (end === 'withdrawn') return { ...base, state: 'withdrawn', withdrawnAt: at, organisationViewEndsOn: on };
  if (end === 'no-answer')
    return {
      ...base,
      state: 'closed',
      closedAt: at,
      closedBecause: 'no-answer',
      organisationViewEndsOn: addMonths(on, 3),
    };
  const answered = { ...base, state: 'answered' as const, answeredAt: at, byPhone: random.chance(0.2) };
  switch (end) {
    case 'refused': {
      const motive = random.pick(REFUSAL_MOTIVES);
      const message = random.chance(0.3) ? `${MOTIVE_WORDS[motive].label}. Merci d’avoir postulé.` : null;
      return {
        ...answered,
        answer: 'refused',
        refusalMotive: motive,
        answerMessage: message,
        organisationViewEndsOn: addMonths(on, 3),
      };
    }
    case 'meeting':
      return {
        ...answered,
        answer: 'meeting',
        byPhone: false,
        meetingAt: parisInstant(nextWorkingDay(addDays(on, 9)), random.chance(0.5) ? '09:30' : '14:00'),
        meetingPlace: 'À l’accueil de l’entreprise',
      };
    case 'elsewhere':
      return {
        ...answered,
        answer: 'elsewhere',
        answerMessage: 'Cette place est prise, mais une autre s’ouvre le mois prochain. Cela vous intéresse ?',
      };
    default:
      return { ...answered, answer: 'accepted' };
  }
}
