import type { CvAnswers } from '../../candidates/cv.schema.js';
import { missingNeeded, STEPS } from '../../candidates/cv-steps.rules.js';
import type { FormStep } from '../cv/answers.rules.js';
import { QUESTIONS } from '../cv/questions.rules.js';

/** The way through the sign-up: the questions without which nobody is registered, pictured tasks, then the agreements. */

export const SIGNUP_PATH = '/inscription';
export const AGREEMENTS_PATH = '/inscription/accords';

/** The other questions wait in the CV: who came for an offer is back there in a few minutes. */
const ASKED_NOW: readonly string[] = ['name', 'place', 'work', 'tasks'];
const NOW = STEPS.filter(({ step }) => ASKED_NOW.includes(step));
export const SIGNUP_STEPS = NOW.map(({ step }) => step as FormStep);

export function pathOf(step: FormStep): string {
  return `${SIGNUP_PATH}/${QUESTIONS[step].slug}`;
}

export function isSkippable(step: FormStep): boolean {
  return NOW.some((one) => one.step === step && one.optional);
}

/** Questions for this person; tasks are counted until the work that is looked for says otherwise. */
function stepsFor(answers: CvAnswers): FormStep[] {
  return NOW.filter(({ asked }) => answers.work === undefined || asked(answers)).map(({ step }) => step as FormStep);
}

/** Where one is, the agreements being the last step; undefined for a question that is not asked. */
export function positionOf(
  step: FormStep | 'agreements',
  answers: CvAnswers,
): { number: number; of: number } | undefined {
  const steps = stepsFor(answers);
  const of = steps.length + 1;
  if (step === 'agreements') return { number: of, of };
  const at = steps.indexOf(step);
  return at === -1 ? undefined : { number: at + 1, of };
}

/** Where to take the answers up again: the first question without an answer, else the agreements. */
export function nextPath(answers: CvAnswers): string {
  const open = stepsFor(answers).find((step) => answers[step] === undefined);
  return open ? pathOf(open) : AGREEMENTS_PATH;
}

/** The needed question that has no answer; undefined when nothing stands in the way. */
export function missingPath(answers: CvAnswers): string | undefined {
  const [missing] = missingNeeded(answers);
  return missing && pathOf(missing as FormStep);
}

export function previousPath(step: FormStep | 'agreements', answers: CvAnswers): string {
  const steps = stepsFor(answers);
  const before = step === 'agreements' ? steps.at(-1) : steps[steps.indexOf(step) - 1];
  return before ? pathOf(before) : SIGNUP_PATH;
}
