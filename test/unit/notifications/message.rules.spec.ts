import { describe, expect, it } from '@jest/globals';
import {
  afterLateAnswer,
  afterLostWorker,
  afterReceipt,
  afterSend,
  type MessageState,
  type Receipt,
  type SendResult,
} from '../../../src/notifications/message.rules.js';

const now = new Date('2026-11-20T10:00:00Z');
const accepted: SendResult = { outcome: 'accepted', reference: 'r1' };
const temporary: SendResult = { outcome: 'temporary-failure', reason: 'mailbox-full' };
const technical: SendResult = { outcome: 'technical-failure', reason: 'http-503', retry: true };
const refusedKey: SendResult = { outcome: 'technical-failure', reason: 'http-401', retry: false };
const permanent: SendResult = { outcome: 'permanent-failure', reason: 'unknown-address' };
const unknown: SendResult = { outcome: 'unknown', reason: 'timeout' };

describe('after a send', () => {
  it.each([
    ['accepted is sent', accepted, 1, false, 'sent', false, null],
    ['a bad address is final', permanent, 1, true, 'permanent-failure', false, null],
    ['a refused key is final', refusedKey, 1, true, 'technical-failure', false, null],
    ['an unreachable recipient is tried again after 1 minute', temporary, 1, false, 'queued', false, 60],
    ['then 5 minutes', temporary, 2, false, 'queued', false, 300],
    ['then 30 minutes', technical, 3, false, 'queued', false, 1800],
    ['then 2 hours', technical, 4, false, 'queued', false, 7200],
    ['then given up as unreachable', temporary, 5, false, 'temporary-failure', false, null],
    ["or as the provider's fault", technical, 5, false, 'technical-failure', false, null],
    ['an unknown outcome is never repeated blindly', unknown, 1, false, 'technical-failure', true, null],
    ['but repeated when the provider knows the id', unknown, 1, true, 'queued', false, 60],
    ['and flagged in the end', unknown, 5, true, 'technical-failure', true, null],
  ] as const)('%s', (_name, result, attempts, idempotent, status, outcomeUnknown, wait) => {
    const after = afterSend(result, attempts, idempotent, now);
    expect(after).toMatchObject({ status, outcomeUnknown });
    expect(after.sendAfter === null ? null : (after.sendAfter.getTime() - now.getTime()) / 1000).toBe(wait);
  });
});

describe('after a lost worker', () => {
  it('repeats only what the provider recognises', () => {
    expect(afterLostWorker(true, 1)).toMatchObject({ status: 'queued' });
    expect(afterLostWorker(false, 1)).toMatchObject({ status: 'technical-failure', outcomeUnknown: true });
    expect(afterLostWorker(true, 5)).toMatchObject({ status: 'technical-failure', outcomeUnknown: false });
  });
});

const is = (status: MessageState['status'], outcomeUnknown = false): MessageState => ({ status, outcomeUnknown });

describe('receipts', () => {
  it.each<[string, MessageState, Receipt[], MessageState]>([
    ['the usual way', is('sent'), ['delivered'], is('delivered')],
    ['twice', is('sent'), ['delivered', 'delivered'], is('delivered')],
    ['before the answer was written down', is('sending'), ['delivered'], is('delivered')],
    ['after a crash put it back', is('queued'), ['delivered'], is('delivered')],
    ['delivered after a temporary failure', is('sent'), ['temporary-failure', 'delivered'], is('delivered')],
    ['a temporary failure after delivered', is('sent'), ['delivered', 'temporary-failure'], is('delivered')],
    ['a permanent failure after delivered', is('sent'), ['delivered', 'permanent-failure'], is('delivered')],
    [
      'a temporary failure after a permanent one',
      is('sent'),
      ['permanent-failure', 'temporary-failure'],
      is('permanent-failure'),
    ],
    [
      'a permanent failure after a temporary one',
      is('sent'),
      ['temporary-failure', 'permanent-failure'],
      is('permanent-failure'),
    ],
    ['what settles an unknown outcome', is('technical-failure', true), ['technical-failure'], is('technical-failure')],
    ['delivered settles an unknown outcome', is('technical-failure', true), ['delivered'], is('delivered')],
    ['nothing about what was never handed over', is('cancelled'), ['delivered'], is('cancelled')],
  ])('%s', (_name, start, receipts, end) => {
    expect(receipts.reduce(afterReceipt, start)).toEqual(end);
  });

  it('end the same in any order', () => {
    const receipts: Receipt[] = ['delivered', 'temporary-failure', 'permanent-failure', 'technical-failure'];
    for (const first of receipts) {
      for (const second of receipts) {
        expect(afterReceipt(afterReceipt(is('sent'), first), second)).toEqual(
          afterReceipt(afterReceipt(is('sent'), second), first),
        );
      }
    }
  });

  it('win over the answer that is written down after them', () => {
    const answer = afterSend(accepted, 1, false, now);
    expect(afterLateAnswer(is('sending'), answer)).toEqual(is('sent'));
    expect(afterLateAnswer(is('delivered'), answer)).toEqual(is('delivered'));
    expect(afterLateAnswer(is('technical-failure', true), answer)).toEqual(is('sent'));
    expect(afterLateAnswer(is('technical-failure'), answer)).toEqual(is('technical-failure'));
  });
});
