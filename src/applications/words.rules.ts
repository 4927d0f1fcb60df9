import { freeText } from '../organisations/typed-text.schema.js';
import { granted, refused, type Verdict } from '../platform/lang/verdict.js';

/** What a person or an organisation writes to the other: short, and without what opens the door to fraud. */

export const WORDS_MAX = 1000;
export const SHORT_WORDS_MAX = 500;

export type WordsRefusal =
  | 'words-too-long'
  | 'words-unreadable'
  | 'words-social-security-number'
  | 'words-bank-details'
  | 'words-link';

/** NIR: 13 digits and a key, in groups or not. Month 20 to 42 and 50+ stand for an unknown month of birth. */
const NIR = /(?<!\d)[12378](?:[\s.-]?\d){4}(?:[\s.-]?[\dABab]){2}(?:[\s.-]?\d){6}(?:[\s.-]?\d{2})?(?!\d)/g;
const IBAN = /\b[A-Z]{2}\d{2}(?:[\s-]?[A-Z0-9]){11,30}\b/gi;
/** Short endings count only with a path: "travail.De plus" is a missing space. */
const LINK =
  /(?:https?:\/\/|www\.)\S+|(?<![@\w.-])(?:[a-z0-9-]+\.)+(?:(?:fr|com|net|org|eu|info|biz|xyz)(?![\w@])|[a-z]{2,6}\/\S)/i;

/** The tidied text, or null when nothing is left; or why it cannot be sent, said politely. */
export function checkWords(text: string | null | undefined, max: number): Verdict<string | null, WordsRefusal> {
  const parsed = freeText(0, max).safeParse(text ?? '');
  if (!parsed.success) {
    return (text ?? '').trim().length > max
      ? refused('words-too-long', `Votre texte est trop long : écrivez ${max} caractères au plus.`)
      : refused(
          'words-unreadable',
          'Votre texte contient un caractère que nous ne savons pas lire. Tapez-le au clavier.',
        );
  }
  const words = parsed.data;
  if (words === '') return granted(null);
  if (hasIban(words))
    return refused(
      'words-bank-details',
      'Pour votre sécurité, enlevez les coordonnées bancaires (RIB). Personne n’en a besoin avant l’embauche.',
    );
  if (hasNir(words))
    return refused(
      'words-social-security-number',
      'Pour votre sécurité, enlevez le numéro de sécurité sociale. Il ne sert qu’après l’embauche.',
    );
  if (LINK.test(words)) return refused('words-link', 'Enlevez l’adresse du site : les liens ne sont pas envoyés.');
  return granted(words);
}

function hasNir(words: string): boolean {
  return [...words.matchAll(NIR)].some(([found]) => {
    const digits = found.replace(/[\s.-]/g, '').toUpperCase();
    const month = Number(digits.slice(3, 5));
    // A wrong key is a typing error, not a reason to send the rest.
    return (month >= 1 && month <= 12) || (month >= 20 && month <= 42) || month >= 50;
  });
}

/** ISO 13616: the letters moved and counted, the remainder by 97 is 1. A longer run of words may hide one at its beginning. */
function hasIban(words: string): boolean {
  return [...words.matchAll(IBAN)].some(([found]) => {
    const whole = found.replace(/[\s-]/g, '').toUpperCase();
    for (let length = 15; length <= Math.min(34, whole.length); length++) {
      const part = whole.slice(0, length);
      const moved = `${part.slice(4)}${part.slice(0, 4)}`.replace(/[A-Z]/g, (letter) =>
        String(letter.charCodeAt(0) - 55),
      );
      let rest = 0;
      for (const digit of moved) rest = (rest * 10 + Number(digit)) % 97;
      if (rest === 1) return true;
    }
    return false;
  });
}
