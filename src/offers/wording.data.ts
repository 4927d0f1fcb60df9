import { CRITERIA } from './wording-criteria.data.js';
import { FRAUD } from './wording-fraud.data.js';
import { PRIVATE_LIFE } from './wording-private-life.data.js';
import { VOLUNTEERING } from './wording-volunteering.data.js';
import { WARNINGS } from './wording-warnings.data.js';

export type WordingKind = 'offer' | 'mission';
export type WordingField = 'title' | 'description' | 'requirements' | 'taught' | 'payText' | 'schedule';

/**
 * One wording that is refused ('block') or discussed ('warn').
 *
 * Phrases are written in lower case without accents. A space stands for any blank or hyphen, `~3` for at most three words
 * of the same sentence, `_` for the end of a word family (`recherch_`); the rest is a regular expression. They match whole words.
 */
export interface WordingRule {
  readonly id: string;
  readonly level: 'block' | 'warn';
  readonly kinds: readonly WordingKind[];
  /** Where the wording counts; everywhere when absent. */
  readonly fields?: readonly WordingField[];
  readonly phrases: readonly string[];
  /** Lawful turns of phrase: what they cover is not held against the text. */
  readonly except?: readonly string[];
  /** The whole text is lawful for this rule when one of these occurs in it. */
  readonly unless?: readonly string[];
  /** "sans …", "pas de …", "aucun …" just before makes it lawful. */
  readonly negatable?: true;
  /** French, for the person who wrote the text, with the article of law. */
  readonly explanation: string;
  readonly proposal: string;
}

export const WORDING_RULES: readonly WordingRule[] = [
  ...CRITERIA,
  ...PRIVATE_LIFE,
  ...FRAUD,
  ...VOLUNTEERING,
  ...WARNINGS,
];

/** In a sentence that promises equality, naming the criteria is lawful: "sans distinction d'âge, d'origine, de religion". */
export const EQUALITY_STATEMENTS: readonly string[] = [
  'sans (?:aucune )?(?:distinction|discrimination)',
  'quel(?:le)?s? que soi(?:en)?t',
  'egalite des chances',
  '(?:lutte|engag_|agi_)~3contre les discriminations',
  'non discrimination',
];
