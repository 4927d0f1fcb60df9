import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** Numbers that ARCEP keeps for fiction (decision 2018-0881): demonstrations and tests live on them. */
const FICTION = /^\+33(19900|26191|35301|46571|53649|63998)\d{4}$/;

/** The number in E.164 ("+33639981234"), read as French unless it says otherwise; undefined when no such number can exist. */
export function phoneNumber(text: string): string | undefined {
  const parsed = parsePhoneNumberFromString(text, 'FR');
  if (!parsed || parsed.ext !== undefined) return undefined;
  return parsed.isValid() || FICTION.test(parsed.number) ? parsed.number : undefined;
}
