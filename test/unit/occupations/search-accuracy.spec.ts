import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { OccupationIndex } from '../../../src/occupations/occupation-index.js';
import { readStarter } from '../../../src/occupations/starter.reader.js';
import { synonymsOf } from '../../../src/occupations/synonyms.rules.js';

const FIXTURES = join(dirname(fileURLToPath(import.meta.url)), '../../fixtures/occupations');

/** Lines of "what somebody typed;codes that are right, separated by commas". */
function cases(name: string): { text: string; codes: string[] }[] {
  const [, ...lines] = readFileSync(join(FIXTURES, name), 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [text = '', codes = ''] = line.split(';');
    return { text, codes: codes.split(',') };
  });
}

describe('finding an occupation, with the starter set alone', () => {
  let index: OccupationIndex;

  beforeAll(async () => {
    const { occupations, everydayWords } = await readStarter();
    index = new OccupationIndex(occupations, [
      ...occupations.map(({ code, label }) => ({
        code,
        label,
        kind: 'principal' as const,
        rank: 0,
        rarelyUsed: false,
      })),
      ...synonymsOf(occupations, everydayWords).map((synonym) => ({
        ...synonym,
        kind: 'synonym' as const,
        rarelyUsed: false,
      })),
    ]);
  });

  it.each(cases('everyday-queries.csv'))('understands « $text »', ({ text, codes }) => {
    expect(codes).toContain(index.search(text, 1)[0]?.code);
  });

  it('understands most titles of offers as they are written', () => {
    const titles = cases('offer-titles.csv');
    const wrong = titles.filter(({ text, codes }) => !codes.includes(index.search(text, 1)[0]?.code ?? ''));
    console.info(`offer titles, right code first: ${titles.length - wrong.length}/${titles.length}`);
    for (const { text, codes } of wrong) {
      console.info(
        `  ${text} → ${index
          .search(text, 3)
          .map((m) => `${m.code} ${m.matched} ${m.confidence}`)
          .join(' | ')} (${codes})`,
      );
    }
    expect(wrong.length / titles.length).toBeLessThan(0.1);
  });

  it('keeps finding when an ordinary letter is lost, doubled or swapped', () => {
    const typed = cases('everyday-queries.csv').filter(({ text }) => /^[a-zéèâ]{8,}$/.test(text));
    const damaged = typed.flatMap(({ text, codes }) =>
      [text.slice(0, 4) + text.slice(5), text.slice(0, 4) + text.charAt(3) + text.slice(4), swapped(text)].map(
        (word) => ({ word, codes }),
      ),
    );
    const found = damaged.filter(({ word, codes }) => codes.includes(index.search(word, 1)[0]?.code ?? ''));
    console.info(`words with a typing error, right code first: ${found.length}/${damaged.length}`);
    expect(found.length / damaged.length).toBeGreaterThan(0.9);
  });

  it.each([
    '',
    ' ',
    '\u0000',
    '🙂🙂',
    '\u202E\u200F',
    '%',
    '_',
    '*',
    '(((',
    "'; DROP TABLE occupations; --",
    '" OR 1=1 --',
    '{{x}}',
    '<script>alert(1)</script>',
    '[object Object]',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'NaN',
    '12345',
    '15h',
    'H/F',
    '(H/F)',
    '- - -',
    'مرحبا',
    '中文',
    'ß',
    'Œ',
    'é'.normalize('NFD'),
    '\uD800',
    'a'.repeat(10_000),
    'soudeur '.repeat(2_000),
    '('.repeat(10_000),
    'é'.repeat(10_000),
    '-'.repeat(10_000),
    `${' - '.repeat(3_000)}maçon`,
    'permis',
    'permis c',
    'h f h f',
    'l’',
  ])('answers calmly what makes no sense (%#)', (text) => {
    const matches = index.search(text, 5);
    expect(matches.length).toBeLessThanOrEqual(5);
    for (const { confidence } of matches) {
      expect(confidence).toBeGreaterThan(0);
      expect(confidence).toBeLessThanOrEqual(1);
    }
  });

  it('ignores direction marks around a word', () => {
    expect(index.search('\u202Esoudeur\u202C', 1)[0]?.code).toBe('H2913');
  });

  it('answers an empty or symbolic text with nothing', () => {
    for (const text of ['', '🙂', '%', '(((', 'H/F']) expect(index.search(text, 5)).toEqual([]);
  });
});

/** The fifth and sixth letters in each other's place. */
function swapped(text: string): string {
  return text.slice(0, 4) + text.charAt(5) + text.charAt(4) + text.slice(6);
}
