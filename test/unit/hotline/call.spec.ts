import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { halfDayOf, isOutgoingHour } from '../../../src/hotline/calendar.rules.js';
import { MOST_ATTEMPTS, effectOf, isPossible, OUTCOMES, type Outcome } from '../../../src/hotline/call.rules.js';
import { day, dayInParis, parisInstant } from '../../../src/platform/lang/day.js';
import { addWorkingDays, isWorkingDay } from '../../../src/platform/lang/french-calendar.js';

const fridayMorning = parisInstant(day('2026-11-20'), '10:30');
const outgoing = (outcome: Outcome) => ({ outcome, direction: 'outgoing', callBackAt: null }) as const;

describe('the outcome of a call', () => {
  it.each([
    ['reached-done', 'done', 'answered', null],
    ['wrong-number', 'unreachable', 'wrong-number', null],
    ['out-of-service', 'unreachable', 'out-of-service', null],
    ['refuses-this-call', 'refused', 'refuses-this-call', null],
    ['do-not-call', 'refused', 'do-not-call', 'opposed'],
    ['moved', 'cancelled', 'moved-away', 'moved-away'],
    ['deceased', 'cancelled', 'deceased', 'deceased'],
  ] as const)('%s ends the follow-up as %s (%s), and every other one for: %s', (outcome, state, reason, everyOther) => {
    expect(effectOf(outgoing(outcome), 0, fridayMorning)).toEqual({ kind: 'ended', state, reason, everyOther });
  });

  it('keeps the hour that the person asked for', () => {
    const at = parisInstant(day('2026-11-24'), '09:15');
    expect(effectOf({ outcome: 'reached-call-back', direction: 'outgoing', callBackAt: at }, 2, fridayMorning)).toEqual(
      { kind: 'promised', at },
    );
  });

  it('tries again in the half of the day that the person prefers, when the person says so', () => {
    for (const [at, best] of [
      [fridayMorning, 'morning'],
      [parisInstant(day('2026-11-20'), '16:00'), 'afternoon'],
    ] as const) {
      expect(effectOf(outgoing('no-answer'), 0, at, best)).toMatchObject({
        kind: 'again',
        notBefore: parisInstant(day('2026-11-23'), best === 'morning' ? '10:00' : '14:00'),
        callIn: best,
      });
    }
  });

  it.each(['no-answer', 'voicemail-left', 'voicemail-not-left', 'reached-someone-else'] as const)(
    'tries again after %s on the next working day in the other half of the day, with one SMS after the first attempt',
    (outcome) => {
      expect(effectOf(outgoing(outcome), 0, fridayMorning)).toEqual({
        kind: 'again',
        attempts: 1,
        notBefore: parisInstant(day('2026-11-23'), '14:00'),
        callIn: 'afternoon',
        missedCallSms: true,
      });
      expect(effectOf(outgoing(outcome), 1, parisInstant(day('2026-11-23'), '16:00'))).toEqual({
        kind: 'again',
        attempts: 2,
        notBefore: parisInstant(day('2026-11-24'), '10:00'),
        callIn: 'morning',
        missedCallSms: false,
      });
      expect(effectOf(outgoing(outcome), 2, fridayMorning)).toEqual({
        kind: 'ended',
        state: 'unreachable',
        reason: 'three-attempts',
        everyOther: null,
      });
    },
  );

  it('tries a busy line again after half an hour, within the hours of the telephone', () => {
    const busy = (on: string, at: string) => effectOf(outgoing('busy'), 0, parisInstant(day(on), at));
    expect(busy('2026-11-20', '10:30')).toMatchObject({
      attempts: 1,
      notBefore: parisInstant(day('2026-11-20'), '11:00'),
      callIn: null,
    });
    expect(busy('2026-11-20', '11:45')).toMatchObject({ notBefore: parisInstant(day('2026-11-20'), '14:00') });
    expect(busy('2026-11-20', '17:10')).toMatchObject({ notBefore: parisInstant(day('2026-11-23'), '10:00') });
  });

  it('sends no French SMS to somebody who does not share our language', () => {
    expect(effectOf(outgoing('language'), 0, fridayMorning)).toMatchObject({ attempts: 1, missedCallSms: false });
  });

  it('never rings in the night, on a holiday or a fourth time, whatever the moment of the failed call', () => {
    const instants = fc.date({ min: new Date('2024-01-01'), max: new Date('2032-12-31'), noInvalidDate: true });
    const failures = fc.constantFrom<Outcome>(
      'no-answer',
      'busy',
      'voicemail-left',
      'voicemail-not-left',
      'reached-someone-else',
      'language',
    );
    fc.assert(
      fc.property(instants, failures, fc.integer({ min: 0, max: 2 }), (now, outcome, before) => {
        const effect = effectOf(outgoing(outcome), before, now);
        if (before + 1 === MOST_ATTEMPTS) return effect.kind === 'ended' && effect.state === 'unreachable';
        if (effect.kind !== 'again' || !isOutgoingHour(effect.notBefore) || effect.notBefore <= now) return false;
        if (outcome === 'busy') return true;
        const next = dayInParis(effect.notBefore);
        return (
          isWorkingDay(next) &&
          next === addWorkingDays(dayInParis(now), 1) &&
          halfDayOf(effect.notBefore) !== halfDayOf(now)
        );
      }),
    );
  });

  it('of a person who calls us can only be one in which somebody spoke', () => {
    expect(OUTCOMES.filter((outcome) => isPossible(outcome, 'incoming'))).toEqual([
      'reached-done',
      'reached-call-back',
      'refuses-this-call',
      'do-not-call',
      'language',
      'moved',
      'deceased',
    ]);
  });

  it('of a person who calls us and whom we do not understand uses up no attempt', () => {
    expect(effectOf({ outcome: 'language', direction: 'incoming', callBackAt: null }, 2, fridayMorning)).toEqual({
      kind: 'unchanged',
    });
  });
});
