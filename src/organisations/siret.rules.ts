import { granted, refused, type Verdict } from '../platform/lang/verdict.js';

/** Official numbers of organisations: SIRET (establishment, INSEE) and RNA (association). */

const LA_POSTE = '356000000';

/** Luhn's sum of a string of digits is a multiple of 10. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits.charAt(digits.length - 1 - i));
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** La Poste numbers its thousands of offices by the sum of the digits, a multiple of 5, since Luhn's key ran out. */
function isLaPoste(siret: string): boolean {
  const sum = [...siret].reduce((total, digit) => total + Number(digit), 0);
  return siret.startsWith(LA_POSTE) && sum % 5 === 0;
}

/** The 14 digits of a SIRET written with or without spaces, dots or hyphens; both the SIREN (9) and the whole carry Luhn's key. */
export function parseSiret(text: string): Verdict<string, 'siret-format' | 'siret-key'> {
  const digits = text.replace(/[\s.\-\u00A0\u202F]/g, '');
  if (!/^\d{14}$/.test(digits))
    return refused('siret-format', 'Un SIRET compte 14 chiffres. Il est écrit sur vos factures et sur votre Kbis.');
  if (!/^0+$/.test(digits.slice(0, 9)) && (isLaPoste(digits) || (passesLuhn(digits) && passesLuhn(digits.slice(0, 9)))))
    return granted(digits);
  return refused('siret-key', 'Ce SIRET contient une erreur. Vérifiez les 14 chiffres un par un.');
}

/** The RNA number of an association: W and 9 digits; overseas, a letter takes the place of one of them (W9C1000123). */
export function parseRna(text: string): Verdict<string, 'rna-format'> {
  const number = text.replace(/[\s\u00A0\u202F]/g, '').toUpperCase();
  if (/^W(?:\d{9}|9[A-Z]\d{7})$/.test(number)) return granted(number);
  return refused('rna-format', 'Un numéro RNA commence par W et continue avec 9 chiffres, par exemple W021000001.');
}
