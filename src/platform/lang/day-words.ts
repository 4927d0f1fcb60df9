import { type Day, dayInParis, minutesInParis, weekday } from './day.js';

const WEEKDAYS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'];
const MONTHS = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
];

/** "mardi 3 mars", "dimanche 1er novembre". The year is left out: what people read here is near. */
export function dayInWords(on: Day): string {
  const [, month = '', date = ''] = on.split('-');
  const number = Number(date) === 1 ? '1er' : String(Number(date));
  return `${WEEKDAYS[weekday(on) - 1]} ${number} ${MONTHS[Number(month) - 1]}`;
}

/** "14 h 30", "9 h": the clocks of Paris. */
export function timeInWords(at: Date): string {
  const minutes = minutesInParis(at);
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} h${rest === 0 ? '' : ` ${String(rest).padStart(2, '0')}`}`;
}

/** "mardi 3 mars à 14 h 30". */
export function instantInWords(at: Date): string {
  return `${dayInWords(dayInParis(at))} à ${timeInWords(at)}`;
}
