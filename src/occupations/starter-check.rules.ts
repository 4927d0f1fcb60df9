import { fold } from '../platform/lang/text.js';
import { labelWordsOf } from './occupation-words.rules.js';
import type { RomeExport } from './rome-export.schema.js';
import type { EverydayWord, StarterMobility, StarterOccupation } from './starter.schema.js';

/**
 * Compares our own occupations with official tables: a wrong code, parent or meaning is a mismatch, what a person should
 * look at once is a remark. A label agrees in meaning when half of its words are in the official label or in one appellation.
 */
export function compareStarter(
  starter: {
    readonly occupations: readonly StarterOccupation[];
    readonly everydayWords: readonly EverydayWord[];
    readonly mobilities: readonly StarterMobility[];
  },
  official: RomeExport,
): { mismatches: string[]; remarks: string[] } {
  const mismatches: string[] = [];
  const known = new Map((official.occupations ?? []).map((occupation) => [occupation.code, occupation]));
  const wordings = wordingsByCode(official);

  for (const ours of starter.occupations) {
    const theirs = known.get(ours.code);
    if (!theirs) {
      mismatches.push(`${ours.code} does not exist (${ours.label})`);
      continue;
    }
    if (theirs.parent !== ours.parent) mismatches.push(`${ours.code} has parent ${theirs.parent}, not ${ours.parent}`);
    if (ours.domain !== ours.code.slice(0, 3)) mismatches.push(`${ours.code} is not in domain ${ours.domain}`);
    const agreement = Math.max(...(wordings.get(ours.code) ?? []).map((wording) => sharedWords(ours.label, wording)));
    if (agreement < 0.5) mismatches.push(`${ours.code}: « ${ours.label} » does not mean « ${theirs.label} »`);
  }
  for (const { terme, code_rome } of starter.everydayWords) {
    if (!known.has(code_rome)) mismatches.push(`${code_rome} does not exist (${terme})`);
  }
  for (const { code, close_code } of starter.mobilities) {
    for (const end of [code, close_code]) if (!known.has(end)) mismatches.push(`${end} does not exist (mobilities)`);
  }
  return { mismatches, remarks: synonymsClaimedElsewhere(starter.occupations, official) };
}

function wordingsByCode(official: RomeExport): Map<string, string[]> {
  const wordings = new Map<string, string[]>();
  for (const { code, label } of [...(official.occupations ?? []), ...(official.appellations ?? [])]) {
    wordings.set(code, [...(wordings.get(code) ?? []), label]);
  }
  return wordings;
}

/** Share of the words of the first text that the second has. */
function sharedWords(ours: string, theirs: string): number {
  const words = labelWordsOf(ours);
  const found = new Set(labelWordsOf(theirs));
  return words.filter((word) => found.has(word)).length / words.length;
}

/** Everyday words that are, to the letter, an official appellation of another occupation: often meant so, to be read once. */
function synonymsClaimedElsewhere(occupations: readonly StarterOccupation[], official: RomeExport): string[] {
  const owners = new Map<string, Set<string>>();
  for (const { code, label } of official.appellations ?? []) {
    for (const form of label.split(' / ')) owners.set(fold(form), (owners.get(fold(form)) ?? new Set()).add(code));
  }
  return occupations.flatMap(({ code, synonyms }) =>
    synonyms
      .filter((synonym) => owners.get(fold(synonym))?.has(code) === false)
      .map(
        (synonym) =>
          `${code} « ${synonym} » is an official wording of ${[...(owners.get(fold(synonym)) ?? [])].join(', ')}`,
      ),
  );
}
