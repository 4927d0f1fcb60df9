import { fitSms } from '../sms-text.rules.js';
import { composeEmail, type Email, type House, phoneWithHours } from './house.rules.js';

export interface StopConfirmationData {
  readonly done: 'stopped' | 'paused' | 'less';
}

const DONE = {
  stopped: "c'est fait, vous ne recevrez plus nos alertes.",
  paused: "c'est fait, vos alertes sont en pause pendant un mois.",
  less: "c'est fait, vous recevrez nos alertes une fois par semaine au plus.",
} as const;

export function stopConfirmationSms(house: House, { done }: StopConfirmationData): string {
  return fitSms(
    [{ text: house.phoneHours, cut: 'whole' }],
    ([hours = '']) => `${house.name} : ${DONE[done]} Pour les reprendre : ${phoneWithHours(house, hours)}.`,
  );
}

export function stopConfirmationEmail(house: House, { done }: StopConfirmationData): Email {
  return composeEmail(house, 'Vos alertes ont changé', [{ kind: 'text', text: `Bonjour,\n${DONE[done]}` }], []);
}
