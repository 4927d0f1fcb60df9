/** Radii at which a search that finds nothing is tried again, in km (domain rules: start at 20, widen to 100). */
export const WIDENING_KM = [20, 50, 100] as const;
export const DEFAULT_WITHIN_KM = 20;
export const MOST_WITHIN_KM = 100;

/** The radii to try in turn: the one asked for, then the wider ones. */
export function radiiToTry(within: number, widen: boolean): number[] {
  return [within, ...(widen ? WIDENING_KM.filter((km) => km > within) : [])];
}

export interface Widened {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

/** What is said when the search was widened; null when it was not. */
export function widenedFrom(from: number, to: number, found: number): Widened | null {
  if (to <= from) return null;
  const message =
    found === 0
      ? `Rien à moins de ${kilometres(to)} pour le moment.`
      : `Rien à moins de ${kilometres(from)}. Voici ce qu’il y a à moins de ${kilometres(to)}.`;
  return { from, to, message };
}

function kilometres(km: number): string {
  return `${String(km).replace('.', ',')} km`;
}
