import { isDeepStrictEqual } from 'node:util';
import { Controller } from '@nestjs/common';
import { h } from 'preact';
import { z } from 'zod';
import type { CvAnswers, CvStep } from '../../candidates/cv.schema.js';
import { CvDraftsService, type DraftView } from '../../candidates/cv-drafts.service.js';
import { next, position, previous, STEPS } from '../../candidates/cv-steps.rules.js';
import { Allow } from '../../identity/access.js';
import { NotFound } from '../../platform/errors.js';
import { nextPage } from '../account/next-page.rules.js';
import type { Redirect, View } from '../kit/answers.js';
import { failing, type FieldErrors, type FormFields, textOf, textsOf } from '../kit/forms.js';
import { Page, type PageCall } from '../kit/page.js';
import { type FormStep, isFormStep } from './answers.rules.js';
import { AskedQuestion, type PlaceChoice, SKIP } from './asked-question.js';
import { itemFields, readItem } from './item-forms.js';
import { isListStep, itemsOf, LIST_WORDS, type ListStep, withItem } from './items.rules.js';
import { ItemList, ItemPage } from './items.view.js';
import { ownId } from './own-cv.js';
import { QuestionPage } from './question.view.js';
import { along, CV_PATH, questionPath, QUESTIONS, stepOfSlug, type Thread } from './questions.rules.js';

const query = z.object({ fil: z.literal('1').optional().catch(undefined), suite: nextPage });
const question = {
  method: 'GET',
  path: '/mon-espace/cv/{question}',
  params: z.object({ question: z.string().max(30) }),
  query,
} as const;
const answerQuestion = { ...question, method: 'POST' } as const;
const item = {
  method: 'GET',
  path: '/mon-espace/cv/{question}/{numero}',
  params: z.object({ question: z.string().max(30), numero: z.string().regex(/^([1-9]\d?|nouvelle)$/) }),
  query,
} as const;
const saveItem = { ...item, method: 'POST' } as const;

type QuestionCall = PageCall<typeof question | typeof answerQuestion>;
type ItemCall = PageCall<typeof item | typeof saveItem>;

const REMOVE = 'retirer';

/** Each question of the CV on its own page: alone from the CV, or one after the other ("fil"). */
@Controller()
export class CvQuestionsPages {
  constructor(
    private readonly drafts: CvDraftsService,
    private readonly asked: AskedQuestion,
  ) {}

  @Page(question)
  @Allow('own:read')
  async question(call: PageCall<typeof question>): Promise<View> {
    const step = stepOf(call.params.question);
    const draft = await this.draftOf(call);
    return isFormStep(step) ? this.ask(call, step, draft, { typed: call.kept }) : this.list(call, step, draft);
  }

  @Page(answerQuestion)
  @Allow('own:edit')
  async answer(call: PageCall<typeof answerQuestion>): Promise<View | Redirect> {
    const step = stepOf(call.params.question);
    const draft = await this.draftOf(call);
    if (textOf(call.form, 'action') === SKIP && isOptional(step)) {
      return { to: after(step, await this.drafts.passOver(ownId(call), step), call.query) };
    }
    if (!isFormStep(step)) {
      return { to: after(step, await this.drafts.take(ownId(call), listAnswers(step, draft, call.form)), call.query) };
    }
    const read = await this.asked.read(step, call.form, draft);
    if (read === 'search') return this.ask(call, step, draft, { typed: call.form });
    if (!read.ok) return this.ask(call, step, draft, { typed: call.form, ...read });
    try {
      return { to: after(step, await this.drafts.take(ownId(call), { [step]: read.answer }), call.query) };
    } catch (error) {
      return this.ask(call, step, draft, { typed: call.form, ...this.asked.refusal(step, error) });
    }
  }

  @Page(item)
  @Allow('own:read')
  async item(call: PageCall<typeof item>): Promise<View> {
    const step = listStepOf(call.params.question);
    const at = placeIn(call, step, await this.draftOf(call));
    return this.askItem(call, step, call.kept ?? (at.item && itemFields(step, at.item)), undefined);
  }

  @Page(saveItem)
  @Allow('own:edit')
  async saveItem(call: PageCall<typeof saveItem>): Promise<View | Redirect> {
    const step = listStepOf(call.params.question);
    const { answers, ...draft } = await this.draftOf(call);
    const at = placeIn(call, step, { answers, ...draft });
    const list = { to: along(questionPath(step), call.query) };
    if (at.index !== undefined && textOf(call.form, 'action') === REMOVE) {
      await this.drafts.take(ownId(call), withItem(step, answers, at.index));
      return list;
    }
    const read = readItem(step, call.form);
    if (!read.ok) return this.askItem(call, step, call.form, read.errors);
    // The same thing sent twice is one thing.
    const known = itemsOf(step, answers).some((one) => isDeepStrictEqual(one, read.item));
    if (!known) await this.drafts.take(ownId(call), withItem(step, answers, at.index, read.item));
    return list;
  }

