import type { Day } from '../platform/lang/day.js';
import { granted, refused, type Verdict } from '../platform/lang/verdict.js';

/** The life of an offer or a mission: draft → pending review → published → filled | closed | expired. */
export const lifeStatuses = ['draft', 'pending-review', 'published', 'filled', 'closed', 'expired'] as const;
export type LifeStatus = (typeof lifeStatuses)[number];

export interface Life {
  readonly status: LifeStatus;
  readonly closesOn: Day | null;
  readonly publishedAt: Date | null;
  readonly filledAt: Date | null;
  readonly closedAt: Date | null;
  /** Why it was closed, in French or 'missing-from-source' / 'organisation-banned'. */
  readonly closeReason: string | null;
  /** What the team asks to correct before publication. */
  readonly reviewReason: string | null;
  /** Grows by one with each change. */
  readonly version: number;
}

export type LifeRefusal =
  | 'already-published'
  | 'already-under-review'
  | 'already-ended'
  | 'not-under-review'
  | 'not-published'
  | 'not-ended'
  | 'not-due';

type LifeVerdict = Verdict<Life, LifeRefusal>;

const ENDED: readonly LifeStatus[] = ['filled', 'closed', 'expired'];

export function hasEnded(life: Pick<Life, 'status'>): boolean {
  return ENDED.includes(life.status);
}

function changed(life: Life, change: Partial<Life>): LifeVerdict {
  return granted({ ...life, ...change, version: life.version + 1 });
}

function nowPublic(life: Life, closesOn: Day, now: Date): LifeVerdict {
  return changed(life, {
    status: 'published',
    closesOn,
    publishedAt: now,
    filledAt: null,
    closedAt: null,
    closeReason: null,
    reviewReason: null,
  });
}

function nowAwaitingReview(life: Life, closesOn: Day): LifeVerdict {
  return changed(life, {
    status: 'pending-review',
    closesOn,
    filledAt: null,
    closedAt: null,
    closeReason: null,
    reviewReason: null,
  });
}

/** A draft goes out, at once or to the person who reads first publications. `closesOn` was checked by `closingDate`. */
export function publish(life: Life, route: 'at-once' | 'after-review', closesOn: Day, now: Date): LifeVerdict {
  if (life.status === 'published') return refused('already-published', 'C’est déjà publié.');
  if (life.status === 'pending-review')
    return refused(
      'already-under-review',
      'Notre équipe est déjà en train de relire. Elle répond sous deux jours ouvrés.',
    );
  if (hasEnded(life))
    return refused('already-ended', 'C’est terminé. Vous pouvez rouvrir avec une nouvelle date de fin.');
  return route === 'at-once' ? nowPublic(life, closesOn, now) : nowAwaitingReview(life, closesOn);
}

/** A person of the team has read it and lets it out. */
export function approve(life: Life, closesOn: Day, now: Date): LifeVerdict {
  if (life.status !== 'pending-review') return refused('not-under-review', 'Il n’y a rien à relire ici.');
  return nowPublic(life, closesOn, now);
}

/** A person of the team sends it back to its author with the reason. */
export function sendBack(life: Life, reason: string): LifeVerdict {
  if (life.status !== 'pending-review') return refused('not-under-review', 'Il n’y a rien à relire ici.');
  return changed(life, { status: 'draft', reviewReason: reason });
}

/** Something was reported: what is public must be read again before it is shown. Anything else stays as it is. */
export function putToReview(life: Life): LifeVerdict {
  return life.status === 'published' ? changed(life, { status: 'pending-review' }) : granted(life);
}

/** The content changed. `review`: what is public must be read again before it is shown. */
export function edit(life: Life, review: boolean): LifeVerdict {
  if (hasEnded(life))
    return refused('already-ended', 'C’est terminé : on ne peut plus le changer. Vous pouvez rouvrir.');
  return changed(life, review && life.status === 'published' ? { status: 'pending-review' } : {});
}

/** Every position is taken. */
export function fill(life: Life, now: Date): LifeVerdict {
  if (hasEnded(life)) return refused('already-ended', 'C’est déjà terminé.');
  if (life.status !== 'published') return refused('not-published', 'Ce n’est pas encore publié.');
  return changed(life, { status: 'filled', filledAt: now });
}

/** Its author, the team or a feed takes it back. A draft may be closed too: it is how it is thrown away. */
export function close(life: Life, reason: string, now: Date): LifeVerdict {
  if (hasEnded(life)) return refused('already-ended', 'C’est déjà terminé.');
  return changed(life, { status: 'closed', closedAt: now, closeReason: reason });
}

/** The last day is over. */
export function expire(life: Life, today: Day): LifeVerdict {
  if (life.status !== 'published') return refused('not-published', 'Ce n’est pas publié.');
  if (life.closesOn === null || life.closesOn >= today) return refused('not-due', 'La date de fin n’est pas passée.');
  return changed(life, { status: 'expired' });
}

/** Another last day while it is public or being read. */
export function extend(life: Life, closesOn: Day): LifeVerdict {
  if (hasEnded(life))
    return refused('already-ended', 'C’est terminé. Vous pouvez rouvrir avec une nouvelle date de fin.');
  if (life.status === 'draft')
    return refused('not-published', 'Ce n’est pas encore publié. Changez la date dans le brouillon.');
  return changed(life, { closesOn });
}

/** What ended is published again: the person hired did not stay, a new position opens. */
export function reopen(life: Life, route: 'at-once' | 'after-review', closesOn: Day, now: Date): LifeVerdict {
  if (!hasEnded(life)) return refused('not-ended', 'Ce n’est pas terminé : rien à rouvrir.');
  return route === 'at-once' ? nowPublic(life, closesOn, now) : nowAwaitingReview(life, closesOn);
}

export type Announcement = 'published' | 'changed' | 'ended';

/** The one event that a change deserves; undefined when nobody outside could see it, before or after. */
export function announcementOf(before: LifeStatus | undefined, after: LifeStatus): Announcement | undefined {
  if (after === 'published') return before === 'published' ? 'changed' : 'published';
  return before === 'published' ? 'ended' : undefined;
}
