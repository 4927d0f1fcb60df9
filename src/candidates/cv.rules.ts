import { skillSlug } from './candidate.rules.js';
import {
  type CandidatePatch,
  type ConsentPurpose,
  type Contract,
  type Experience,
  USUAL_TRAVEL,
} from './candidate.schema.js';
import type { TravelMode } from '../geo/travel.rules.js';
import type { Day } from '../platform/lang/day.js';
import type { CvAnswers, CvStep, Language, Moment, Training, Transport, WorkDay } from './cv.schema.js';
import { stepsFor } from './cv-steps.rules.js';
import { skillsOfTasks } from './trade-tasks.rules.js';

/** What the CV adds to the file of a person. */
export interface CvExtras {
  readonly anyWork: boolean;
  readonly tasks: readonly string[];
  readonly skillWords: readonly string[];
  readonly trainings: readonly Training[];
  readonly languages: readonly Language[];
  readonly transport: readonly Transport[];
  readonly days: readonly WorkDay[];
  readonly moments: readonly Moment[];
  /** Questions that the person answered, also with nothing: they are not asked again. */
  readonly answered: readonly CvStep[];
}

export const NO_EXTRAS: CvExtras = {
  anyWork: false,
  tasks: [],
  skillWords: [],
  trainings: [],
  languages: [],
  transport: [],
  days: [],
  moments: [],
  answered: [],
};

/** The whole CV as the person and those who help them see it. */
export interface Cv extends CvExtras {
  readonly candidateId: string;
  readonly status: 'active' | 'suspended';
  readonly firstName: string;
  /** Empty when the person did not give it. */
  readonly lastName: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly adult: boolean;
  readonly commune: string | null;
  readonly insee: string | null;
  readonly headline: string | null;
  readonly occupations: readonly { readonly code: string; readonly label: string; readonly experienced: boolean }[];
  /** Slugs, as matching reads them: those of the tasks, of the own words and those that somebody else added. */
  readonly skills: readonly string[];
  readonly experiences: readonly Experience[];
  readonly licences: readonly string[];
  readonly travelMode: TravelMode;
  readonly reachKm: number;
  readonly contracts: readonly Contract[];
  readonly hoursMin: number | null;
  readonly hoursMax: number | null;
  readonly availableFrom: Day | null;
  readonly volunteering: boolean;
  readonly missionTopics: readonly string[];
  readonly visible: boolean;
  readonly acceptsContact: boolean;
  readonly updatedAt: Date;
  readonly version: number;
}

/** The CV as it stands, as far as a change must know it. */
export type CvBefore = CvExtras & { readonly skills: readonly string[]; readonly insee: string | null };

/** A commune as a page names it: never taken for a postal code. */
export function placeOf(insee: string | null): string {
  return insee === null ? '' : `insee:${insee}`;
}

/** The CV as answers, to begin a draft from: a question never answered stays without one. */
export function answersOf(cv: Cv): CvAnswers {
  const all: Required<CvAnswers> = {
    name: { firstName: cv.firstName, lastName: cv.lastName, adult: cv.adult },
    place: { place: placeOf(cv.insee) },
    work: { any: cv.anyWork, occupations: cv.occupations.map(({ code, experienced }) => ({ code, experienced })) },
    tasks: { tasks: [...cv.tasks] },
    skills: { skillWords: [...cv.skillWords] },
    experiences: { experiences: [...cv.experiences] },
    trainings: { trainings: [...cv.trainings] },
    licences: { licences: [...cv.licences] as NonNullable<CvAnswers['licences']>['licences'] },
    travel: { travelMode: cv.travelMode, reachKm: cv.reachKm, transport: [...cv.transport] },
    hours: { hoursMin: cv.hoursMin, hoursMax: cv.hoursMax, contracts: [...cv.contracts] },
    days: { days: [...cv.days], moments: [...cv.moments] },
    available: { availableFrom: cv.availableFrom },
    languages: { languages: [...cv.languages] },
    headline: { headline: cv.headline },
    volunteering: { volunteering: cv.volunteering, missionTopics: [...cv.missionTopics] },
    visibility: { visible: cv.visible, contact: cv.acceptsContact },
  };
  return Object.fromEntries(Object.entries(all).filter(([step]) => isAnswered(cv, step as CvStep)));
}

