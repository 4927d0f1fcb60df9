import { fitSms } from '../sms-text.rules.js';
import { composeEmail, type Email, type House, phoneWithHours } from './house.rules.js';

export interface MissedCallData {
  /** To ask how the person is, because the person wanted to talk to us, or for another reason. */
  readonly why: 'news' | 'asked' | 'other';
}

const CALLED = {
  news: 'Nous avons essayé de vous appeler pour prendre de vos nouvelles',
  asked: 'Vous vouliez nous parler et nous venons de vous appeler',
  other: 'Nous avons essayé de vous appeler',
} as const;

export function missedCallSms(house: House, { why }: MissedCallData): string {
  return fitSms(
    [{ text: house.phoneHours, cut: 'whole' }],
    ([hours = '']) => `Bonjour, c'est ${house.name}. ${CALLED[why]}. Rappelez-nous : ${phoneWithHours(house, hours)}.`,
  );
}

export function missedCallEmail(house: House, { why }: MissedCallData): Email {
  return composeEmail(
    house,
    'Nous avons essayé de vous appeler',
    [{ kind: 'text', text: `Bonjour,\n${CALLED[why]}.\nRappelez-nous quand vous voulez.` }],
    [],
  );
}
