import { fitSms } from '../sms-text.rules.js';
import { composeEmail, type Email, type House, oneLine, phoneWithHours } from './house.rules.js';

export interface AppointmentReminderData {
  /** 'mardi 24 novembre' */
  readonly dayWords: string;
  /** '14h30' */
  readonly timeWords: string;
  /** Where the bus stops. */
  readonly place: string;
}

export function appointmentReminderSms(house: House, { dayWords, timeWords, place }: AppointmentReminderData): string {
  return fitSms(
    [
      { text: house.phoneHours, cut: 'whole' },
      { text: place, cut: 'words' },
    ],
    ([hours = '', where = '']) =>
      `${house.name} : rendez-vous au bus ${dayWords} à ${timeWords}, ${where}. Pour changer, appelez le ${phoneWithHours(house, hours)}.`,
  );
}

export function appointmentReminderEmail(house: House, { dayWords, timeWords, place }: AppointmentReminderData): Email {
  return composeEmail(
    house,
    `Votre rendez-vous du ${dayWords} à ${timeWords}`,
    [
      { kind: 'text', text: `Bonjour,\nVous avez rendez-vous au bus ${dayWords} à ${timeWords}.` },
      { kind: 'text', text: `Lieu : ${oneLine(place)}` },
      { kind: 'text', text: 'Vous ne pouvez pas venir ? Appelez-nous, nous changerons la date.' },
    ],
    [],
  );
}