/** The changes of the file that these answers ask for; `before`: the CV as it stands. */
export function patchOf(answers: CvAnswers, before: CvBefore): CandidatePatch {
  const { name, place, work, experiences, licences, travel, hours, available, headline, volunteering } = answers;
  return {
    ...name,
    // The commune that a draft began with must not move to its centre somebody who was placed better.
    ...(place && place.place !== placeOf(before.insee) && place),
    ...(work && { occupations: work.occupations }),
    ...((answers.tasks || answers.skills) && { skills: mergedSkills(answers, before) }),
    ...experiences,
    ...licences,
    ...(travel && { travelMode: travel.travelMode, reachKm: travel.reachKm }),
    ...hours,
    ...available,
    ...headline,
    ...(volunteering && { missionTopics: volunteering.missionTopics }),
  };
}

/** What the CV adds to the file once these answers are taken in. */
export function extrasAfter(answers: CvAnswers, before: CvExtras): CvExtras {
  return {
    anyWork: answers.work?.any ?? before.anyWork,
    tasks: answers.tasks?.tasks ?? before.tasks,
    skillWords: answers.skills?.skillWords ?? before.skillWords,
    trainings: answers.trainings?.trainings ?? before.trainings,
    languages: answers.languages?.languages ?? before.languages,
    transport: answers.travel?.transport ?? before.transport,
    days: answers.days?.days ?? before.days,
    moments: answers.days?.moments ?? before.moments,
    answered: [...new Set([...before.answered, ...(Object.keys(answers) as CvStep[])])].sort(),
  };
}

/** Yes and no that the answers contain, where they differ from how things stand. */
export function consentsIn(
  answers: CvAnswers,
  stand: Readonly<Partial<Record<ConsentPurpose, boolean>>>,
): { purpose: ConsentPurpose; granted: boolean }[] {
  const said: { purpose: ConsentPurpose; granted: boolean }[] = [];
  if (answers.visibility) {
    said.push({ purpose: 'cv-visible', granted: answers.visibility.visible });
    said.push({ purpose: 'employer-contact', granted: answers.visibility.contact });
  }
  if (answers.volunteering) said.push({ purpose: 'volunteering', granted: answers.volunteering.volunteering });
  return said.filter(({ purpose, granted }) => (stand[purpose] ?? false) !== granted);
}

/** What is there and what is missing; `next`: the question most worth answering now. No percentage. */
export interface Completion {
  /** Enough for an employer: who, where, which work, and at least one thing that the person can do or has done. */
  readonly complete: boolean;
  readonly done: readonly CvStep[];
  readonly missing: readonly CvStep[];
  readonly next: CvStep | undefined;
}

export function completionOf(cv: Cv): Completion {
  const steps = stepsFor(answersOf(cv)).map(({ step }) => step);
  const done = steps.filter((step) => isAnswered(cv, step));
  const missing = steps.filter((step) => !done.includes(step));
  const can = cv.skills.length > 0 || cv.tasks.length > 0 || cv.experiences.length > 0;
  const complete = can && (cv.anyWork || cv.occupations.length > 0) && cv.commune !== null;
  return { complete, done, missing, next: missing[0] };
}

/** A file filled in elsewhere (by an agent, from a file) answers by what it holds. */
function isAnswered(cv: Cv, step: CvStep): boolean {
  if (cv.answered.includes(step)) return true;
  const held: Partial<Record<CvStep, boolean>> = {
    name: cv.firstName !== '',
    place: cv.insee !== null,
    work: cv.occupations.length > 0,
    experiences: cv.experiences.length > 0,
    licences: cv.licences.length > 0,
    travel: cv.travelMode !== USUAL_TRAVEL.travelMode || cv.reachKm !== USUAL_TRAVEL.reachKm,
    hours: cv.hoursMin !== null || cv.hoursMax !== null || cv.contracts.length > 0,
    available: cv.availableFrom !== null,
    headline: cv.headline !== null,
    volunteering: cv.volunteering,
    visibility: cv.visible || cv.acceptsContact,
  };
  return held[step] ?? false;
}

/** Skills that came neither from the tasks nor from the own words were added by somebody else: they stay. */
function mergedSkills(answers: CvAnswers, before: CvBefore): string[] {
  const own = new Set(slugsOf(before.tasks, before.skillWords));
  const after = extrasAfter(answers, before);
  const others = before.skills.filter((slug) => !own.has(slug));
  return [...new Set([...others, ...slugsOf(after.tasks, after.skillWords)])].sort();
}

function slugsOf(tasks: readonly string[], words: readonly string[]): string[] {
  return [...skillsOfTasks(tasks), ...words.map(skillSlug).filter((slug) => slug !== '')];
}
