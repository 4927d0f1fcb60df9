import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { phoneNumber } from '../platform/lang/phone.js';

/** Metropolitan France and the overseas départements: where a call of the team costs nothing more. */
const FRANCE: readonly string[] = ['33', '262', '590', '594', '596'];
/** Numbers that cost whoever calls them, or that are nobody's telephone. */
const NOBODY = ['PREMIUM_RATE', 'SHARED_COST', 'UAN', 'TOLL_FREE', 'PAGER', 'VOICEMAIL'];

/** The French number of a person whom the team may call, in E.164; undefined for any other text. */
export function callableNumber(text: string): string | undefined {
  const number = phoneNumber(text);
  const parsed = number === undefined ? undefined : parsePhoneNumberFromString(number);
  if (!parsed || !FRANCE.includes(parsed.countryCallingCode) || NOBODY.includes(parsed.getType() ?? ''))
    return undefined;
  return number;
}
