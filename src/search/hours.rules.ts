/** Bands of weekly hours, as people ask for them: a few hours, half-time, nearly full, full-time. */
export const HOURS_BANDS = ['under-15', '15-24', '25-34', '35-plus'] as const;
export type HoursBand = (typeof HOURS_BANDS)[number];

/** First hours of each band. */
export const BAND_STARTS: Readonly<Record<HoursBand, number>> = {
  'under-15': 0,
  '15-24': 15,
  '25-34': 25,
  '35-plus': 35,
};

/** The band of a number of hours a week; null when the hours are not said. */
export function hoursBand(weeklyHours: number | null): HoursBand | null {
  if (weeklyHours === null) return null;
  return HOURS_BANDS.findLast((band) => weeklyHours >= BAND_STARTS[band]) ?? 'under-15';
}
