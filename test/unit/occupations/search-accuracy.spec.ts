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
});
