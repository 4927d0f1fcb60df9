import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { checkWording, type WordingSubject } from '../../../src/offers/wording.rules.js';
import { isForbidden } from '../../../src/opportunities/remarks.rules.js';

interface Example {
  readonly kind: 'offer' | 'mission';
  readonly field: string;
  readonly text: string;
  readonly expected: readonly string[];
}

function examplesIn(file: string): Example[] {
  const [, ...lines] = readFileSync(`test/fixtures/${file}`, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [kind, field, text, expected] = line.split(';');
    if ((kind !== 'offer' && kind !== 'mission') || !field || !text || expected === undefined)
      throw new Error(`Bad line: ${line}`);
    return { kind, field, text, expected: expected.split('|').filter(Boolean) };
  });
}

function rulesFoundIn({ kind, field, text }: Example): string[] {
  const subject: WordingSubject = { kind, [field]: field === 'requirements' ? [text] : text };
  return [...new Set(checkWording(subject).map((finding) => finding.rule))].sort();
}

function measure(examples: readonly Example[]) {
  let right = 0;
  let missed = 0;
  let wrong = 0;
  const faults: string[] = [];
  for (const example of examples) {
    const found = rulesFoundIn(example);
    right += found.filter((rule) => example.expected.includes(rule)).length;
    const absent = example.expected.filter((rule) => !found.includes(rule));
    const extra = found.filter((rule) => !example.expected.includes(rule));
    missed += absent.length;
    wrong += extra.length;
    if (absent.length + extra.length > 0) faults.push(`${example.text} → missed [${absent}], wrong [${extra}]`);
  }
  return { precision: right / (right + wrong), recall: right / (right + missed), faults };
}

describe('the linter of forbidden wording', () => {
  test.each(['wording-phrases.csv', 'wording-phrases-unseen.csv'])(
    'finds what it should and nothing else in %s',
    (file) => {
      const examples = examplesIn(file);
      const { precision, recall, faults } = measure(examples);
      const lawful = examples.filter((example) => example.expected.length === 0).length;
      process.stdout.write(
        `${file}: ${examples.length} phrases (${lawful} lawful), precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}\n${faults.map((fault) => `  ${fault}\n`).join('')}`,
      );
      expect(precision).toBeGreaterThanOrEqual(0.95);
      expect(recall).toBeGreaterThanOrEqual(0.95);
    },
  );

  test('shows the passage as it was written, with its place in the text', () => {
    const description = 'Œuvre d’équipe : vous avez  moins de 30 ans, n’est-ce pas ?';
    const [finding] = checkWording({ kind: 'offer', description });
    expect(finding).toMatchObject({
      rule: 'age-limit',
      level: 'block',
      field: 'description',
      passage: 'moins de 30 ans',
    });
    expect(description.slice(finding?.start, finding?.end)).toBe('moins de 30 ans');
    expect(finding?.explanation).toContain('L1132-1');
    expect(finding?.proposal).not.toBe('');
  });

  test('proposes a name open to all for a title that names one sex', () => {
    const [finding] = checkWording({ kind: 'offer', title: 'Cherche femme de ménage' });
    expect(finding?.passage).toBe('femme de ménage');
    expect(finding?.proposal).toContain("Agent d'entretien H/F");
  });

  test('lets a driver be asked for a licence', () => {
    const description = 'Permis B exigé.';
    expect(checkWording({ kind: 'offer', description }).map((f) => f.rule)).toEqual(['vehicle-without-driving']);
    expect(checkWording({ kind: 'offer', description, driving: true })).toEqual([]);
  });

  test.each([
    ['offer', 'Le chef prépare vos papiers. Écrivez 1 85 05 78 006 084 91 sur le pli.', '1 85 05 78 006 084 91'],
    ['mission', 'Dons : FR76\u00A03000 6000\t0112 3456 7890 189, merci !', 'FR76\u00A03000 6000\t0112 3456 7890 189'],
  ] as const)('lets no number of a person or an account out in a %s', (kind, description, passage) => {
    expect(checkWording({ kind, description })).toEqual([
      expect.objectContaining({ rule: 'private-number', level: 'block', field: 'description', passage }),
    ]);
  });

  test('is not fooled by marks that show nothing', () => {
    const hidden = 'moi\u00ADns de\u00A030\u202Fans';
    expect(isForbidden(checkWording({ kind: 'offer', description: hidden }))).toBe(true);
  });

  test('answers quickly on the longest and the strangest texts', () => {
    const strange = [
      'a '.repeat(10_000),
      'cv '.repeat(6_000),
      'recherche '.repeat(2_000),
      '08 '.repeat(6_000),
      'enfants de '.repeat(1_800),
      '-'.repeat(20_000),
    ];
    for (const description of strange) {
      const started = performance.now();
      checkWording({ kind: 'offer', description });
      expect(performance.now() - started).toBeLessThan(1_500);
    }
  });
});
