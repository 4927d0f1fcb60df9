import { type Experience, EXPERIENCE_KINDS } from '../../candidates/candidate.schema.js';
import {
  type CvAnswers,
  type CvStep,
  type Language,
  LANGUAGE_LEVELS,
  type Training,
} from '../../candidates/cv.schema.js';
import { experienceKindWords, languageWords, periodOf } from '../../candidates/cv-words.rules.js';

/** Questions answered by a list of things, each on a page of its own: what was done, what was learnt, which languages. */

export const LIST_STEPS = ['experiences', 'trainings', 'languages'] as const satisfies readonly CvStep[];
export type ListStep = (typeof LIST_STEPS)[number];

export function isListStep(step: CvStep): step is ListStep {
  return (LIST_STEPS as readonly string[]).includes(step);
}

export type Item = Experience | Training | Language;

export interface ListWords {
  /** Link to the page of a new one. */
  readonly add: string;
  readonly another: string;
  /** Title of the page of a new one, and of one that is there. */
  readonly newTitle: string;
  readonly editTitle: string;
  readonly remove: string;
  readonly empty: string;
  readonly most: number;
}

export const LIST_WORDS: Readonly<Record<ListStep, ListWords>> = {
  experiences: {
    add: 'Ajouter une expérience',
    another: 'Ajouter une autre expérience',
    newTitle: 'Qu’avez-vous fait ?',
    editTitle: 'Modifier cette expérience',
    remove: 'Retirer cette expérience',
    empty: 'Un emploi, un stage, du bénévolat, une aide à la famille : tout compte.',
    most: 20,
  },
  trainings: {
    add: 'Ajouter une formation',
    another: 'Ajouter une autre formation',
    newTitle: 'Quelle formation ?',
    editTitle: 'Modifier cette formation',
    remove: 'Retirer cette formation',
    empty: 'Un diplôme, un certificat, un stage pour apprendre : tout compte.',
    most: 15,
  },
  languages: {
    add: 'Ajouter une langue',
    another: 'Ajouter une autre langue',
    newTitle: 'Quelle langue ?',
    editTitle: 'Modifier cette langue',
    remove: 'Retirer cette langue',
    empty: 'Le français, le picard, l’arabe, le portugais : toutes comptent.',
    most: 8,
  },
};

export function itemsOf(step: ListStep, answers: CvAnswers): readonly Item[] {
  if (step === 'experiences') return answers.experiences?.experiences ?? [];
  return (step === 'trainings' ? answers.trainings?.trainings : answers.languages?.languages) ?? [];
}

/** The list with this thing at this place: added at the end without a place, taken out without a thing. */
export function withItem(step: ListStep, answers: CvAnswers, at: number | undefined, item?: Item): CvAnswers {
  const before = itemsOf(step, answers);
  const after =
    at === undefined
      ? [...before, ...(item ? [item] : [])]
      : before.flatMap((one, index) => (index === at ? (item ? [item] : []) : [one]));
  if (step === 'experiences') return { experiences: { experiences: after as Experience[] } };
  if (step === 'trainings') return { trainings: { trainings: after as Training[] } };
  return { languages: { languages: after as Language[] } };
}

/** A thing in a line, and what is known besides. */
export function itemWords(step: ListStep, item: Item): { readonly main: string; readonly more: string } {
  if (step === 'languages') return { main: capital(languageWords(item as Language)), more: '' };
  if (step === 'trainings') {
    const { title, place, year } = item as Training;
    return { main: title, more: [place, year].filter(Boolean).join(', ') };
  }
  const experience = item as Experience;
  const { title, organisation, kind } = experience;
  return {
    main: title,
    more: [experienceKindWords(kind), organisation, periodOf(experience)].filter(Boolean).join(', '),
  };
}

export const KINDS = EXPERIENCE_KINDS;
export const LEVELS = LANGUAGE_LEVELS;

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
