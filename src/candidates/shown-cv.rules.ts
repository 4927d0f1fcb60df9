import type { Day } from '../platform/lang/day.js';
import type { Cv } from './cv.rules.js';
import {
  availableLine,
  contractWords,
  daysLine,
  durationOf,
  experienceKindWords,
  hoursLine,
  languageWords,
  licenceWords,
  shortName,
  travelLine,
} from './cv-words.rules.js';
import { skillsOfTasks, skillWords, tasksOf } from './trade-tasks.rules.js';
import { skillSlug } from './candidate.rules.js';

/** How the person wants to be reached by whoever holds this CV. */
export interface ShownContact {
  readonly phone: string | null;
  readonly email: string | null;
}

export interface ShownExperience {
  readonly title: string;
  readonly kind: string;
  readonly organisation: string | null;
  /** How long, never when. */
  readonly duration: string | null;
  readonly description: string | null;
}

/**
 * What an employer sees of a person: what they can do, where and when. Neither family name, address, age, RSA, barriers, notes,
 * nor the time between two experiences. Built field by field, so that a new column of the file shows nowhere by itself.
 */
export interface ShownCv {
  readonly name: string;
  readonly commune: string | null;
  readonly headline: string | null;
  /** Trades wanted; empty with `anyWork`. */
  readonly trades: readonly string[];
  readonly anyWork: boolean;
  /** "Je taille la vigne". */
  readonly tasks: readonly string[];
  readonly skills: readonly string[];
  readonly experiences: readonly ShownExperience[];
  readonly trainings: readonly string[];
  readonly licences: readonly string[];
  readonly languages: readonly string[];
  readonly travel: string;
  readonly hours: string | null;
  readonly contracts: readonly string[];
  readonly days: string | null;
  readonly available: string | null;
  readonly contact: ShownContact;
}

export const NO_CONTACT: ShownContact = { phone: null, email: null };

/** `contact`: what the person chose to show on this copy. */
export function shownCv(cv: Cv, today: Day, contact: ShownContact = NO_CONTACT): ShownCv {
  return {
    name: shortName(cv.firstName, cv.lastName),
    commune: cv.commune,
    headline: cv.headline,
    trades: cv.occupations.map(({ label }) => label),
    anyWork: cv.anyWork,
    tasks: tasksOf(cv.tasks).map(({ words }) => words),
    skills: shownSkills(cv),
    experiences: cv.experiences.map((experience) => ({
      title: experience.title,
      kind: experienceKindWords(experience.kind),
      organisation: experience.organisation ?? null,
      duration: durationOf(experience),
      description: experience.description ?? null,
    })),
    trainings: cv.trainings.map(({ title, place, year }) => [title, place, year].filter(Boolean).join(', ')),
    licences: licenceWords(cv.licences),
    languages: cv.languages.map(languageWords),
    travel: travelLine(cv),
    hours: hoursLine(cv),
    contracts: cv.contracts.map(contractWords),
    days: daysLine(cv),
    available: availableLine(cv.availableFrom, today),
    contact,
  };
}

/** Own words as they were written, then what others added; what a ticked task says already is not said twice. */
function shownSkills(cv: Cv): string[] {
  const said = new Set([...skillsOfTasks(cv.tasks), ...cv.skillWords.map(skillSlug)]);
  return [...cv.skillWords, ...cv.skills.filter((slug) => !said.has(slug)).map(skillWords)];
}
