import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** The number in E.164 ("+33639981234"), read as French unless it says otherwise; undefined when no such number can exist. */
export function phoneNumber(text: string): string | undefined {
  const parsed = parsePhoneNumberFromString(text, 'FR');
  return parsed?.isValid() && parsed.ext === undefined ? parsed.number : undefined;
}
