import { type CvAnswers, type CvStep, cvAnswerSchemas } from './cv.schema.js';
import { tradesOf } from './trade-tasks.rules.js';

/** The questions of the CV, one a screen: their order, which may be passed over, and which comes next. */

export interface Step {
  readonly step: CvStep;
  /** May be passed over ("facultatif"). */
  readonly optional: boolean;
  /** Whether the answers so far make the question worth asking. */
  readonly asked: (answers: CvAnswers) => boolean;
}

const always = (): boolean => true;
const needed = (step: CvStep): Step => ({ step, optional: false, asked: always });
const optional = (step: CvStep, asked: Step['asked'] = always): Step => ({ step, optional: true, asked });

/** Three questions are enough to exist; the rest makes the CV better. */
export const STEPS: readonly Step[] = [
  needed('name'),
  needed('place'),
  needed('work'),
  optional('tasks', (answers) => tradesOf(wishedCodes(answers)).length > 0),
  optional('skills'),
  optional('experiences'),
  optional('trainings'),
  optional('licences'),
  optional('travel'),
  optional('hours'),
  optional('days'),
  optional('available'),
  optional('languages'),
  optional('headline'),
  optional('volunteering'),
  optional('visibility'),
];

/** Questions without whose answers nobody can be registered. */
export const NEEDED_STEPS: readonly CvStep[] = STEPS.filter((step) => !step.optional).map(({ step }) => step);

export function isCvStep(text: string): text is CvStep {
  return Object.hasOwn(cvAnswerSchemas, text);
}

/** The questions for this person, in order. */
export function stepsFor(answers: CvAnswers): Step[] {
  return STEPS.filter((step) => step.asked(answers));
}

/** The question after this one; undefined after the last: then comes the page that shows all the answers. */
export function next(step: CvStep, answers: CvAnswers): CvStep | undefined {
  return neighbour(step, answers, 1);
}

/** The question before this one; undefined before the first. */
export function previous(step: CvStep, answers: CvAnswers): CvStep | undefined {
  return neighbour(step, answers, -1);
}

/** Where to take a draft up again: the first question without an answer; undefined when all have one. */
export function firstUnanswered(answers: CvAnswers): CvStep | undefined {
  return stepsFor(answers).find(({ step }) => answers[step] === undefined)?.step;
}

/** "Question 3 sur 12". */
export function position(step: CvStep, answers: CvAnswers): { number: number; of: number } {
  const steps = stepsFor(answers);
  return { number: steps.findIndex((one) => one.step === step) + 1, of: steps.length };
}

/** Needed questions that have no answer yet. */
export function missingNeeded(answers: CvAnswers): CvStep[] {
  return NEEDED_STEPS.filter((step) => answers[step] === undefined);
}

function neighbour(step: CvStep, answers: CvAnswers, by: 1 | -1): CvStep | undefined {
  const here = STEPS.findIndex((one) => one.step === step);
  const rest = by === 1 ? STEPS.slice(here + 1) : STEPS.slice(0, here).reverse();
  return rest.find((one) => one.asked(answers))?.step;
}

function wishedCodes(answers: CvAnswers): string[] {
  return answers.work?.occupations.map(({ code }) => code) ?? [];
}
