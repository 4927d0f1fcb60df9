import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { closingDate, closingDateFromFeed } from '../../../src/opportunities/closing-date.rules.js';
import * as life from '../../../src/opportunities/life.rules.js';
import { addDays, day, parisInstant } from '../../../src/platform/lang/day.js';

const START = day('2026-11-20');
const draft: life.Life = {
  status: 'draft',
  closesOn: null,
  publishedAt: null,
  filledAt: null,
  closedAt: null,
  closeReason: null,
  reviewReason: null,
  version: 1,
};

const route = fc.constantFrom('at-once' as const, 'after-review' as const);
const command = fc.oneof(
  fc.record({ name: fc.constant('publish' as const), route }),
  fc.record({ name: fc.constant('reopen' as const), route }),
  fc.record({ name: fc.constant('edit' as const), review: fc.boolean() }),
  fc.record({
    name: fc.constantFrom(
      'approve' as const,
      'sendBack' as const,
      'fill' as const,
      'close' as const,
      'expire' as const,
      'extend' as const,
    ),
  }),
);
type Command = typeof command extends fc.Arbitrary<infer C> ? C : never;

/** Which statuses may follow which, as a person would draw it. */
const DRAWN: Record<life.LifeStatus, readonly life.LifeStatus[]> = {
  draft: ['draft', 'pending-review', 'published', 'closed'],
  'pending-review': ['pending-review', 'published', 'draft', 'closed'],
  published: ['published', 'pending-review', 'filled', 'closed', 'expired'],
  filled: ['published', 'pending-review'],
  closed: ['published', 'pending-review'],
  expired: ['published', 'pending-review'],
};

function run(state: life.Life, step: Command, ahead: number) {
  const today = addDays(START, ahead);
  const now = parisInstant(today, '12:00');
  const closesOn = addDays(today, 30);
  switch (step.name) {
    case 'publish':
      return life.publish(state, step.route, closesOn, now);
    case 'reopen':
      return life.reopen(state, step.route, closesOn, now);
    case 'edit':
      return life.edit(state, step.review);
    case 'approve':
      return life.approve(state, closesOn, now);
    case 'sendBack':
      return life.sendBack(state, 'À revoir.');
    case 'fill':
      return life.fill(state, now);
    case 'close':
      return life.close(state, 'Fini.', now);
    case 'expire':
      return life.expire(state, today);
    case 'extend':
      return life.extend(state, closesOn);
  }
}

describe('the life of an offer', () => {
  test('follows the drawing whatever is asked, grows one version per change and announces each change of what is public once', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(command, fc.nat(3)), { maxLength: 40 }), (steps) => {
        let state = draft;
        let ahead = 0;
        let publicNow = false;
        for (const [step, days] of steps) {
          ahead += days * 13;
          const before = structuredClone(state);
          const verdict = run(state, step, ahead);
          expect(state).toEqual(before); // pure
          if (!verdict.ok) {
            expect(verdict.message.length).toBeGreaterThan(5);
            continue;
          }
          const next = verdict.value;
          expect(DRAWN[state.status]).toContain(next.status);
          expect(next.version).toBe(state.version + 1);
          const announced = life.announcementOf(state.status, next.status);
          if (announced === 'published') publicNow = true;
          if (announced === 'ended') publicNow = false;
          if (announced === 'changed') expect(publicNow).toBe(true);
          expect(publicNow).toBe(next.status === 'published');
          if (next.status === 'published')
            expect(next).toMatchObject({
              publishedAt: expect.any(Date),
              closesOn: expect.any(String),
              filledAt: null,
              closedAt: null,
            });
          if (next.status === 'filled') expect(next.filledAt).not.toBeNull();
          if (next.status === 'closed')
            expect(next).toMatchObject({ closedAt: expect.any(Date), closeReason: 'Fini.' });
          state = next;
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('says in French why a command makes no sense', () => {
    expect(life.fill(draft, parisInstant(START, '12:00'))).toEqual({
      ok: false,
      reason: 'not-published',
      message: 'Ce n’est pas encore publié.',
    });
  });
});

describe('the closing date', () => {
  test.each([
    [null, '2026-12-20'],
    ['2026-11-20', '2026-11-20'],
    ['2027-01-19', '2027-01-19'],
  ])('%s becomes %s', (wanted, kept) => {
    expect(closingDate(wanted === null ? null : day(wanted), START)).toEqual({ ok: true, value: kept });
  });

  test.each([
    ['2026-11-19', 'closing-date-past'],
    ['2027-01-20', 'closing-date-too-far'],
  ])('%s is refused: %s', (wanted, reason) =>
    expect(closingDate(day(wanted), START)).toMatchObject({ ok: false, reason }),
  );

  test('of a feed is brought inside the 60 days', () => {
    expect(closingDateFromFeed(day('2027-06-01'), START)).toEqual({ ok: true, value: '2027-01-19' });
    expect(closingDateFromFeed(day('2026-11-19'), START).ok).toBe(false);
  });
});
