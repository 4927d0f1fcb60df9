import { fold } from '../../platform/lang/text.js';

export type Contract =
  | 'permanent'
  | 'fixed-term'
  | 'temporary'
  | 'seasonal'
  | 'apprenticeship'
  | 'insertion'
  | 'self-employed';
export type ReservedFor = 'insertion-clause' | 'aided-contract' | 'insertion-structure';

export type ContractTerms = {
  readonly contract: Contract;
  readonly months: number | null;
  readonly reservedFor: ReservedFor | null;
};

/** `typeContrat` of France Travail. DIN is a permanent contract of a temping agency; TTI and DDI are insertion contracts. */
const FRANCE_TRAVAIL: Readonly<Record<string, Contract>> = {
  CDI: 'permanent',
  DIN: 'permanent',
  CDD: 'fixed-term',
  DDT: 'fixed-term',
  MIS: 'temporary',
  SAI: 'seasonal',
  DDI: 'insertion',
  TTI: 'insertion',
  LIB: 'self-employed',
  CCE: 'self-employed',
  FRA: 'self-employed',
  REP: 'self-employed',
};

/** Months of "CDD - 6 Mois", "Intérim - 15 Jour(s)" (rounded up), "1 An(s)"; null when none is said. */
export function readMonths(text: string | undefined): number | null {
  const found = /(\d{1,3})\s*(mois|jours?|semaines?|ans?)\b/i.exec(text?.replaceAll('(s)', '') ?? '');
  if (!found) return null;
  const count = Number(found[1]);
  const unit = (found[2] ?? '').toLowerCase();
  const months =
    unit === 'mois' ? count : unit.startsWith('a') ? count * 12 : count / (unit.startsWith('s') ? 4.33 : 30);
  return months > 0 && months <= 60 ? Math.max(1, Math.ceil(months)) : null;
}

/** Terms of a France Travail offer from its codes and labels; null for a code we do not know. */
export function franceTravailTerms(
  type: string,
  typeLabel: string,
  nature: string,
  workStudy: boolean,
): ContractTerms | null {
  const contract = FRANCE_TRAVAIL[type.toUpperCase()];
  if (!contract) return null;
  const months = readMonths(typeLabel);
  const natureText = fold(nature);
  if (/^e2$|apprentissage/.test(natureText)) return { contract: 'apprenticeship', months, reservedFor: null };
  if (/^fs$|professionnalisation/.test(natureText) || workStudy)
    return { contract: 'apprenticeship', months, reservedFor: null };
  if (contract === 'insertion' || /^i1$|insertion/.test(natureText)) {
    return { contract: 'insertion', months, reservedFor: 'insertion-structure' };
  }
  const aided = /\bcui\b|\bcae\b|^ft$|parcours emploi competences/.test(natureText);
  return { contract, months, reservedFor: aided ? 'aided-contract' : null };
}

const WORDS: readonly (readonly [RegExp, Contract])[] = [
  [/\b(apprentissage|apprenti|apprentie|alternance|contrat pro)\b/, 'apprenticeship'],
  [/\bcddi\b|\bcontrat d insertion\b|\bchantier d insertion\b/, 'insertion'],
  [/\b(saisonnier|saisonniere|vendanges?)\b/, 'seasonal'],
  [/\b(interim|interimaire|travail temporaire)\b/, 'temporary'],
  [/\bcdd\b/, 'fixed-term'],
  [/\bcdi\b/, 'permanent'],
  [/\b(independant|independante|auto entrepreneur|freelance)\b/, 'self-employed'],
];

/** The contract that French words name, or null. */
export function contractInWords(text: string): Contract | null {
  const folded = fold(text);
  return WORDS.find(([pattern]) => pattern.test(folded))?.[1] ?? null;
}

/** The contract reserved publics of a contract that words named. */
export function termsOf(contract: Contract, months: number | null): ContractTerms {
  return { contract, months, reservedFor: contract === 'insertion' ? 'insertion-structure' : null };
}
