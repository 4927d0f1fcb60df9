/** How long the way is, and how hard: estimates from the distance as the crow flies, always said with "environ". */

export const TRAVEL_MODES = ['walk', 'bike', 'scooter', 'car'] as const;
export type TravelMode = (typeof TRAVEL_MODES)[number];

/** easy: ≤30 min, possible: ≤45 min, hard: beyond. Nothing is hidden for being hard. */
export type TravelEffort = 'easy' | 'possible' | 'hard';

/** Kilometres an hour, door to door (domain rules). */
export const SPEED_KMH: Readonly<Record<TravelMode, number>> = { walk: 4.5, bike: 14, scooter: 30, car: 50 };

/** Roads are longer than the straight line: 1.3 ± 0.1 over Europe (npj Complexity 1:22, 2024). */
export const DETOUR = 1.3;

export const EASY_MINUTES = 30;
export const POSSIBLE_MINUTES = 45;

const MODE_WORDS: Readonly<Record<TravelMode, string>> = {
  walk: 'à pied',
  bike: 'à vélo',
  scooter: 'en scooter',
  car: 'en voiture',
};

/** Estimated minutes, not rounded, for a distance in km as the crow flies. */
export function travelMinutes(km: number, mode: TravelMode): number {
  return ((km * DETOUR) / SPEED_KMH[mode]) * 60;
}

/** The band of a number of minutes (not rounded). */
export function travelEffort(minutes: number): TravelEffort {
  if (minutes <= EASY_MINUTES) return 'easy';
  return minutes <= POSSIBLE_MINUTES ? 'possible' : 'hard';
}

/** Minutes as they are said: by the minute under 20, by 5 up to the hour, by 10 beyond. At least 1. */
export function spokenMinutes(minutes: number): number {
  if (minutes < 20) return Math.max(1, Math.round(minutes));
  return minutes < 60 ? Math.round(minutes / 5) * 5 : Math.round(minutes / 10) * 10;
}

/** "moins de 1 km", "1,5 km" (by half kilometres under 3), "4 km". */
export function distanceWords(km: number): string {
  if (km < 1) return 'moins de 1 km';
  const rounded = km < 3 ? Math.round(km * 2) / 2 : Math.round(km);
  return `${rounded.toString().replace('.', ',')} km`;
}

/** "16 min", "1 h", "1 h 10". */
export function durationWords(minutes: number): string {
  const spoken = spokenMinutes(minutes);
  if (spoken < 60) return `${spoken} min`;
  const rest = spoken % 60;
  return rest === 0 ? `${spoken / 60} h` : `${Math.floor(spoken / 60)} h ${rest}`;
}

/** "à 4 km, environ 20 min à vélo". */
export function travelWords(km: number, mode: TravelMode): string {
  return `à ${distanceWords(km)}, environ ${durationWords(travelMinutes(km, mode))} ${MODE_WORDS[mode]}`;
}
