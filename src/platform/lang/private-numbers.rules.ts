import type { z } from 'zod';

/**
 * Numbers that nobody may leave in a free text: social security (NIR: Code de la sécurité sociale R115-1, CNIL) and means of payment.
 * Found by their shape and their key, so that dates and telephone numbers pass.
 */

export type PrivateNumber = 'social-security' | 'bank-account' | 'bank-card';

/** From `start` up to, not with, `end`. */
export interface PlacedNumber {
  readonly found: PrivateNumber;
  readonly start: number;
  readonly end: number;
}

const MESSAGES: Readonly<Record<PrivateNumber, string>> = {
  'social-security':
    'Ce texte contient un numéro de sécurité sociale. Ne gardez pas ce numéro ici : effacez-le. L’employeur le demandera lui-même, après l’embauche.',
  'bank-account':
    'Ce texte contient un numéro de compte bancaire (IBAN). Ne gardez pas ce numéro ici : effacez-le. L’employeur le demandera lui-même, après l’embauche.',
  'bank-card': 'Ce texte contient un numéro de carte bancaire. Ne gardez pas ce numéro ici : effacez-le.',
};

/** The first number found that must not be kept. */
export function privateNumberIn(text: string): PrivateNumber | undefined {
  return placeOfPrivateNumber(text.normalize('NFKC').replace(/\s+/g, ' '))?.found;
}

/** The same, and where it stands. The text has plain figures and at most two signs in a row between them. */
export function placeOfPrivateNumber(text: string): PlacedNumber | undefined {
  const plain = text.toUpperCase().replace(/\s/g, ' ');
  return socialSecurityIn(plain) ?? accountIn(plain) ?? cardIn(plain);
}

/** What the person is told, and what to do. */
export function privateNumberMessage(found: PrivateNumber): string {
  return MESSAGES[found];
}

/** The same text schema, refusing such numbers: `withoutPrivateNumbers(freeText(1, 500))`. */
export function withoutPrivateNumbers<S extends z.ZodType<string>>(schema: S): S {
  return schema.superRefine((text, context) => {
    const found = privateNumberIn(text);
    if (found) context.addIssue({ code: 'custom', message: MESSAGES[found], params: { code: 'private-number' } });
  });
}

/** Between the figures of one number. */
const GAP = '[ ./-]{0,2}';
/** Sex (or 3, 4, 7, 8 while provisional), year, month, département, commune, order. */
const PARTS = ['[1-478]', '\\d{2}', '(?:0[1-9]|1[0-2]|[2-9]\\d)', '(?:\\d{2}|2[AB])', '\\d{3}', '\\d{3}'];
/** Without a key only the shape tells: lasting numbers, with a real month. */
const CARD_PARTS = ['[12]', '\\d{2}', '(?:0[1-9]|1[0-2])', '(?:\\d{2}|2[AB])', '\\d{3}', '\\d{3}'];
const IN_PARTS = new RegExp(`(?<![\\dA-Z])(${CARD_PARTS.join(GAP)})(?:[ ./-]{1,2}\\d{2})?(?!\\d)`, 'g');
const WITH_KEY = new RegExp(`(?<!\\d${GAP})(?=(\\d(?:${GAP}[\\dAB]){14})(?!${GAP}\\d))`, 'g');
const COMPACT = /(?<![\dA-Z])([1-478]\d{2}(?:0[1-9]|1[0-2]|[2-9]\d)(?:\d{2}|2[AB])\d{6})(\d{2})(?!\d)/g;

function placed(found: PrivateNumber, start: number, written: string): PlacedNumber {
  return { found, start, end: start + written.length };
}

