export type PayPeriod = 'hour' | 'month' | 'year';

/** Gross euros for a period; `max` only for a range. Everything null when the text says no usable amount. */
export type Pay = { readonly min: number | null; readonly max: number | null; readonly period: PayPeriod | null };

const NONE: Pay = { min: null, max: null, period: null };

/** Amounts outside are typing errors (an annual pay given as hourly…): the text is kept, the figure is not. */
const PLAUSIBLE: Readonly<Record<PayPeriod, readonly [number, number]>> = {
  hour: [3, 300],
  month: [100, 30_000],
  year: [2_000, 400_000],
};

const PERIODS: readonly (readonly [RegExp, PayPeriod])[] = [
  [/\bhoraire\b|\/\s*h(?:eure)?\b|\bpar heure\b|\bde l.heure\b/i, 'hour'],
  [/\bmensuel(?:le)?\b|\/\s*mois\b|\bpar mois\b/i, 'month'],
  [/\bannuel(?:le)?\b|\/\s*an(?:née)?\b|\bpar an\b/i, 'year'],
];

function amountsOf(text: string): number[] {
  const found = text.matchAll(
    /(\d{1,3}(?:[ \u00A0\u202F.]\d{3})+|\d+)(?:[.,](\d{1,2}))?(?![\d.,]*\s*(?:mois|%|h\b|heures?))/gi,
  );
  return [...found].map(([, whole = '', cents]) => Number(`${whole.replace(/[ \u00A0\u202F.]/g, '')}.${cents ?? '0'}`));
}

/**
 * Reads a pay as French sites write it: "Mensuel de 1900.0 Euros à 2300.0 Euros sur 12 mois", "Horaire de 12.02 Euros",
 * "Annuel de 28000 Euros sur 13 mois", "12,50 € / heure", "1 900 € par mois".
 */
export function readPay(text: string | undefined): Pay {
  if (!text) return NONE;
  const period = PERIODS.find(([pattern]) => pattern.test(text))?.[1];
  if (!period) return NONE;
  const withoutMonths = text.replace(/\bsur\s+\d+(?:[.,]\d+)?\s+mois\b/i, '');
  const [first, second] = amountsOf(withoutMonths);
  return payOf(first, second, period);
}

/** The pay of two amounts, in order, when they are plausible for the period. */
export function payOf(first: number | undefined, second: number | undefined, period: PayPeriod): Pay {
  const [least, most] = PLAUSIBLE[period];
  const amounts = [first, second].filter(
    (amount) => amount !== undefined && amount >= least && amount <= most,
  ) as number[];
  if (amounts.length === 0) return NONE;
  const min = Math.min(...amounts);
  const max = Math.max(...amounts);
  return { min, max: max > min ? max : null, period };
}
