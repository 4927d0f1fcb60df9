import { fold } from '../platform/lang/text.js';

/** Names of places as people type them, brought to one spelling. */

const ABBREVIATIONS: Readonly<Record<string, string>> = {
  st: 'saint',
  ste: 'sainte',
  sts: 'saints',
  stes: 'saintes',
  lez: 'les',
  ss: 'sous',
  s: 'sur',
  cne: 'commune',
};

/**
 * The spelling under which a place is compared: folded, "st" and "ste" written out, "lès" and "lez" alike, the articles' apostrophe gone,
 * "cedex" dropped, and the arrondissements of Paris, Lyon and Marseille as "paris 11" ("Paris 11e Arrondissement", "Paris 11 Popincourt").
 */
export function placeKey(name: string): string {
  const words = fold(name)
    .replace(/\bcedex( \d+)?\b/g, ' ')
    .split(' ')
    .filter(Boolean)
    .map((word, index) => (word === 's' && index === 0 ? word : (ABBREVIATIONS[word] ?? word)));
  const key = words.join(' ');
  const district = /^(paris|lyon|marseille) 0?(\d{1,2})(?: ?(?:er|e|eme))?\b/.exec(key);
  return district ? `${district[1]} ${district[2]}` : key;
}

/** What a person typed, taken apart. */
export interface PlaceQuery {
  /** Key of the words that are left once codes are taken out; may be empty. */
  readonly key: string;
  /** Five characters: a postal or an INSEE code. */
  readonly code: string | undefined;
  /** True when the code was typed with four digits, its zero missing, or its end not typed yet. */
  readonly codeIsShort: boolean;
  readonly departement: string | undefined;
}

/** A département standing before the name ("02 - LAON") or after it ("Laon (02)", "Laon 02"; but "Paris 11" is an arrondissement). */
const DEPARTEMENT_BEFORE = /^\s*(\d{2}|2[ab]|97\d)\s*-\s*(?=\p{L})/iu;
const DEPARTEMENT_AFTER =
  /(?:\(\s*|(?<!^\s*(?:paris|lyon|marseille|cedex|.*\scedex))(?<=\p{L})\s+)(\d{2}|2[ab]|97\d)\s*\)?\s*$/iu;
const CODE = /(?<![\p{L}\p{N}])(\d{5}|2[ab]\d{3})(?![\p{L}\p{N}])/iu;
/** Feeds that store the postal code as a number lose its zero: 2100 is 02100. */
const SHORT_CODE = /^\s*([1-9]\d{3})(?=\s|$)/;

/** Takes "02000 Laon", "Laon (02)", "02 - LAON", "2100 st quentin" or "Soissons, France" apart. */
export function parsePlaceQuery(text: string): PlaceQuery {
  const kept = text.slice(0, 120).replace(/,?\s*france\s*$/i, '');
  const departement = DEPARTEMENT_BEFORE.exec(kept)?.[1] ?? DEPARTEMENT_AFTER.exec(kept)?.[1];
  const rest = kept.replace(DEPARTEMENT_BEFORE, '').replace(DEPARTEMENT_AFTER, '');
  const full = CODE.exec(rest)?.[1];
  const short = full === undefined ? SHORT_CODE.exec(rest)?.[1] : undefined;
  const words = full === undefined ? rest.replace(short === undefined ? '' : SHORT_CODE, ' ') : rest.replace(CODE, ' ');
  return {
    key: placeKey(words),
    code: full?.toUpperCase() ?? (short === undefined ? undefined : `0${short}`),
    codeIsShort: short !== undefined,
    departement: departement?.toUpperCase(),
  };
}
