import { fitSms } from '../sms-text.rules.js';
import { composeEmail, type Email, type House } from './house.rules.js';

export interface CallRequestData {
  /** 'mardi 24 novembre, entre 9 h et 12 h', 'aujourd’hui, …' */
  readonly when: string;
}

/** The receipt of "Appelez-moi": when the telephone will ring, and from which number. */
export function callRequestSms(house: House, { when }: CallRequestData): string {
  return fitSms([], () => `${house.name} : c'est noté. Nous vous appelons ${when}. Notre numéro : ${house.phone}.`);
}

export function callRequestEmail(house: House, { when }: CallRequestData): Email {
  return composeEmail(
    house,
    'Nous vous appelons bientôt',
    [{ kind: 'text', text: `Bonjour,\nC’est noté. Nous vous appelons ${when}.` }],
    [],
  );
}
