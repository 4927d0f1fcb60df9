import { fitSms } from '../sms-text.rules.js';
import { composeEmail, type Email, type House, phoneWithHours } from './house.rules.js';

export type MissedCallData = Readonly<Record<string, never>>;

export function missedCallSms(house: House): string {
  return fitSms(
    [{ text: house.phoneHours, cut: 'whole' }],
    ([hours = '']) =>
      `Bonjour, c'est ${house.name}. Nous avons essayé de vous appeler pour prendre de vos nouvelles. Rappelez-nous : ${phoneWithHours(house, hours)}.`,
  );
}

export function missedCallEmail(house: House): Email {
  return composeEmail(
    house,
    'Nous avons essayé de vous appeler',
    [
      {
        kind: 'text',
        text: 'Bonjour,\nNous avons essayé de vous appeler pour prendre de vos nouvelles.\nRappelez-nous quand vous voulez.',
      },
    ],
    [],
  );
}
