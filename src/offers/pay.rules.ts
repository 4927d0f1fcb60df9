import type { Finding } from '../opportunities/remarks.rules.js';

export type PayPeriod = 'hour' | 'month' | 'year';

export interface Pay {
  readonly payMin: number | null;
  readonly payMax: number | null;
  readonly payPeriod: PayPeriod | null;
  readonly weeklyHours: number | null;
}

const WEEKS_A_MONTH = 52 / 12;
const FULL_TIME = 35;

/** Gross euros an hour that an amount comes to, for these hours a week (35 unless known). */
export function hourly(amount: number, period: PayPeriod, weeklyHours: number | null): number {
  if (period === 'hour') return amount;
  const monthly = period === 'month' ? amount : amount / 12;
  return monthly / ((weeklyHours ?? FULL_TIME) * WEEKS_A_MONTH);
}

function euros(amount: number): string {
  return `${amount.toFixed(2).replace('.', ',')} €`;
}

/** A warning when the lowest pay is under the minimum wage (`minimum`: gross euros an hour; Code du travail L3231-2); a cent of rounding is forgiven. */
export function payBelowMinimum(pay: Pay, minimum: number): Finding[] {
  if (pay.payMin === null || pay.payPeriod === null) return [];
  const worth = hourly(pay.payMin, pay.payPeriod, pay.weeklyHours);
  if (worth >= minimum - 0.01) return [];
  const passage = String(pay.payMin).replace('.', ',');
  return [
    {
      rule: 'pay-below-minimum',
      level: 'warn',
      field: 'payMin',
      passage,
      start: 0,
      end: passage.length,
      explanation: `Ce salaire revient à ${euros(worth)} brut de l'heure, sous le SMIC (${euros(minimum)}, article L3231-2 du Code du travail).`,
      proposal: "Vérifiez le montant, la période et le nombre d'heures. Un apprenti peut être payé moins.",
    },
  ];
}
