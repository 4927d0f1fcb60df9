import { fitSms } from '../sms-text.rules.js';
import { composeEmail, type Email, type House } from './house.rules.js';

/** The silence of six months hides a CV. */
export type CvHiddenData = Readonly<Record<string, never>>;

export interface AccountEndingData {
  /** '3 mars 2027' */
  readonly dayWords: string;
}

export function cvHiddenSms(house: House): string {
  return fitSms(
    [
      { text: 'sans nouvelles depuis 6 mois, ', cut: 'whole' },
      { text: ' aux employeurs', cut: 'whole' },
    ],
    ([why = '', who = '']) =>
      `${house.name}: ${why}votre CV n'est plus visible${who}. Le remettre: ${house.publicUrl} ou ${house.phone}`,
  );
}

export function cvHiddenEmail(house: House): Email {
  return composeEmail(
    house,
    'Votre CV n’est plus visible',
    [
      { kind: 'text', text: 'Bonjour,\nNous sommes sans nouvelles de vous depuis 6 mois.' },
      { kind: 'text', text: 'Votre CV n’est plus montré aux employeurs. Rien n’est perdu.' },
      { kind: 'link', label: 'Remettre mon CV', url: house.publicUrl },
    ],
    [],
  );
}

/** Said one, two and three months before an account is erased (two years after the last contact). */
export function accountEndingSms(house: House, { dayWords }: AccountEndingData): string {
  return fitSms(
    [{ text: 'sans nouvelles, ', cut: 'whole' }],
    ([why = '']) =>
      `${house.name}: ${why}compte effacé le ${dayWords}. Pour le garder: ${house.publicUrl} ou ${house.phone}`,
  );
}

export function accountEndingEmail(house: House, { dayWords }: AccountEndingData): Email {
  return composeEmail(
    house,
    `Votre compte sera effacé le ${dayWords}`,
    [
      { kind: 'text', text: 'Bonjour,\nNous sommes sans nouvelles de vous depuis longtemps.' },
      { kind: 'text', text: `Le ${dayWords}, nous effacerons votre compte et votre CV.` },
      { kind: 'link', label: 'Garder mon compte', url: house.publicUrl },
      { kind: 'text', text: 'Vous n’en avez plus besoin ? Vous n’avez rien à faire.' },
    ],
    [],
  );
}
