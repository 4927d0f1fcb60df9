import { describe, expect, it } from '@jest/globals';
import { asksForReview, type Motive } from '../../../src/hotline/report.rules.js';

const reports = (...all: [Motive, string][]) => all.map(([motive, reporter]) => ({ motive, reporter }));

describe('reports of an offer or a mission', () => {
  it.each([
    ['nothing', reports(), false, false],
    ['one small report', reports(['rude', 'a']), false, false],
    ['two people', reports(['rude', 'a'], ['other', 'b']), false, false],
    ['three people', reports(['already-filled', 'a'], ['other', 'b'], ['rude', 'c']), false, true],
    ['three reports of one person', reports(['already-filled', 'a'], ['other', 'a'], ['rude', 'a']), false, false],
    ['money, once', reports(['asks-for-money', 'a']), false, true],
    ['papers, once', reports(['asks-for-papers', 'a']), false, true],
    ['discrimination, once', reports(['discriminatory', 'a']), false, false],
    ['money, once, of what the team has just checked', reports(['asks-for-money', 'a']), true, false],
    [
      'money, by three people, of what the team has just checked',
      reports(['asks-for-money', 'a'], ['asks-for-money', 'b'], ['other', 'c']),
      true,
      true,
    ],
  ] as const)('%s', (_case, open, trusted, review) => {
    expect(asksForReview(open, trusted)).toBe(review);
  });
});
