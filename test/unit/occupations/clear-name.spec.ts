import { describe, expect, it } from '@jest/globals';
import { clearlyFirst } from '../../../src/occupations/clear-name.rules.js';

const found = (...confidences: number[]) => confidences.map((confidence, i) => ({ code: `K130${i}`, confidence }));

describe('words that name an occupation with nobody there to ask', () => {
  it.each([
    ['a whole name', [1, 0.78], true],
    ['two whole names, close to each other', [1, 1], true],
    ['a good name well ahead of the next', [0.87, 0.7], true],
    ['the only one, and good', [0.85], true],
    ['one of many alike', [0.78, 0.77], false],
    ['a good name with another beside it', [0.87, 0.84], false],
    ['something remotely like it', [0.67, 0.3], false],
    ['nothing', [], false],
  ])('%s: %j → %s', (_, confidences, clear) => {
    expect(clearlyFirst(found(...confidences))?.code).toBe(clear ? 'K1300' : undefined);
  });
});
