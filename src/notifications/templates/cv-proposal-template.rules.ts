import { fitSms } from '../sms-text.rules.js';
import { composeEmail, type Email, type House } from './house.rules.js';

export interface CvProposalData {
  /** Page that shows what was written and asks yes or no; works once. */
  readonly link: string;
}

/** An agent wrote the CV on the telephone: nothing of it counts before the person says yes. */
export function cvProposalSms(house: House, { link }: CvProposalData): string {
  return fitSms(
    [{ text: ' est écrit. Relisez-le, puis dites oui ou non', cut: 'whole' }],
    ([what = '']) => `${house.name}: votre CV${what}: ${link} ou ${house.phone}`,
  );
}

export function cvProposalEmail(house: House, { link }: CvProposalData): Email {
  return composeEmail(
    house,
    'Votre CV est écrit : relisez-le',
    [
      { kind: 'text', text: 'Bonjour,\nNous avons écrit votre CV avec vous. Il n’est pas encore montré.' },
      { kind: 'link', label: 'Relisez-le, puis dites oui ou non', url: link },
      { kind: 'text', text: 'Si vous n’avez rien demandé, dites non ou appelez-nous.' },
    ],
    [],
  );
}
