import { beforeAll, describe, expect, it } from '@jest/globals';
import { everydayName } from '../../../src/occupations/everyday-name.rules.js';
import { wordsOf } from '../../../src/occupations/occupation-words.rules.js';
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

  it('names the most common trades as people do, each name once, in at most 32 characters', () => {
    const names = starter.occupations.flatMap(({ everyday }) => everyday ?? []);
    expect(names.length).toBeGreaterThanOrEqual(120);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => name.length > 32 || everydayName(name) !== name || !/^\p{Ll}/u.test(name))).toEqual(
      [],
    );
    expect(starter.occupations.find(({ code }) => code === 'K1304')?.everyday).toBe('aide à domicile');
  });

  it('means the same trade by its everyday name: at least half of the words are in its label, its synonyms or its skills', () => {
    const roots = (text: string) => wordsOf(text).map((word) => word.slice(0, 4));
    const strange = starter.occupations.filter(({ code, everyday, label, synonyms, skills }) => {
      if (everyday === null) return false;
      const claimed = starter.everydayWords.filter((word) => word.code_rome === code).map(({ terme }) => terme);
      const known = new Set([label, ...synonyms, ...skills, ...claimed].flatMap(roots));
      const own = roots(everyday);
      return own.filter((root) => known.has(root)).length * 2 < own.length;
    });
    expect(strange.map(({ code, everyday }) => `${code} ${everyday}`)).toEqual([]);
  });

  it.each([
    ['Serveur / Serveuse en restauration', 'serveur ou serveuse en restauration'],
    ['Employé familial / Employée familiale', 'employé familial ou employée familiale'],
    ['Échafaudeur / Échafaudeuse', 'échafaudeur ou échafaudeuse'],
    ['Agent / Agente de service hospitalier (ASH)', 'agent ou agente de service hospitalier (ASH)'],
    ['Chauffeur / Chauffeuse VTC', 'chauffeur ou chauffeuse VTC'],
    ['ATSEM', 'ATSEM'],
    ['aide à domicile', 'aide à domicile'],
    ['', ''],
  ])('makes of the label « %s » words for a sentence', (label, words) => expect(everydayName(label)).toBe(words));

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
      occupations: [{ code, label, parent, everyday: null, domain: code.slice(0, 3), synonyms, skills: [] }],
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
