import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { contrast, tokensCss, tokensSchema, unreadablePairs } from '../../../src/web/kit/theme.rules.js';

const tokens = tokensSchema.parse(JSON.parse(readFileSync('src/web/tokens.json', 'utf8')));

describe('the colours', () => {
  it('can be read by all, pair by pair', () => {
    expect(unreadablePairs(tokens)).toEqual([]);
  });

  it('are refused when a pair cannot be read', () => {
    const pale = { ...tokens, colours: { ...tokens.colours, quiet: '#a0a0a0' } };
    expect(unreadablePairs(pale)).toContainEqual(
      expect.stringMatching(/^quiet on paper: 2\.\d+, at least 4\.5 needed$/),
    );
  });

  it('are measured as WCAG measures them', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
    expect(contrast('#ffffff', '#777777')).toBeCloseTo(4.48, 2);
  });

  it('are refused when they are not written #rrggbb, so that a token cannot smuggle style', () => {
    const sly = { ...tokens, colours: { ...tokens.colours, ink: 'red;background:url(//x.invalid)' } };
    expect(tokensSchema.safeParse(sly).success).toBe(false);
  });

  it('reach the style sheet as custom properties', () => {
    expect(tokensCss(tokens)).toContain('--primary-dark:#083f36');
  });
});
