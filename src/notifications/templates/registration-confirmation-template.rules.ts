import { fitSms } from '../sms-text.rules.js';
import { composeEmail, type Email, type House, phoneWithHours } from './house.rules.js';

export type RegistrationData = Readonly<Record<string, never>>;

/** Sent when an agent registers somebody: it proves the oral consent and says how to undo it. */
export function registrationSms(house: House): string {
  return fitSms(
    [{ text: house.phoneHours, cut: 'whole' }],
    ([hours = '']) =>
      `${house.name} : vous êtes inscrit. Vos informations restent à vous. Pour les changer ou tout effacer, appelez le ${phoneWithHours(house, hours)}.`,
  );
}

export function registrationEmail(house: House): Email {
  return composeEmail(
    house,
    'Votre inscription est faite',
    [
      { kind: 'text', text: `Bonjour,\nVous êtes maintenant inscrit à ${house.name}.` },
      { kind: 'text', text: 'Vos informations restent à vous. Pour les changer ou tout effacer, appelez-nous.' },
    ],
    [],
  );
}
