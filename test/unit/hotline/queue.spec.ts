import { describe, expect, it } from '@jest/globals';
import {
  daysBefore,
  mayCall,
  type OpenTask,
  oneCallOf,
  type PastCalls,
  type Waiting,
} from '../../../src/hotline/queue.rules.js';
import { day, parisInstant, plusSeconds } from '../../../src/platform/lang/day.js';

const now = parisInstant(day('2026-11-20'), '10:30');
const waiting: Waiting = { asked: false, notBefore: null, callIn: null, promisedAt: null };
const untouched: PastCalls = { unasked: [], lastRefusalAt: null };

function reason(task: Partial<Waiting>, past: Partial<PastCalls>, at = now): string {
  const verdict = mayCall({ ...waiting, ...task }, { ...untouched, ...past }, at);
  return verdict.ok ? verdict.value : verdict.reason;
}

describe('whether a person may be called now', () => {
  it.each([
    ['nothing stands against it', {}, {}, 'unasked'],
    ['the pause after a failed attempt is not over', { notBefore: plusSeconds(now, 1) }, {}, 'follow-up.too-early'],
    ['the pause is over', { notBefore: now }, {}, 'unasked'],
    ['the last attempt was in the morning', { callIn: 'afternoon' as const }, {}, 'follow-up.too-early'],
    ['the last attempt was in the afternoon', { callIn: 'morning' as const }, {}, 'unasked'],
    ['a call was refused 59 days ago', {}, { lastRefusalAt: daysBefore(now, 59) }, 'follow-up.silence'],
    ['a call was refused 60 days ago', {}, { lastRefusalAt: daysBefore(now, 60) }, 'unasked'],
    [
      '4 calls were made in 30 days',
      {},
      { unasked: [1, 5, 12, 29].map((days) => daysBefore(now, days)) },
      'follow-up.too-many-calls',
    ],
    ['3 calls were made in 30 days', {}, { unasked: [1, 5, 12, 30].map((days) => daysBefore(now, days)) }, 'unasked'],
    ['the person asked for a later hour', { promisedAt: plusSeconds(now, 60) }, {}, 'follow-up.too-early'],
    ['the person asked for this hour', { promisedAt: now, callIn: 'afternoon' as const }, {}, 'asked'],
    [
      'the person asked for it in spite of 4 calls',
      { promisedAt: now },
      { unasked: [1, 2, 3, 4].map((days) => daysBefore(now, days)) },
      'asked',
    ],
    ['the person wants to talk to us and did not answer', { asked: true, notBefore: now }, {}, 'asked'],
    [
      'the person wants to talk to us in spite of a refusal and of 4 calls',
      { asked: true },
      { lastRefusalAt: daysBefore(now, 1), unasked: [1, 2, 3, 4].map((days) => daysBefore(now, days)) },
      'asked',
    ],
    [
      'the pause after a failed attempt is not over, even for who wants to talk to us',
      { asked: true, notBefore: plusSeconds(now, 1) },
      {},
      'follow-up.too-early',
    ],
  ])('%s', (_case, task, past, expected) => {
    expect(reason(task, past)).toBe(expected);
  });

  it('rings at 9:15 only for who asked for it, and never at noon', () => {
    const early = parisInstant(day('2026-11-20'), '09:15');
    const noon = parisInstant(day('2026-11-20'), '12:30');
    expect(reason({}, {}, early)).toBe('follow-up.outside-hours');
    expect(reason({ promisedAt: early }, {}, early)).toBe('asked');
    expect(reason({ asked: true }, {}, early)).toBe('asked');
    expect(reason({ asked: true }, {}, noon)).toBe('follow-up.outside-hours');
    expect(reason({ promisedAt: early }, {}, noon)).toBe('follow-up.outside-hours');
  });
});

describe('several calls due to one person', () => {
  const task = (id: string, dueOn: string, more: Partial<OpenTask> = {}): OpenTask => ({
    id,
    state: 'planned',
    isFollowUp: true,
    asked: false,
    attempts: 0,
    bestTime: null,
    dueOn: day(dueOn),
    urgentOn: day(dueOn),
    beingCalled: false,
    notBefore: null,
    callIn: null,
    promisedAt: null,
    ...more,
  });

  it('are one when there is only one', () => {
    expect(oneCallOf([task('a', '2026-11-23')])).toMatchObject({ id: 'a', absorbed: [] });
  });

  it('change nothing when the only one is open already', () => {
    expect(oneCallOf([task('a', '2026-11-23', { state: 'due' })])).toBeNull();
    expect(oneCallOf([])).toBeNull();
  });

  it('become the latest milestone, as urgent as the first, with its promise and its pause', () => {
    const promisedAt = parisInstant(day('2026-11-24'), '09:15');
    const notBefore = parisInstant(day('2026-11-23'), '14:00');
    const called = task('a', '2026-11-10', { state: 'due', promisedAt, notBefore, callIn: 'afternoon' });
    expect(oneCallOf([called, task('b', '2026-11-25'), task('c', '2026-11-20')])).toEqual({
      id: 'b',
      urgentOn: '2026-11-10',
      promisedAt,
      notBefore,
      callIn: 'afternoon',
      bestTime: null,
      attempts: 0,
      absorbed: ['a', 'c'],
    });
  });

  it('become the follow-up, however late the other was, because it has questions to ask', () => {
    const other = { isFollowUp: false } as const;
    expect(oneCallOf([task('a', '2026-11-10'), task('b', '2026-11-25', other)])).toMatchObject({
      id: 'a',
      absorbed: ['b'],
    });
    expect(oneCallOf([task('a', '2026-11-10', other), task('b', '2026-11-25', other)])).toMatchObject({ id: 'b' });
  });

  it('leave to a call that the person asked for the attempts and the half-day that it has', () => {
    const tried = task('a', '2026-11-10', { state: 'due', attempts: 2 });
    const asked = task('b', '2026-11-20', { isFollowUp: false, asked: true, bestTime: 'morning' });
    expect(oneCallOf([tried, asked])).toMatchObject({ id: 'a', attempts: 0, bestTime: 'morning' });
    expect(oneCallOf([tried, { ...asked, asked: false }])).toMatchObject({ id: 'a', attempts: 2 });
  });

  it('wait while an agent is on the telephone with the person', () => {
    expect(
      oneCallOf([task('a', '2026-11-10', { state: 'due', beingCalled: true }), task('b', '2026-11-25')]),
    ).toBeNull();
  });
});
