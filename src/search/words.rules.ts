import { fold } from '../platform/lang/text.js';
import { REQUEST_WORDS, STOP_WORDS } from './french-words.rules.js';

const IGNORED = new Set([...STOP_WORDS, ...REQUEST_WORDS].map(fold));
/** The engine reads no more. */
const MOST_WORDS = 10;
/** An employer whose name is made of words that are ignored elsewhere. */
const LA_POSTE = /(^| )la poste( |$)/;

/**
 * The words that count in what a person typed, folded: "je cherche un emploi d'aide à domicile" → aide, domicile; "un poste" → none,
 * which is everything there is. Taken out here and not by the engine alone, which finds no expression of several
 * words across a word it ignores. No sign is left, so nothing can be an operator.
 */
export function tellingWords(text: string): string[] {
  const typed = fold(text);
  const words = typed.split(' ').filter((word) => word !== '');
  const telling = words.filter((word) => !IGNORED.has(word) || (word === 'poste' && LA_POSTE.test(typed)));
  return telling.slice(0, MOST_WORDS);
}

/** Each word that counts as a LIKE pattern that finds it at the beginning of a word. Folded text holds no wildcard. */
export function plainPatterns(text: string): string[] {
  return tellingWords(text).map((word) => `% ${word}%`);
}

/** A column's text in lower case without French accents, words between spaces, in SQL: what the patterns are compared with. */
export function foldedSql(expression: string): string {
  return `' ' || regexp_replace(replace(translate(lower(${expression}), 'àâäáãçéèêëíìîïóòôöõúùûüÿñ', 'aaaaaceeeeiiiiooooouuuuyn'), 'œ', 'oe'), '[^a-z0-9]+', ' ', 'g')`;
}
