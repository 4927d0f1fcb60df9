import { type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** Numbers that ARCEP keeps for fiction (decision 2018-0881): demonstrations and tests live on them. */
const FICTION = /^\+33(19900|26191|35301|46571|53649|63998)\d{4}$/;
const FICTION_MOBILE = /^\+3363998\d{4}$/;

/** Metropolitan France, Réunion and Mayotte, Guadeloupe, Guyane, Martinique: where the SMS of a code costs what it should. */
const FRANCE: readonly string[] = ['33', '262', '590', '594', '596'];

/** The number in E.164 ("+33639981234"), read as French unless it says otherwise; undefined when no such number can exist. */
export function phoneNumber(text: string): string | undefined {
  return parsed(text)?.number;
}

/** The same for a French number that receives SMS; undefined for any other. */
export function frenchMobile(text: string): string | undefined {
  const found = parsed(text);
  if (!found) return undefined;
  const mobile = found.getType() === 'MOBILE' && FRANCE.includes(found.countryCallingCode);
  return mobile || FICTION_MOBILE.test(found.number) ? found.number : undefined;
}

/** "06 39 98 12 34" for a French number, "+32 470 12 34 56" for another. */
export function readablePhone(e164: string): string {
  const found = parsePhoneNumberFromString(e164);
  if (!found) return e164;
  return found.countryCallingCode === '33' ? found.formatNational() : found.formatInternational();
}

function parsed(text: string): PhoneNumber | undefined {
  const found = parsePhoneNumberFromString(text, 'FR');
  if (!found || found.ext !== undefined) return undefined;
  return found.isValid() || FICTION.test(found.number) ? found : undefined;
}
