import { describe, expect, it } from '@jest/globals';
import {
  type AlertHours,
  decide,
  type MatchToTell,
  nextAlertInstant,
  type Recipient,
  samenessOf,
  slotOf,
  weekOf,
} from '../../../src/alerts/alert.rules.js';
import { reachableChannels } from '../../../src/alerts/reach.rules.js';
import { commandIn } from '../../../src/notifications/inbound-sms.rules.js';
import { day } from '../../../src/platform/lang/day.js';

const recipient: Recipient = {
  active: true,
  rhythm: 'immediate',
  channels: ['sms', 'email'],
  consents: ['sms', 'email'],
  pausedUntil: null,
  reachable: ['sms', 'email'],
  ignoredAlerts: 0,
};
const friday11h = new Date('2026-11-20T10:00:00Z');
const match: MatchToTell = {
  score: 70,
  side: 'opportunity',
  open: true,
  publishedAt: friday11h,
  duplicateTold: false,
};
const friday21h = new Date('2026-11-20T20:00:00Z');

describe('who is told', () => {
  it.each<[string, Partial<Recipient>, Partial<MatchToTell>, boolean, string]>([
    ['now, when asked for at once', {}, {}, false, 'now'],
    ['in the digest, when the slot of the day is taken', {}, {}, true, 'digest'],
    ['in the digest, by default', { rhythm: 'digest' }, {}, false, 'digest'],
    ['in the digest, what was there before the person', {}, { side: 'candidate' }, false, 'digest'],
    ['now, of what was published 24 hours ago', {}, { publishedAt: new Date('2026-11-19T10:00:00Z') }, false, 'now'],
    ['in the digest, a second later', {}, { publishedAt: new Date('2026-11-19T09:59:59Z') }, false, 'digest'],
    [
      'in the digest, an old one that has changed',
      {},
      { publishedAt: new Date('2026-11-02T10:00:00Z') },
      false,
      'digest',
    ],
    ['not without consent', { consents: ['email'] }, {}, false, 'no-consent'],
    ['not by a channel that was not chosen', { channels: ['email'] }, {}, false, 'no-channel'],
    ['not on a landline', { reachable: ['email'] }, {}, false, 'unreachable'],
    ['not when alerts are off', { rhythm: 'off' }, {}, false, 'rhythm-off'],
    ['not during a pause', { pausedUntil: day('2026-11-21') }, {}, false, 'paused'],
    ['again on the day when the pause ends', { pausedUntil: day('2026-11-20') }, {}, false, 'now'],
    ['not when suspended or erased', { active: false }, {}, false, 'inactive'],
    ['not after four alerts without an answer', { ignoredAlerts: 4 }, {}, false, 'four-ignored-alerts'],
    ['still after three', { ignoredAlerts: 3 }, {}, false, 'now'],
    ['not of a weak match', {}, { score: 39 }, false, 'score-too-low'],
    ['of a match at the floor', {}, { score: 40 }, false, 'now'],
    ['not of what is closed', {}, { open: false }, false, 'expired'],
    ['not twice of the same post', {}, { duplicateTold: true }, false, 'already-told'],
  ])('%s', (_name, person, found, slotTaken, expected) => {
    const decision = decide({ ...recipient, ...person }, { ...match, ...found }, 'sms', friday11h, 'legal', slotTaken);
    expect(decision.decision === 'skip' ? decision.reason : decision.decision).toBe(expected);
  });

  it('later, when it is night', () => {
    expect(decide(recipient, match, 'sms', friday21h, 'legal', false)).toEqual({
      decision: 'later',
      at: new Date('2026-11-21T09:00:00Z'),
    });
    expect(decide(recipient, match, 'sms', friday21h, 'always', false)).toEqual({ decision: 'now' });
  });
});

