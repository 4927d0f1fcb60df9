import { beforeAll, describe, expect, it } from '@jest/globals';
import { compareStarter } from '../../../src/occupations/starter-check.rules.js';
import { readStarter, type Starter } from '../../../src/occupations/starter.reader.js';
import { skillSlug, synonymsOf } from '../../../src/occupations/synonyms.rules.js';

describe('the set of occupations that comes with the product', () => {
  let starter: Starter;
  beforeAll(async () => {
    starter = await readStarter();
  });

  it('has at least 250 occupations, each once, in its own domain', () => {
    const codes = starter.occupations.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.length).toBeGreaterThanOrEqual(250);
    for (const { code, domain } of starter.occupations) expect(code.startsWith(domain)).toBe(true);
  });

  it('gives each everyday wording one first answer', () => {
    const first = synonymsOf(starter.occupations, starter.everydayWords).filter(({ rank }) => rank === 1);
    const twice = first.filter(({ label }, i) => first.findIndex((other) => other.label === label) !== i);
    expect(twice).toEqual([]);
  });

  it('moves only between occupations that it has, and never to itself', () => {
    const codes = new Set(starter.occupations.map(({ code }) => code));
    for (const { code, close_code } of starter.mobilities) {
      expect([code, codes.has(code), codes.has(close_code), code !== close_code]).toEqual([code, true, true, true]);
    }
  });

  it('names each skill in one way', () => {
    const labels = new Map<string, Set<string>>();
    for (const skill of starter.occupations.flatMap(({ skills }) => skills)) {
      labels.set(skillSlug(skill), (labels.get(skillSlug(skill)) ?? new Set()).add(skill));
    }
    expect([...labels].filter(([, wordings]) => wordings.size > 1)).toEqual([]);
  });

  it('is told apart from official tables that say otherwise', () => {
    const official = {
      version: 'v461',
      ignored: [],
      occupations: [
        { code: 'F1619', label: 'Couvreur / Couvreuse', parent: 'F1610' },
        { code: 'F1610', label: 'Installateur / Installatrice de capteurs', parent: 'F1610' },
      ],
      appellations: [{ code: 'F1610', label: 'Zingueur / Zingueuse', principal: false, rarelyUsed: false }],
    };
    const ours = (code: string, label: string, parent: string, synonyms: string[] = []) => ({
      occupations: [{ code, label, parent, domain: code.slice(0, 3), synonyms, skills: [] }],
      everydayWords: [],
      mobilities: [],
    });
    expect(compareStarter(ours('F1619', 'Couvreur / Couvreuse', 'F1610'), official).mismatches).toEqual([]);
    expect(compareStarter(ours('F1610', 'Couvreur / Couvreuse', 'F1610'), official).mismatches).toEqual([
      expect.stringContaining('does not mean'),
    ]);
    expect(compareStarter(ours('F1619', 'Couvreur', 'F1601'), official).mismatches).toEqual([
      expect.stringContaining('parent F1610'),
    ]);
    expect(compareStarter(ours('F1699', 'Couvreur', 'F1601'), official).mismatches).toEqual([
      expect.stringContaining('does not exist'),
    ]);
    expect(compareStarter(ours('F1619', 'Couvreur', 'F1610', ['zingueur']), official).remarks).toHaveLength(1);
  });
});