  private async draftOf(call: Pick<PageCall, 'visitor'>): Promise<DraftView> {
    const draft = await this.drafts.view({ candidateId: ownId(call) });
    if (!draft) throw new NotFound('page.unknown', 'Cette page n’existe pas.');
    return draft;
  }

  private async ask(
    call: QuestionCall,
    step: FormStep,
    draft: DraftView,
    now: { typed?: FormFields | undefined; errors?: FieldErrors; places?: readonly PlaceChoice[] },
  ): Promise<View> {
    const { answers, commune } = draft;
    const { fil, suite } = call.query;
    const props = {
      state: await this.asked.show(step, { answers, commune, ...now }),
      csrf: call.csrf,
      back: backOf(step, answers, call.query),
      url: call.url,
      steps: fil && position(step, answers),
      skip: fil !== undefined && isOptional(step) && answers[step] === undefined,
      submit: fil ? 'Continuer' : suite ? 'Enregistrer et continuer' : 'Enregistrer',
    };
    return {
      title: QUESTIONS[step].title,
      section: 'space',
      styles: ['cv.css'],
      ...failing(now.errors),
      body: h(QuestionPage, props),
    };
  }

  private async list(call: QuestionCall, step: ListStep, { answers, commune }: DraftView): Promise<View> {
    const wanted = step === 'experiences' ? (answers.work?.occupations ?? []) : [];
    const { trades } = await this.asked.names(answers, commune);
    const props = {
      step,
      items: itemsOf(step, answers),
      thread: call.query,
      csrf: call.csrf,
      back: backOf(step, answers, call.query),
      steps: call.query.fil && position(step, answers),
      trades: wanted.map((wish) => ({ ...wish, label: trades.get(wish.code) ?? wish.code })),
    };
    return { title: QUESTIONS[step].title, section: 'space', styles: ['cv.css'], body: h(ItemList, props) };
  }

  private askItem(
    call: ItemCall,
    step: ListStep,
    values: FormFields | undefined,
    errors: FieldErrors | undefined,
  ): View {
    const isNew = call.params.numero === 'nouvelle';
    const back = along(questionPath(step), call.query);
    const props = { step, isNew, csrf: call.csrf, back, remove: REMOVE, values, errors };
    const title = isNew ? LIST_WORDS[step].newTitle : LIST_WORDS[step].editTitle;
    return { title, section: 'space', styles: ['cv.css'], ...failing(errors), body: h(ItemPage, props) };
  }
}

function stepOf(slug: string): CvStep {
  const step = stepOfSlug(slug);
  if (!step) throw new NotFound('page.unknown', 'Cette page n’existe pas.');
  return step;
}

function listStepOf(slug: string): ListStep {
  const step = stepOf(slug);
  if (!isListStep(step)) throw new NotFound('page.unknown', 'Cette page n’existe pas.');
  return step;
}

function isOptional(step: CvStep): boolean {
  return STEPS.some((one) => one.step === step && one.optional);
}

/** The list as it stands, kept as answered; with the experiences, which of the trades wanted were done before. */
function listAnswers(step: ListStep, { answers }: DraftView, form: FormFields): CvAnswers {
  const list = withItem(step, answers, undefined);
  if (step !== 'experiences' || !answers.work) return list;
  const done = textsOf(form, 'deja');
  const occupations = answers.work.occupations.map(({ code }) => ({ code, experienced: done.includes(code) }));
  return { ...list, work: { ...answers.work, occupations } };
}

function placeIn(call: ItemCall, step: ListStep, { answers }: DraftView) {
  if (call.params.numero === 'nouvelle') return { index: undefined, item: undefined };
  const index = Number(call.params.numero) - 1;
  const found = itemsOf(step, answers)[index];
  if (!found) throw new NotFound('page.unknown', 'Cette page n’existe pas.');
  return { index, item: found };
}

/** After an answer: the page that was waiting, the next question without an answer, or the CV. */
function after(step: CvStep, answers: CvAnswers, { fil, suite }: Thread): string {
  if (suite !== undefined) return suite;
  if (!fil) return along(CV_PATH, {}, { fait: 'garde' });
  let following = next(step, answers);
  while (following && answers[following] !== undefined) following = next(following, answers);
  return following ? along(questionPath(following), { fil }) : along(CV_PATH, {}, { fait: 'fini' });
}

function backOf(step: CvStep, answers: CvAnswers, { fil, suite }: Thread): string {
  const before = fil ? previous(step, answers) : undefined;
  if (before) return along(questionPath(before), { fil });
  return suite ?? CV_PATH;
}
