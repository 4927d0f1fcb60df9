import { addDays, type Day, daysBetween } from '../platform/lang/day.js';
import { dayInWords } from '../platform/lang/day-words.js';
import { granted, refused, type Verdict } from '../platform/lang/verdict.js';

/** The life of an application: sent → seen → answered, or withdrawn by the person, or closed without an answer. */
export const APPLICATION_STATES = ['sent', 'seen', 'answered', 'withdrawn', 'closed'] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];

export const ANSWERS = ['accepted', 'refused', 'elsewhere', 'meeting'] as const;
export type Answer = (typeof ANSWERS)[number];

/** no-answer: day 60; filled: the position is taken; ended: the offer or mission was taken back. */
export const CLOSURES = ['no-answer', 'filled', 'ended'] as const;
export type Closure = (typeof CLOSURES)[number];

/** What a decision needs to know of an application. */
export interface Life {
  readonly state: ApplicationState;
  readonly answer: Answer | null;
  readonly sentOn: Day;
  readonly relancedAt: Date | null;
}

/** From this day on the person may write once more to the organisation (rule of La bonne alternance). */
export const RELANCE_DAYS = 10;

/** Whether the organisation still owes an answer. */
export function isWaiting(life: Pick<Life, 'state'>): boolean {
  return life.state === 'sent' || life.state === 'seen';
}

/** An answer is given once; after a meeting the organisation says what came of it. */
export function mayAnswer(
  life: Pick<Life, 'state' | 'answer'>,
): Verdict<true, 'already-answered' | 'withdrawn' | 'closed'> {
  if (isWaiting(life)) return granted(true);
  if (life.state === 'withdrawn') return refused('withdrawn', 'La personne a retiré sa candidature.');
  if (life.state === 'closed') return refused('closed', 'Cette candidature est terminée.');
  return life.answer === 'meeting'
    ? granted(true)
    : refused('already-answered', 'Une réponse a déjà été donnée à cette personne.');
}

/** A person may change their mind as long as they have not been told no. */
export function mayWithdraw(life: Pick<Life, 'state' | 'answer'>): Verdict<true, 'already-ended'> {
  const over = life.state === 'closed' || life.state === 'withdrawn' || life.answer === 'refused';
  return over ? refused('already-ended', 'Cette candidature est déjà terminée.') : granted(true);
}

/** First day on which the person may write once more. */
export function relanceFrom(life: Pick<Life, 'sentOn'>): Day {
  return addDays(life.sentOn, RELANCE_DAYS);
}

/** One relance, from day 10, while nobody has answered. */
export function mayRelance(
  life: Life,
  today: Day,
): Verdict<true, 'already-answered' | 'already-ended' | 'already-reminded' | 'too-early'> {
  if (life.state === 'answered') return refused('already-answered', 'Vous avez déjà une réponse.');
  if (!isWaiting(life)) return refused('already-ended', 'Cette candidature est terminée.');
  if (life.relancedAt) return refused('already-reminded', 'Vous avez déjà relancé. Appelez-nous si vous voulez.');
  if (daysBetween(life.sentOn, today) < RELANCE_DAYS)
    return refused('too-early', `Vous pourrez relancer à partir du ${dayInWords(relanceFrom(life))}.`);
  return granted(true);
}

/** Nobody is filed away without an answer. */
export function mayArchive(life: Pick<Life, 'state'>): Verdict<true, 'answer-first'> {
  return isWaiting(life)
    ? refused('answer-first', 'Répondez d’abord à cette personne. Vous pourrez ranger sa candidature ensuite.')
    : granted(true);
}

/** How an end of the offer or mission ends what waits for an answer; null: it goes on (expired, under review). */
export function closureOf(opportunityStatus: string | null): Closure | null {
  if (opportunityStatus === 'filled') return 'filled';
  return opportunityStatus === 'closed' || opportunityStatus === null ? 'ended' : null;
}
