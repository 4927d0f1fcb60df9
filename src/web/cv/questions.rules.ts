import type { CvStep } from '../../candidates/cv.schema.js';

/** The questions of the CV as pages: address, title, and the short name of each in the list of answers. */

export interface Question {
  /** End of the address: /mon-espace/cv/commune. */
  readonly slug: string;
  /** The question, as the title of its page. */
  readonly title: string;
  /** Its name in the list of answers. */
  readonly label: string;
  /** What is said of it while it has no answer: "Il manque …". */
  readonly missing: string;
}

export const QUESTIONS: Readonly<Record<CvStep, Question>> = {
  name: {
    slug: 'prenom',
    title: 'Comment vous appelez-vous ?',
    label: 'Prénom et nom',
    missing: 'votre prénom',
  },
  place: { slug: 'commune', title: 'Où habitez-vous ?', label: 'Commune', missing: 'votre commune' },
  work: {
    slug: 'travail',
    title: 'Quel travail cherchez-vous ?',
    label: 'Travail cherché',
    missing: 'le travail que vous cherchez',
  },
  tasks: {
    slug: 'taches',
    title: 'Que savez-vous faire ?',
    label: 'Ce que je sais faire',
    missing: 'ce que vous savez faire',
  },
  skills: {
    slug: 'savoir-faire',
    title: 'Que savez-vous faire d’autre ?',
    label: 'Je sais aussi',
    missing: 'vos autres savoir-faire',
  },
  experiences: {
    slug: 'experiences',
    title: 'Qu’avez-vous déjà fait ?',
    label: 'Ce que j’ai fait',
    missing: 'ce que vous avez déjà fait',
  },
  trainings: {
    slug: 'formations',
    title: 'Quelles formations avez-vous faites ?',
    label: 'Formations',
    missing: 'vos formations',
  },
  licences: { slug: 'permis', title: 'Quel permis avez-vous ?', label: 'Permis', missing: 'vos permis' },
  travel: {
    slug: 'deplacements',
    title: 'Comment vous déplacez-vous ?',
    label: 'Déplacements',
    missing: 'vos déplacements',
  },
  hours: {
    slug: 'heures',
    title: 'Combien d’heures voulez-vous travailler ?',
    label: 'Heures et contrats',
    missing: 'les heures que vous voulez',
  },
  days: { slug: 'jours', title: 'Quand pouvez-vous travailler ?', label: 'Jours', missing: 'vos jours de travail' },
  available: {
    slug: 'debut',
    title: 'Quand pouvez-vous commencer ?',
    label: 'Début',
    missing: 'quand vous pouvez commencer',
  },
  languages: { slug: 'langues', title: 'Quelles langues parlez-vous ?', label: 'Langues', missing: 'vos langues' },
  headline: {
    slug: 'phrase',
    title: 'Présentez-vous en une phrase',
    label: 'Ma phrase',
    missing: 'une phrase sur vous',
  },
  volunteering: {
    slug: 'benevolat',
    title: 'Le bénévolat vous intéresse ?',
    label: 'Bénévolat',
    missing: 'votre avis sur le bénévolat',
  },
  visibility: {
    slug: 'visibilite',
    title: 'Qui peut voir votre CV ?',
    label: 'Qui voit mon CV',
    missing: 'qui peut voir votre CV',
  },
};

const STEP_OF: ReadonlyMap<string, CvStep> = new Map(
  Object.entries(QUESTIONS).map(([step, { slug }]) => [slug, step as CvStep]),
);

export function stepOfSlug(slug: string): CvStep | undefined {
  return STEP_OF.get(slug);
}

export const CV_PATH = '/mon-espace/cv';

/** Where the answer to a question is changed. */
export function questionPath(step: CvStep): string {
  return `${CV_PATH}/${QUESTIONS[step].slug}`;
}

/** Questions that are asked one after the other carry this mark in their address. */
export interface Thread {
  /** The questions follow each other. */
  readonly fil?: '1' | undefined;
  /** Page to go back to. */
  readonly suite?: string | undefined;
}

/** The address with the mark of the thread, so that it is not lost between two pages. */
export function along(path: string, { fil, suite }: Thread, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({ ...(fil && { fil }), ...(suite !== undefined && { suite }), ...more }).toString();
  return query === '' ? path : `${path}?${query}`;
}
