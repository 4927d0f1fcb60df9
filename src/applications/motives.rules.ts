/**
 * The ten motives of a refusal: what the organisation ticks, what the person reads, and what goes into an SMS. Distance, travel, age,
 * gaps and the like are not among them: the law forbids to refuse for these (Code du travail L1132-1).
 */
export const REFUSAL_MOTIVES = [
  'position-filled',
  'other-chosen',
  'experience',
  'skill',
  'licence-or-diploma',
  'hours',
  'dates',
  'contract-or-pay',
  'unreachable',
  'need-ended',
] as const;
export type RefusalMotive = (typeof REFUSAL_MOTIVES)[number];

export interface MotiveWords {
  /** On the organisation's form. */
  readonly label: string;
  /** To the person: kind, true, and never a judgement. */
  readonly toPerson: string;
  /** Short, for an SMS. */
  readonly short: string;
}

export const MOTIVE_WORDS: Readonly<Record<RefusalMotive, MotiveWords>> = {
  'position-filled': {
    label: 'La place est déjà prise',
    toPerson: 'La place était déjà prise quand votre candidature a été lue.',
    short: 'la place est déjà prise',
  },
  'other-chosen': {
    label: 'Une autre personne a été choisie',
    toPerson: 'Plusieurs personnes convenaient. Une autre a été choisie cette fois.',
    short: 'une autre personne a été choisie',
  },
  experience: {
    label: 'Il faut déjà avoir fait ce travail',
    toPerson: 'Cette fois, il faut avoir déjà fait ce travail. Une immersion peut vous aider à commencer.',
    short: 'il faut avoir déjà fait ce travail',
  },
  skill: {
    label: 'Il manque un savoir-faire indispensable',
    toPerson: 'Il faut un savoir-faire précis pour ce travail. Il peut s’apprendre : parlons-en.',
    short: 'il faut un savoir-faire précis',
  },
  'licence-or-diploma': {
    label: 'Un permis ou un diplôme est obligatoire',
    toPerson: 'La loi demande un permis ou un diplôme pour ce travail. Des aides existent pour le passer.',
    short: 'un permis ou un diplôme est obligatoire',
  },
  hours: {
    label: 'Les horaires ne vont pas ensemble',
    toPerson: 'Vos horaires et ceux du travail ne vont pas ensemble.',
    short: 'les horaires ne vont pas ensemble',
  },
  dates: {
    label: 'Les dates ne vont pas ensemble',
    toPerson: 'Vos dates et celles du travail ne vont pas ensemble.',
    short: 'les dates ne vont pas ensemble',
  },
  'contract-or-pay': {
    label: 'Pas d’accord sur le contrat ou la paie',
    toPerson: 'Vous ne cherchez pas le même contrat, ou pas la même paie.',
    short: 'le contrat ou la paie ne vont pas',
  },
  unreachable: {
    label: 'Nous n’avons pas réussi à joindre la personne',
    toPerson: 'Il n’a pas été possible de vous joindre. Vérifiez votre numéro avec nous.',
    short: 'il n’a pas été possible de vous joindre',
  },
  'need-ended': {
    label: 'Nous ne cherchons plus personne',
    toPerson: 'Finalement, personne ne sera pris. Cela ne vient pas de vous.',
    short: 'finalement personne ne sera pris',
  },
};