describe('hours in which an alert may ring', () => {
  it.each<[string, string, string, AlertHours]>([
    ['on a weekday at 9:00', '2026-11-20T08:00:00Z', '2026-11-20T08:00:00Z', 'legal'],
    ['one minute before: at 9:00', '2026-11-20T07:59:00Z', '2026-11-20T08:00:00Z', 'legal'],
    ['until 18:59', '2026-11-20T17:59:59Z', '2026-11-20T17:59:59Z', 'legal'],
    ['at 19:00 on Friday: on Saturday at 10:00', '2026-11-20T18:00:00Z', '2026-11-21T09:00:00Z', 'legal'],
    ['on Saturday at 18:00: on Monday at 9:00', '2026-11-21T17:00:00Z', '2026-11-23T08:00:00Z', 'legal'],
    ['on Sunday: on Monday', '2026-11-22T12:00:00Z', '2026-11-23T08:00:00Z', 'legal'],
    ['on All Saints, a Sunday', '2026-11-01T10:00:00Z', '2026-11-02T08:00:00Z', 'legal'],
    ['on 11 November: the day after', '2026-11-11T10:00:00Z', '2026-11-12T08:00:00Z', 'legal'],
    ['on Easter Monday: on Tuesday', '2026-04-06T08:00:00Z', '2026-04-07T07:00:00Z', 'legal'],
    ['over Christmas and a Sunday', '2027-12-24T18:30:00Z', '2027-12-27T08:00:00Z', 'legal'],
    ['on Ascension', '2026-05-14T08:00:00Z', '2026-05-15T07:00:00Z', 'legal'],
    ['over the night when summer time begins', '2026-03-28T18:00:00Z', '2026-03-30T07:00:00Z', 'legal'],
    ['over the night when summer time ends', '2026-10-24T17:00:00Z', '2026-10-26T08:00:00Z', 'legal'],
    ['at any hour for a demonstration', '2026-11-22T02:00:00Z', '2026-11-22T02:00:00Z', 'always'],
  ])('%s', (_name, now, expected, hours) => {
    expect(nextAlertInstant(new Date(now), hours).toISOString()).toBe(new Date(expected).toISOString());
  });
});

describe('slots', () => {
  it('count SMS by day when immediate and by week in the digest, e-mails by day', () => {
    const friday = day('2026-11-20');
    expect(slotOf('sms', 'immediate', friday)).toBe('day:2026-11-20');
    expect(slotOf('sms', 'digest', friday)).toBe('week:2026-11-16');
    expect(slotOf('email', 'immediate', friday)).toBe(slotOf('email', 'digest', friday));
  });

  it('begin the week on Monday, also across a year', () => {
    expect(weekOf(day('2027-01-03'))).toBe('2026-12-28');
    expect(weekOf(day('2026-11-16'))).toBe('2026-11-16');
  });
});

describe('the same post', () => {
  it('is recognised whatever its case, accents and (H/F)', () => {
    const post = { organisationId: 'o', title: 'Maçon (H/F)', insee: '02408' };
    expect(samenessOf({ ...post, title: 'MACON F/H' })).toBe(samenessOf(post));
    expect(samenessOf({ ...post, title: 'Maçon coffreur' })).not.toBe(samenessOf(post));
    expect(samenessOf({ ...post, insee: '02722' })).not.toBe(samenessOf(post));
    expect(samenessOf({ ...post, organisationId: 'p' })).not.toBe(samenessOf(post));
  });
});

describe('what people write back', () => {
  it.each([
    ['STOP', 'stop'],
    ['stop.', 'stop'],
    ['Stop svp', 'stop'],
    ['svp stop', 'stop'],
    ['ARRET', 'stop'],
    ['ARRÊT', 'stop'],
    ['Arrêtez !', 'stop'],
    ['NON', 'stop'],
    ['non merci', 'stop'],
    [' Désabonner', 'stop'],
    ['PAUSE', 'pause'],
    ['moins svp', 'less'],
    ['Bonjour, je viens demain', null],
    ['je dis non', null],
    ['merci', null],
    ['', null],
    ['🛑', null],
  ])('%j means %s', (text, command) => {
    expect(commandIn(text)).toBe(command);
  });
});

describe('who can be reached', () => {
  it.each([
    ['+33639980001', 'a@b.invalid', ['sms', 'email']],
    ['+33323248900', null, []],
    ['+262692000001', null, ['sms']],
    [null, 'not an address', []],
    [null, null, []],
  ])('%s and %s', (phone, email, channels) => {
    expect(reachableChannels(phone, email)).toEqual(channels);
  });
});