/** With its key in any grouping; without, only as the card prints it (13 figures, 1 85 05 78 006 084). */
function socialSecurityIn(text: string): PlacedNumber | undefined {
  for (const { 0: whole, 1: body, 2: key, index } of text.matchAll(COMPACT))
    if (body && key && hasKey(bare(body), key)) return placed('social-security', index, whole);
  for (const { 0: whole, 1: body, index } of text.matchAll(IN_PARTS))
    if (body && isPerson(bare(body))) return placed('social-security', index, whole);
  for (const { 1: whole, index } of text.matchAll(WITH_KEY)) {
    const figures = bare(whole ?? '');
    if (whole && isPerson(figures.slice(0, 13)) && hasKey(figures.slice(0, 13), figures.slice(13)))
      return placed('social-security', index, whole);
  }
  return undefined;
}

const PERSON = new RegExp(`^${PARTS.join('')}$`);

function isPerson(figures: string): boolean {
  const departement = figures.slice(5, 7);
  return PERSON.test(figures) && departement !== '00';
}

function hasKey(figures: string, key: string): boolean {
  const number = Number(figures.replace('2A', '19').replace('2B', '18'));
  return /^\d{2}$/.test(key) && 97 - (number % 97) === Number(key);
}

/** Lengths of the accounts met in France (ISO 13616). */
const ACCOUNT_LENGTHS: Readonly<Record<string, number>> = {
  BE: 16,
  CH: 21,
  DE: 22,
  EE: 20,
  ES: 24,
  FR: 27,
  GB: 22,
  IE: 22,
  IT: 27,
  LT: 20,
  LU: 20,
  MC: 27,
  NL: 18,
  PL: 28,
  PT: 25,
  RO: 24,
};
const FRENCH_ACCOUNT = new RegExp(
  `(?<![\\dA-Z])((?:FR|MC)(?:${GAP}\\d){12}(?:${GAP}[\\dA-Z]){11}(?:${GAP}\\d){2})(?![\\dA-Z])`,
  'g',
);
const ACCOUNT_IN_FOURS = /(?<![\dA-Z])(?=([A-Z]{2}\d{2}(?:[ -]?[\dA-Z]{4}){2,6}(?:[ -]?[\dA-Z]{1,4})?))/g;

function accountIn(text: string): PlacedNumber | undefined {
  for (const { 1: account, index } of text.matchAll(FRENCH_ACCOUNT))
    if (account && isAccount(bare(account))) return placed('bank-account', index, account);
  for (const { 1: run, index } of text.matchAll(ACCOUNT_IN_FOURS)) {
    const figures = bare(run ?? '');
    const account = figures.slice(0, ACCOUNT_LENGTHS[figures.slice(0, 2)] ?? 0);
    const written = run?.match(new RegExp(`^(?:${GAP}[\\dA-Z]){${account.length}}`))?.[0];
    if (written && account.replace(/\D/g, '').length >= 12 && isAccount(account))
      return placed('bank-account', index, written);
  }
  return undefined;
}

/** ISO 7064 modulo 97: letters count as 10 to 35, the first four signs go last. */
function isAccount(account: string): boolean {
  if (account.length !== ACCOUNT_LENGTHS[account.slice(0, 2)]) return false;
  let rest = 0;
  for (const sign of account.slice(4) + account.slice(0, 4))
    for (const figure of String(Number.parseInt(sign, 36))) rest = (rest * 10 + Number(figure)) % 97;
  return rest === 1;
}

const CARD = /(?<!\d[ -]?)([2-6]\d{3}([ -]?)\d{4}\2\d{4}\2\d{4})(?![ -]?\d)/g;

/** Sixteen figures with the key of Luhn. */
function cardIn(text: string): PlacedNumber | undefined {
  const hit = [...text.matchAll(CARD)].find(([, card]) => {
    const sum = [...bare(card ?? '')].reduce((total, figure, index) => {
      const value = Number(figure) * (index % 2 === 0 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
    return sum % 10 === 0;
  });
  return hit && placed('bank-card', hit.index, hit[0]);
}

function bare(text: string): string {
  return text.replace(/[ ./-]/g, '');
}
