import { freeText } from '../organisations/typed-text.schema.js';
import { privateNumberIn } from '../platform/lang/private-numbers.rules.js';
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
  const number = privateNumberIn(words);
  if (number === 'social-security')
    return refused(
      'words-social-security-number',
      'Pour votre sécurité, enlevez le numéro de sécurité sociale. Il ne sert qu’après l’embauche.',
    );
  if (number !== undefined)
    return refused(
      'words-bank-details',
      'Pour votre sécurité, enlevez les coordonnées bancaires (RIB, carte). Personne n’en a besoin avant l’embauche.',
    );
  if (LINK.test(words)) return refused('words-link', 'Enlevez l’adresse du site : les liens ne sont pas envoyés.');
  return granted(words);
}
