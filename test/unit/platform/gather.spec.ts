import { describe, expect, it } from '@jest/globals';
import { gathered } from '../../../src/platform/events/gather.rules.js';

const event = (name: string, ...ids: string[]) => ({ name, payload: { ids } });

describe('events that wait together', () => {
  it('share one job that takes a list, each id once, and keep the oldest as its origin', () => {
    const first = event('first', 'a', 'b');
    expect(gathered([first, event('second', 'b', 'c')], { list: 'ids', upTo: 10 })).toEqual([
      { first, data: { ids: ['a', 'b', 'c'] } },
    ]);
  });

  it('fill as many jobs as their ids need', () => {
    const events = ['a', 'b', 'c', 'd', 'e'].map((id) => event(id, id));
    expect(gathered(events, { list: 'ids', upTo: 2 }).map(({ data }) => data)).toEqual([
      { ids: ['a', 'b'] },
      { ids: ['c', 'd'] },
      { ids: ['e'] },
    ]);
  });

  it('leave an event alone that is as large as a job may be', () => {
    const large = event('large', 'a', 'b', 'c');
    expect(gathered([event('small', 'z'), large], { list: 'ids', upTo: 3 })).toHaveLength(2);
  });

  it('stay apart when the job takes one thing only', () => {
    const events = [event('first', 'a'), event('second', 'b')];
    expect(gathered(events, undefined)).toEqual([
      { first: events[0], data: { ids: ['a'] } },
      { first: events[1], data: { ids: ['b'] } },
    ]);
  });
});
