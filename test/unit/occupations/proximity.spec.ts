import { describe, expect, it } from '@jest/globals';
import {
  type Pair,
  proximityOf,
  skillProximity,
  skillScore,
  skillWeight,
} from '../../../src/occupations/proximity.rules.js';

const STRANGERS: Pair = { sameCode: false, sameParent: false, mobility: false, skillScore: 0, sameDomain: false };

describe('the proximity of two occupations', () => {
  it.each<[Partial<Pair>, number | undefined, string | undefined]>([
    [{}, undefined, undefined],
    [{ sameDomain: true }, 0.3, 'domain'],
    [{ skillScore: 0.14 }, undefined, undefined],
    [{ skillScore: 0.5 }, 0.525, 'skills'],
    [{ skillScore: 1 }, 0.7, 'skills'],
    [{ skillScore: 1, mobility: true }, 0.7, 'mobility'],
    [{ mobility: true, sameDomain: true }, 0.7, 'mobility'],
    [{ sameParent: true, mobility: true, sameDomain: true }, 0.85, 'parent'],
    [{ sameCode: true, sameParent: true, sameDomain: true }, 1, 'same'],
  ])('is, for %j, %d because of %s', (pair, proximity, source) => {
    const found = proximityOf({ ...STRANGERS, ...pair });
    expect(found?.source).toBe(source);
    if (proximity === undefined) expect(found).toBeUndefined();
    else expect(found?.proximity).toBeCloseTo(proximity, 6);
  });

  it('grows in a straight line with the skills in common, and stays within its bounds', () => {
    expect(skillProximity(0)).toBe(0.35);
    expect(skillProximity(0.6) - skillProximity(0.4)).toBeCloseTo(skillProximity(0.4) - skillProximity(0.2), 9);
    expect(skillProximity(7)).toBe(0.7);
  });

  it('hears a rare skill in common more than one that everybody has', () => {
    const weights: Record<string, number> = { hygiene: skillWeight(400, 80), zinguerie: skillWeight(400, 2) };
    const weightOf = (skill: string) => weights[skill] ?? 5;
    const rare = skillScore(['zinguerie', 'a', 'b'], ['zinguerie', 'c', 'd'], weightOf, 6);
    const common = skillScore(['hygiene', 'a', 'b'], ['hygiene', 'c', 'd'], weightOf, 6);
    expect(rare).toBeGreaterThan(3 * common);
    expect(skillScore(['a'], ['b'], weightOf, 6)).toBe(0);
    expect(skillScore([], [], weightOf, 6)).toBe(0);
    expect(skillScore(['hygiene'], ['hygiene'], weightOf, 6)).toBeLessThan(0.15);
  });
});
