/** "Honest odds": what can be said before applying, in one or two plain sentences. Never a percentage, nothing when nothing is known. */

export interface OddsFacts {
  readonly kind: 'offer' | 'mission';
  /** Positions or places. */
  readonly positions: number;
  /** People who applied here and have not withdrawn. */
  readonly applied: number;
  /** Of the organisation, over the last 12 months. */
  readonly figures: ResponseFigures;
}

export interface ResponseFigures {
  /** Applications old enough to judge: answered, closed without an answer, or waiting for more than 15 days. */
  readonly applications: number;
  readonly answered: number;
  /** Median of whole days from sending to the first answer; null without an answer. */
  readonly medianDays: number | null;
}

/** Below this number of applications nothing is said about an organisation. */
export const ENOUGH_APPLICATIONS = 5;

/** Share of applications that got an answer, 0 to 1; null when too few to say. For ranking, never shown. */
export function responseRate(figures: ResponseFigures): number | null {
  return figures.applications < ENOUGH_APPLICATIONS ? null : figures.answered / figures.applications;
}

/** The sentences, or null when there is nothing to say. */
export function honestOdds(facts: OddsFacts): string | null {
  return [howMany(facts), howFast(facts)].filter((sentence) => sentence !== '').join(' ') || null;
}

function howMany({ kind, positions, applied }: OddsFacts): string {
  if (applied === 0) return '';
  const people = applied === 1 ? '1 personne a déjà postulé' : `${applied} personnes ont déjà postulé`;
  const one = kind === 'mission' ? 'place' : 'poste';
  return `${people} pour ${positions} ${one}${positions > 1 ? 's' : ''}.`;
}

function howFast({ kind, figures }: OddsFacts): string {
  const rate = responseRate(figures);
  if (rate === null) return '';
  const who = kind === 'mission' ? 'Cette association' : 'Cet employeur';
  if (rate < 0.5 || figures.medianDays === null)
    return `${who} répond rarement. Sans réponse, appelez-nous : nous l’appellerons.`;
  if (figures.medianDays === 0) return `${who} répond souvent le jour même.`;
  return `${who} répond en ${figures.medianDays} jour${figures.medianDays > 1 ? 's' : ''} environ.`;
}
