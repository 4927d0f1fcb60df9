const WEEKS_PER_MONTH = 52 / 12;
/** Code du travail L3121-20. */
const MAX_HOURS = 48;

function plausible(hours: number): number | null {
  const rounded = Math.round(hours * 2) / 2;
  return rounded >= 1 && rounded <= MAX_HOURS ? rounded : null;
}

/**
 * Hours a week, rounded to the half hour, from a text: "24H/semaine Travail en horaires fractionnés", "35H00", "24H30 / semaine",
 * "104 h par mois". Null when it gives none.
 */
export function readWeeklyHours(text: string | undefined): number | null {
  if (!text) return null;
  const found =
    /(\d{1,3})(?:[.,](\d{1,2}))?\s*h(?:eures?)?\s*(\d{2})?(?![a-z])\s*(\/|par)?\s*(semaine|mois|jour|an)?/i.exec(text);
  if (!found) return null;
  const [, whole = '0', decimals = '0', minutes = '0', , unit = 'semaine'] = found;
  const hours = Number(`${whole}.${decimals}`) + Number(minutes) / 60;
  if (unit.toLowerCase() === 'mois') return plausible(hours / WEEKS_PER_MONTH);
  return unit.toLowerCase() === 'semaine' ? plausible(hours) : null;
}
