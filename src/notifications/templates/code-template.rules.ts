import { foldToGsm7 } from '../gsm7.rules.js';
import { composeEmail, type Email, type House } from './house.rules.js';

export interface CodeData {
  /** Six digits. */
  readonly code: string;
  readonly validMinutes: number;
  /** In an e-mail: opens the page that signs in without typing. */
  readonly link?: string;
}

/** The last line lets a telephone propose the code to the right site only (WICG origin-bound one-time codes). */
export function codeSms(house: House, { code, validMinutes }: CodeData): string {
  const host = house.publicUrl.replace(/^https?:\/\//, '').replace(/[:/].*$/, '');
  const text = `${house.name} : votre code est ${code}. Il est valable ${validMinutes} minutes. Ne le donnez à personne.`;
  const help = ` Aide : ${house.phone}`;
  const origin = `\n@${host} #${code}`;
  const whole = foldToGsm7(text + help + origin);
  return whole.length <= 160 ? whole : foldToGsm7(text + help);
}

/** The code is in the subject on purpose: it is read from the notification. */
export function codeEmail(house: House, { code, validMinutes, link }: CodeData): Email {
  return composeEmail(
    house,
    `${code} est votre code`,
    [
      {
        kind: 'text',
        text: `Votre code est ${code}.\nIl est valable ${validMinutes} minutes.\nNe le donnez à personne.`,
      },
      ...(link === undefined ? [] : [{ kind: 'link', label: 'Ou entrez sans taper le code', url: link } as const]),
    ],
    [],
  );
}
