import {
  addDays,
  type Day,
  dayInParis,
  minutesInParis,
  parisInstant,
  plusSeconds,
  weekday,
} from '../platform/lang/day.js';
import { isPublicHoliday } from '../platform/lang/french-calendar.js';
import { fold } from '../platform/lang/text.js';

/** Who is told, when, by which channel. Rules of the département's charter and of the CNIL: alerts are asked for, few, and easy to stop. */

export type AlertChannel = 'sms' | 'email';
export type Rhythm = 'off' | 'digest' | 'immediate';

/** Least score that is worth a message: an occupation that is wanted (40), or a close one (25) with something more. */
export const scoreFloor = 40;
/** After so many alerts without a sign of life, a person calls; a fifth message would not help. */
export const ignoredAlertsLimit = 4;
export const digestSize = 3;
/** The same post published again counts as the same for two weeks. */
export const duplicateDays = 14;
/** What was published longer ago is told in the digest, never at once, whatever made it match: a change, a new rule, a late import. */
export const newsHours = 24;
/** What is older is no longer news: it is found by searching. */
export const digestDays = 30;

export interface Recipient {
  readonly active: boolean;
  readonly rhythm: Rhythm;
  readonly channels: readonly AlertChannel[];
  readonly consents: readonly AlertChannel[];
  readonly pausedUntil: Day | null;
  /** Addresses that messages can reach: a mobile number, an e-mail address that looks right. */
  readonly reachable: readonly AlertChannel[];
  /** Alerts sent since the person last reacted, called or was called. */
  readonly ignoredAlerts: number;
}

export interface MatchToTell {
  readonly score: number;
  /** 'opportunity': it was published after the person asked; 'candidate': it was there before. */
  readonly side: 'opportunity' | 'candidate';
  readonly open: boolean;
  readonly publishedAt: Date;
  /** The same employer, title and commune was told within two weeks. */
  readonly duplicateTold: boolean;
}

export const skipReasons = [
  'inactive',
  'rhythm-off',
  'paused',
  'no-channel',
  'no-consent',
  'unreachable',
  'four-ignored-alerts',
  'score-too-low',
  'expired',
  'already-told',
  'closed-before-sending',
] as const;
export type SkipReason = (typeof skipReasons)[number];

export type AlertDecision =
  | { readonly decision: 'now' }
  | { readonly decision: 'later'; readonly at: Date }
  | { readonly decision: 'digest' }
  | { readonly decision: 'skip'; readonly reason: SkipReason };

/** Why this person gets no alert at all today, or null. The channels do not matter here. */
export function refusalFor(recipient: Recipient, today: Day): SkipReason | null {
  if (!recipient.active) return 'inactive';
  if (recipient.rhythm === 'off') return 'rhythm-off';
  if (recipient.pausedUntil !== null && recipient.pausedUntil > today) return 'paused';
  if (recipient.channels.length === 0) return 'no-channel';
  if (recipient.ignoredAlerts >= ignoredAlertsLimit) return 'four-ignored-alerts';
  return null;
}

/** Why this channel cannot be used for this person, or null. */
export function channelRefusal(recipient: Recipient, channel: AlertChannel): SkipReason | null {
  if (!recipient.channels.includes(channel)) return 'no-channel';
  if (!recipient.consents.includes(channel)) return 'no-consent';
  return recipient.reachable.includes(channel) ? null : 'unreachable';
}

/** Why this opportunity is not worth a message, or null. */
export function opportunityRefusal(match: MatchToTell): SkipReason | null {
  if (!match.open) return 'expired';
  if (match.score < scoreFloor) return 'score-too-low';
  return match.duplicateTold ? 'already-told' : null;
}

/**
 * What happens to one match on one channel. `slotTaken`: this person has already had the one message of that day on that channel;
 * the rest waits for the digest. Only what was published after the person asked, and within the last 24 hours, is told at once.
 */
export function decide(
  recipient: Recipient,
  match: MatchToTell,
  channel: AlertChannel,
  now: Date,
  hours: AlertHours,
  slotTaken: boolean,
): AlertDecision {
  const reason =
    refusalFor(recipient, dayInParis(now)) ?? channelRefusal(recipient, channel) ?? opportunityRefusal(match);
  if (reason !== null) return { decision: 'skip', reason };
  const late = match.side === 'candidate' || plusSeconds(match.publishedAt, newsHours * 3600) < now;
  if (recipient.rhythm === 'digest' || late || slotTaken) return { decision: 'digest' };
  const at = nextAlertInstant(now, hours);
  return at.getTime() === now.getTime() ? { decision: 'now' } : { decision: 'later', at };
}

export type AlertHours = 'legal' | 'always';

interface Opening {
  readonly from: string;
  readonly to: string;
}

/** Hours in which an alert may ring on this day: none on Sundays and public holidays. */
export function alertHoursOf(on: Day): Opening | null {
  if (isPublicHoliday(on) || weekday(on) === 7) return null;
  return weekday(on) === 6 ? { from: '10:00', to: '18:00' } : { from: '09:00', to: '19:00' };
}

function minutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** The instant itself when an alert may leave, otherwise the next opening, by the clocks of Paris. */
export function nextAlertInstant(now: Date, hours: AlertHours): Date {
  if (hours === 'always') return now;
  const today = dayInParis(now);
  const opening = alertHoursOf(today);
  const minute = minutesInParis(now);
  if (opening && minute >= minutes(opening.from) && minute < minutes(opening.to)) return now;
  let on = opening && minute < minutes(opening.from) ? today : addDays(today, 1);
  let next = alertHoursOf(on);
  while (next === null) {
    on = addDays(on, 1);
    next = alertHoursOf(on);
  }
  return parisInstant(on, next.from);
}

/** The Monday of the week of this day: names the week of a weekly SMS. */
export function weekOf(on: Day): Day {
  return addDays(on, 1 - weekday(on));
}

/**
 * The slot that a message takes; a slot is taken once (unique key): one immediate SMS a day, one SMS digest a week,
 * one e-mail a day of either kind.
 */
export function slotOf(channel: AlertChannel, kind: 'immediate' | 'digest', on: Day): string {
  if (channel === 'email') return `day:${on}`;
  return kind === 'immediate' ? `day:${on}` : `week:${weekOf(on)}`;
}

/** Names a post: the same employer, title and commune give the same text. An anonymous employer still has an organisation. */
export function samenessOf(post: { organisationId: string; title: string; insee: string | null }): string {
  return `${post.organisationId} ${fold(post.title)
    .replace(/\b(h f|f h|hf)\b/g, '')
    .trim()} ${post.insee ?? ''}`;
}
