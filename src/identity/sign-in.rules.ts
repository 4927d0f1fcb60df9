import { minutesInParis, plusSeconds } from '../platform/lang/day.js';

/** The limits of the sign-in, of the CNIL's and ANSSI's advice on one-time codes. */
export const CODE_MINUTES = 10;
/** A mail may come late (greylisting): its link is good for longer than a code that could be guessed. */
export const LINK_MINUTES = 30;
export const MOST_TRIES = 5;
export const RESEND_SECONDS = 60;
export const CODES_AN_HOUR = 5;
export const CODES_AN_HOUR_FROM_ONE_PLACE = 20;
/** Time to say who one is, to enrol a second factor, or to sign up with a proven address. */
export const PROOF_MINUTES = 60;
/** A second tap on the same button of the same browser is the same act. */
export const SAME_ACT_SECONDS = 60;

/** When what is made now ends. */
export function endsOf(now: Date): { code: Date; link: Date; proof: Date; resend: Date } {
  return {
    code: plusSeconds(now, CODE_MINUTES * 60),
    link: plusSeconds(now, LINK_MINUTES * 60),
    proof: plusSeconds(now, PROOF_MINUTES * 60),
    resend: plusSeconds(now, RESEND_SECONDS),
  };
}

/** "14 h 05", on the clocks of Paris, in the minute that follows: nobody is asked to come back a little too early. */
export function hourInWords(instant: Date): string {
  const minutes = (minutesInParis(instant) + 1) % (24 * 60);
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`;
}

/** The digits of a code as somebody typed it: "482 913" or "482-913". Undefined when it is not six digits. */
export function digitsOf(typed: string): string | undefined {
  const digits = typed.replace(/[\s.-]/g, '');
  return /^\d{6}$/.test(digits) ? digits : undefined;
}

/** Names that a person proves to have, in one form: "DUPONT Jean-Pierre" and "jean pierre dupont" are the same words. */
export function sameNames(a: string, b: string): boolean {
  const words = (text: string) =>
    text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .split(/[^\p{L}]+/u)
      .filter(Boolean)
      .sort()
      .join(' ');
  return words(a) !== '' && words(a) === words(b);
}
