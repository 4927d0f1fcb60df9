import { fitSms } from '../sms-text.rules.js';
import { composeEmail, type Email, type House } from './house.rules.js';

export interface RegistrationData {
  /** Who made the account, as it stands in a sentence: "l'équipe Aisne-actifs". */
  readonly team: string;
  /** Page on which the person confirms the account or contests it. */
  readonly link: string;
}

/** Sent when an agent registers somebody: it proves the oral consent and says how to undo it. */
export function registrationSms(house: House, { team, link }: RegistrationData): string {
  return fitSms(
    [
      { text: ' Est-ce bien vous ?', cut: 'whole' },
      { text: ` par ${team}`, cut: 'whole' },
    ],
    ([question = '', by = '']) =>
      `${house.name} : compte créé pour vous${by}.${question} ${link} Aide : ${house.phone}`,
  );
}

export function registrationEmail(house: House, { team, link }: RegistrationData): Email {
  return composeEmail(
    house,
    'Un compte a été créé pour vous',
    [
      { kind: 'text', text: `Bonjour,\nUn compte ${house.name} a été créé pour vous par ${team}.` },
      { kind: 'link', label: 'Dire si c’est bien vous, ou tout effacer', url: link },
      { kind: 'text', text: 'Ce lien est valable 30 jours.' },
    ],
    [],
  );
}
