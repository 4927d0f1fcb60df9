import type { Day } from '../platform/lang/day.js';
import type { Answer, ApplicationState } from './application.rules.js';
import type { RefusalMotive } from './motives.rules.js';
import type { Snapshot } from './snapshot.schema.js';
import { type StateWords, stepWords, type ToldApplication } from './state-words.rules.js';
import type { Step } from './steps.rules.js';

/** A line of "mes candidatures". */
export interface OwnApplicationLine {
  readonly id: string;
  readonly kind: 'offer' | 'mission';
  readonly opportunityId: string;
  /** Whether its page still shows it (200) or says that it is over (410). */
  readonly opportunityOpen: boolean;
  readonly title: string;
  /** Null when the employer is anonymous. */
  readonly organisationName: string | null;
  readonly commune: string | null;
  readonly sentAt: Date;
  readonly answeredAt: Date | null;
  readonly state: ApplicationState;
  readonly stateWords: StateWords;
  readonly mayRemind: boolean;
  /** First day on which a relance is allowed. */
  readonly remindFrom: Day;
  readonly mayWithdraw: boolean;
  readonly version: number;
}

/** One application as its person reads it. */
export interface OwnApplication extends OwnApplicationLine {
  /** What the person wrote. */
  readonly words: string | null;
  /** What the organisation sees, as it was when it was sent. */
  readonly seenByOrganisation: Snapshot | null;
  readonly relanceWords: string | null;
  readonly answer: Answer | null;
  readonly refusalMotive: RefusalMotive | null;
  readonly answerMessage: string | null;
  readonly meetingAt: Date | null;
  readonly meetingPlace: string | null;
  readonly byPhone: boolean;
  /** The oldest first. */
  readonly timeline: readonly TimelineEntry[];
}

export interface TimelineEntry {
  readonly at: Date;
  readonly step: Step;
  /** A short sentence. */
  readonly words: string;
}

/** What happened, in words; steps that only the organisation knows are left out. */
export function timelineOf(
  steps: readonly { readonly step: Step; readonly at: Date; readonly by: string }[],
  { kind }: Pick<ToldApplication, 'kind'>,
): TimelineEntry[] {
  return steps.flatMap(({ step, at, by }) => {
    const words = stepWords(step, kind, { byAgent: by.startsWith('account:') });
    return words === null ? [] : [{ at, step, words }];
  });
}
