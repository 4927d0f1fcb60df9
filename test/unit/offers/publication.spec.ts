import { describe, expect, test } from '@jest/globals';
import { duplicateOf } from '../../../src/opportunities/duplicates.rules.js';
import { importStep } from '../../../src/opportunities/import.rules.js';
import { hourly, payBelowMinimum } from '../../../src/offers/pay.rules.js';
import { blankOffer } from '../../../src/offers/offer-blank.rules.js';
import {
  changesNature,
  contradictionsIn,
  missingFromOffer,
  type OfferContent,
} from '../../../src/offers/publication.rules.js';
import { day, instantFrom } from '../../../src/platform/lang/day.js';

const today = day('2026-11-20');

describe('what an offer lacks', () => {
  test('is told all at once, one problem per field', () => {
    const problems = missingFromOffer({ ...blankOffer, contract: 'fixed-term' });
    const fields = problems.map(({ field }) => field);
    expect(fields).toEqual([
      'title',
      'occupationCode',
      'description',
      'contractMonths',
      'weeklyHours',
      'payMin',
      'startsOn',
      'place',
      'contactName',
      'contactEmail',
    ]);
    expect(new Set(fields).size).toBe(fields.length);
  });

  test.each([
    [{ payMin: 13, payMax: 12, payPeriod: 'hour' }, ['payMax']],
    [{ payMin: 13 }, ['payPeriod']],
    [{ payMin: 1900, payPeriod: 'hour' }, ['payPeriod']],
    [{ startsOn: day('2026-11-19') }, ['startsOn']],
    [{ startsOn: today }, []],
  ] as [Partial<OfferContent>, string[]][])('%j contradicts itself in %j', (change, fields) => {
    expect(contradictionsIn({ ...blankOffer, ...change }, today, true).map(({ field }) => field)).toEqual(fields);
  });

  test('another number of positions does not make it another offer, another pay does', () => {
    const before: OfferContent = { ...blankOffer, payMin: 12 };
    expect(changesNature(before, { ...before, positions: 5 })).toBe(false);
    expect(changesNature(before, { ...before, payMin: 13 })).toBe(true);
  });
});

describe('the minimum wage', () => {
  test.each([
    [12.02, 'hour', 35, 0],
    [11.5, 'hour', 35, 1],
    [1823.03, 'month', 35, 0],
    [1700, 'month', 35, 1],
    [1200, 'month', 20, 0],
    [21876.4, 'year', 35, 0],
    [20000, 'year', null, 1],
  ] as const)('%s euros by %s for %s hours gives %s warning', (payMin, payPeriod, weeklyHours, warnings) => {
    expect(payBelowMinimum({ payMin, payMax: null, payPeriod, weeklyHours }, 12.02)).toHaveLength(warnings);
  });

  test('is compared by the hour', () => expect(hourly(1823.03, 'month', 35)).toBeCloseTo(12.02, 2));
});

describe('a duplicate', () => {
  const one = {
    organisationId: 'a',
    insee: '02408',
    title: 'Aide à domicile H/F',
    since: instantFrom('2026-11-20T10:00:00Z'),
  };
  const other = { ...one, id: 'x' };
  test.each([
    ['the same', {}, true],
    ['another case and mark', { title: 'AIDE A DOMICILE (F/H)' }, true],
    ['nearly the same title', { title: 'Aide à domicile - Laon' }, true],
    ['another work', { title: 'Aide-cuisinier H/F' }, false],
    ['another commune', { insee: '02691' }, false],
    ['another organisation', { organisationId: 'b' }, false],
    ['14 days before', { since: instantFrom('2026-11-06T10:00:00Z') }, true],
    ['15 days before', { since: instantFrom('2026-11-05T10:00:00Z') }, false],
  ])('%s', (_, change, expected) => expect(duplicateOf(one, [{ ...other, ...change }]) !== undefined).toBe(expected));
});

describe('an item of a feed', () => {
  const known = {
    id: 'x',
    externalRef: 'r',
    organisationId: 'a',
    status: 'published',
    contentHash: 'h',
    closeReason: null,
    closesOn: day('2026-12-20'),
  } as const;
  const item = { contentHash: 'h', closesOn: day('2026-12-20') };
  test.each([
    ['is new', undefined, item, 'create'],
    ['is as it was', known, item, 'leave'],
    ['says something else', known, { ...item, contentHash: 'i' }, 'update'],
    ['stays open longer', known, { ...item, closesOn: day('2026-12-25') }, 'update'],
    [
      'came back after it had vanished',
      { ...known, status: 'closed', closeReason: 'missing-from-source' },
      item,
      'update',
    ],
    ['came back after it had expired', { ...known, status: 'expired' }, item, 'update'],
    [
      'was closed by a person',
      { ...known, status: 'closed', closeReason: 'Fausse offre' },
      { ...item, contentHash: 'i' },
      'leave',
    ],
    ['was filled', { ...known, status: 'filled' }, { ...item, contentHash: 'i' }, 'leave'],
  ] as const)('that %s: %#', (_, row, given, step) => expect(importStep(row, given)).toBe(step));
});
