import { type CvAnswers, type CvStep } from '../../candidates/cv.schema.js';
import { stepsFor } from '../../candidates/cv-steps.rules.js';
import {
  availableLine,
  contractWords,
  daysLine,
  hoursLine,
  licenceWords,
  travelLine,
} from '../../candidates/cv-words.rules.js';
import { missionTopicLabel } from '../../missions/topics.rules.js';
import type { Day } from '../../platform/lang/day.js';
import { taskWords } from './answers.rules.js';
import { itemsOf, itemWords, type ListStep } from './items.rules.js';

/** The answers in words, line by line: for the person's own page, at the end of sign-up, and for what somebody else wrote. */

export interface AnswerLine {
  readonly step: CvStep;
  /** Undefined: not answered yet. Empty: answered with nothing. */
  readonly words: readonly string[] | undefined;
}

export interface Names {
  /** Name of the commune of the answers. */
  readonly commune: string | null;
  /** Trades by code. */
  readonly trades: ReadonlyMap<string, string>;
  readonly today: Day;
}

/** Every question for this person, in order. */
export function linesOf(answers: CvAnswers, names: Names): AnswerLine[] {
  return stepsFor(answers).map(({ step }) => ({ step, words: wordsOf(step, answers, names) }));
}

/** One answer in words; undefined when the question has none. */
export function wordsOf(step: CvStep, answers: CvAnswers, names: Names): readonly string[] | undefined {
  return answers[step] === undefined ? undefined : WORDS[step](answers, names).filter((line) => line !== '');
}

const listed =
  (step: ListStep) =>
  (answers: CvAnswers): string[] =>
    itemsOf(step, answers).map((item) => {
      const { main, more } = itemWords(step, item);
      return more === '' ? main : `${main} (${more})`;
    });

const WORDS: Readonly<Record<CvStep, (answers: CvAnswers, names: Names) => string[]>> = {
  name: ({ name }) => [
    [name?.firstName, name?.lastName].filter(Boolean).join(' '),
    name?.adult === false ? 'J’ai moins de 18 ans' : '',
  ],
  place: (_, { commune }) => [commune ?? ''],
  work: ({ work }, { trades }) => [
    ...(work?.any ? ['Tous les métiers'] : []),
    ...(work?.occupations ?? []).map(
      ({ code, experienced }) => `${trades.get(code) ?? code}${experienced ? ' (déjà fait)' : ''}`,
    ),
  ],
  tasks: taskWords,
  skills: ({ skills }) => [...(skills?.skillWords ?? [])],
  experiences: listed('experiences'),
  trainings: listed('trainings'),
  licences: ({ licences }) => licenceWords(licences?.licences ?? []).map(capital),
  travel: ({ travel }, { commune }) => (travel ? [travelLine({ ...travel, commune })] : []),
  hours: ({ hours }) =>
    hours
      ? [hoursLine(hours) ?? 'Peu importe le nombre d’heures', ...hours.contracts.map(contractWords).map(capital)]
      : [],
  days: ({ days }) => (days ? [daysLine(days) ?? ''] : []),
  available: ({ available }, { today }) => [availableLine(available?.availableFrom ?? null, today) ?? ''],
  languages: listed('languages'),
  headline: ({ headline }) => [headline?.headline ?? ''],
  volunteering: ({ volunteering }) =>
    volunteering?.volunteering
      ? ['Oui', ...volunteering.missionTopics.flatMap((topic) => missionTopicLabel(topic) ?? [])]
      : ['Non'],
  visibility: ({ visibility }) => [
    visibility?.visible ? 'Les employeurs voient mon CV' : 'Les employeurs ne voient pas mon CV',
    visibility?.contact ? 'Ils peuvent m’écrire' : 'Ils ne peuvent pas m’écrire',
  ],
};

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
