import { fitSms } from '../sms-text.rules.js';
import { composeEmail, type Email, type House } from './house.rules.js';

export interface AddressChangedData {
  /** What was replaced; the new one is not said, since the old telephone may be somebody else's by now. */
  readonly what: 'phone' | 'email';
}

const WHAT = { phone: 'votre numéro de téléphone', email: 'votre adresse e-mail' } as const;

/** Sent to the address that was replaced: whoever holds it can say that this was not them. */
export function addressChangedSms(house: House, { what }: AddressChangedData): string {
  return fitSms(
    [{ text: ' dans votre compte', cut: 'whole' }],
    ([where = '']) => `${house.name} : ${WHAT[what]} a changé${where}. Ce n'est pas vous ? Appelez le ${house.phone}.`,
  );
}

export function addressChangedEmail(house: House, { what }: AddressChangedData): Email {
  return composeEmail(
    house,
    'Votre compte a changé',
    [
      { kind: 'text', text: `Bonjour,\nDans votre compte, ${WHAT[what]} a changé.` },
      { kind: 'text', text: 'C’est vous ? Vous n’avez rien à faire.' },
      { kind: 'text', text: `Ce n’est pas vous ? Appelez-nous tout de suite : ${house.phone}.` },
    ],
    [],
  );
}
