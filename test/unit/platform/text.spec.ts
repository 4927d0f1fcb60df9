import { describe, expect, it } from '@jest/globals';
import { fold, similarity } from '../../../src/platform/lang/text.js';

describe('folded text', () => {
  it.each([
    ["  L'Œuvre—Élève ", 'l oeuvre eleve'],
    ['Château-Thierry', 'chateau thierry'],
    ['STRAẞE Ñandú', 'strasse nandu'],
    ['', ''],
  ])('%j is %j', (given, folded) => {
    expect(fold(given)).toBe(folded);
  });
});

describe('similarity of titles', () => {
  it('is 1 for the same words whatever the case and accents', () => {
    expect(similarity('Aide à domicile (H/F)', 'AIDE A DOMICILE H/F')).toBe(1);
  });
  it('is high for a small change and low for another trade', () => {
    expect(similarity('Aide à domicile H/F Laon', 'Aide à domicile Laon')).toBeGreaterThan(0.8);
    expect(similarity('Aide à domicile', 'Conducteur poids lourd')).toBeLessThan(0.3);
  });
  it('is symmetrical and bounded', () => {
    for (const [a, b] of [
      ['a', 'ab'],
      ['maçon', 'macons'],
      ['', 'x'],
    ] as const) {
      expect(similarity(a, b)).toBe(similarity(b, a));
      expect(similarity(a, b)).toBeGreaterThanOrEqual(0);
      expect(similarity(a, b)).toBeLessThanOrEqual(1);
    }
  });
});
