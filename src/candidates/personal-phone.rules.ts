import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { granted, refused, type Verdict } from '../platform/lang/verdict.js';
import { phoneNumber } from './phone.rules.js';

export type PhoneRefusal = 'phone.unknown' | 'phone.not-a-persons' | 'phone.too-far';

/**
 * France with its overseas territories, and the countries that touch it: people of the Aisne work in Belgium and come from there. Calls
 * and SMS to anywhere else cost several times as much, and a typing error is the likelier reason.
 */
const COUNTRIES: ReadonlySet<string> = new Set([
  ...['33', '262', '508', '590', '594', '596', '681', '687', '689'],
  ...['32', '34', '352', '376', '377', '39', '41', '49'],
]);
/** Numbers of services: 08 and short numbers. Surcharged ones (081, 082, 089) would make people pay to be called back. */
const OF_SERVICES: ReadonlySet<string> = new Set([
  'PREMIUM_RATE',
  'SHARED_COST',
  'TOLL_FREE',
  'UAN',
  'PAGER',
  'VOICEMAIL',
]);

/** The number at which a person is reached, in E.164; French unless it says otherwise. */
export function personalPhone(text: string): Verdict<string, PhoneRefusal> {
  const number = phoneNumber(text);
  const parsed = number === undefined ? undefined : parsePhoneNumberFromString(number);
  if (number === undefined || !parsed)
    return refused('phone.unknown', 'Ce numéro de téléphone n’existe pas. Vérifiez chaque chiffre.');
  if (OF_SERVICES.has(parsed.getType() ?? ''))
    return refused('phone.not-a-persons', 'Les numéros en 08 sont ceux de services. Donnez le numéro de la personne.');
  if (!COUNTRIES.has(parsed.countryCallingCode))
    return refused('phone.too-far', 'Donnez un numéro de France ou d’un pays voisin.');
  return granted(number);
}
