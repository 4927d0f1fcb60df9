import { Controller } from '@nestjs/common';
import { h } from 'preact';
import { z } from 'zod';
import type { CvAnswers, CvStep } from '../../candidates/cv.schema.js';
import { CvDraftsService, DRAFT_DAYS, type DraftView } from '../../candidates/cv-drafts.service.js';
import { Public } from '../../identity/access.js';
import { Clock } from '../../platform/clock.js';
import { NotFound } from '../../platform/errors.js';
import { plusSeconds } from '../../platform/lang/day.js';
import { homeOf, nextQuery, withNext } from '../account/next-page.rules.js';
import type { FormStep } from '../cv/answers.rules.js';
import { AskedQuestion, type PlaceChoice, SKIP } from '../cv/asked-question.js';
import { QuestionPage } from '../cv/question.view.js';
import { linesOf } from '../cv/lines.rules.js';
import { CV_PATH, QUESTIONS, stepOfSlug } from '../cv/questions.rules.js';
import type { PageCookie } from '../kit/cookies.js';
import type { Redirect, View } from '../kit/answers.js';
import { failing, type FieldErrors, type FormFields, textOf } from '../kit/forms.js';
import { Page, type PublicPageCall } from '../kit/page.js';
import { DRAFT, Newcomer } from './newcomer.js';
import {
  AGREEMENTS_PATH,
  isSkippable,
  nextPath,
  pathOf,
  positionOf,
  previousPath,
  SIGNUP_PATH,
  SIGNUP_STEPS,
} from './signup.rules.js';
import { Start, YourAnswers } from './signup.view.js';

const start = { method: 'GET', path: SIGNUP_PATH, query: nextQuery } as const;
const startAgain = { ...start, method: 'POST' } as const;
const question = {
  method: 'GET',
  path: '/inscription/{question}',
  params: z.object({ question: z.string().max(30) }),
  query: nextQuery,
} as const;
const answerQuestion = { ...question, method: 'POST' } as const;

type QuestionCall = PublicPageCall<typeof question | typeof answerQuestion>;

const NOTHING: DraftView = { answers: {}, commune: null, resumeAt: 'name', savedAt: null, expiresAt: null };

/** Sign-up: one question a screen, each answer kept at once. The address may be proven before or at the end. */
@Controller()
export class SignupPages {
  constructor(
    private readonly drafts: CvDraftsService,
    private readonly asked: AskedQuestion,
    private readonly newcomer: Newcomer,
    private readonly clock: Clock,
  ) {}

  @Page(start)
  @Public()
  async start(call: PublicPageCall<typeof start>): Promise<View | Redirect> {
    const { suite } = call.query;
    // Who proved an address at the end comes back here with the page where they were.
    if (suite?.startsWith(SIGNUP_PATH)) return { to: suite, status: 302 };
    if (call.visitor) return this.known(call);
    const draft = await this.newcomer.draft(call);
    const proven = (await this.newcomer.proof(call)) !== undefined;
    const begun = draft !== undefined && Object.keys(draft.answers).length > 0;
    const props = {
      csrf: begun ? call.csrf : '',
      proven,
      firstName: draft?.answers.name?.firstName,
      begun,
      to: withNext(begun ? nextPath(draft.answers) : pathOf('name'), suite),
      signIn: withNext('/connexion', suite),
    };
    return { title: 'M’inscrire', section: 'space', styles: ['cv.css'], body: h(Start, props) };
  }

  /** Forgets the answers, somebody else's or to begin again; or takes them into the CV of who says they are theirs. */
  @Page(startAgain)
  @Public()
  async startAgain(call: PublicPageCall<typeof startAgain>): Promise<Redirect> {
    const token = call.cookie(DRAFT);
    const candidateId = call.visitor?.candidateId;
    if (token !== undefined && candidateId !== undefined) {
      return this.takeOrForget(token, candidateId, textOf(call.form, 'reponse') === 'oui');
    }
    if (token !== undefined) await this.drafts.discard({ token });
    return { to: withNext(pathOf('name'), call.query.suite), cookies: [{ name: DRAFT, value: '' }] };
  }

  @Page(question)
  @Public()
  async question(call: PublicPageCall<typeof question>): Promise<View | Redirect> {
    const step = stepOf(call.params.question);
    if (call.visitor) return this.known(call);
    const draft = (await this.newcomer.draft(call)) ?? NOTHING;
    return this.ask(call, step, draft, { typed: call.kept });
  }

  @Page(answerQuestion)
  @Public()
  async answer(call: PublicPageCall<typeof answerQuestion>): Promise<View | Redirect> {
    const step = stepOf(call.params.question);
    if (call.visitor) return this.known(call);
    const draft = (await this.newcomer.draft(call)) ?? NOTHING;
    if (textOf(call.form, 'action') === SKIP && isSkippable(step)) {
      const { owner, cookies } = await this.ownerOf(call, draft);
      await this.drafts.skip(owner, step);
      return { to: withNext(this.after(step, draft.answers), call.query.suite), cookies };
    }
    const read = await this.asked.read(step, call.form, draft);
    if (read === 'search') return this.ask(call, step, draft, { typed: call.form });
    if (!read.ok) return this.ask(call, step, draft, { typed: call.form, ...read });
    const { owner, cookies } = await this.ownerOf(call, draft);
    try {
      await this.drafts.answer(owner, step, read.answer);
    } catch (error) {
      const refused = this.asked.refusal(step, error);
      return { ...(await this.ask(call, step, draft, { typed: call.form, ...refused })), cookies };
    }
    const to = this.after(step, { ...draft.answers, [step]: read.answer });
    return { to: withNext(to, call.query.suite), cookies };
  }

  /** Someone signed in has their space. Answers that wait on this device may be theirs or another's: they say. */
  private async known(
    call: Pick<PublicPageCall<typeof start>, 'visitor' | 'cookie' | 'query' | 'csrf'>,
  ): Promise<View | Redirect> {
    const { visitor, query } = call;
    if (visitor?.candidateId === undefined) return { to: homeOf(visitor?.role ?? 'candidate') };
    const draft = await this.newcomer.draft(call);
    const lines = draft ? linesOf(draft.answers, await this.asked.names(draft.answers, draft.commune)) : [];
    const said = lines.filter(({ words }) => words !== undefined);
    if (said.length === 0) return { to: query.suite ?? CV_PATH, cookies: [{ name: DRAFT, value: '' }] };
    const props = { csrf: call.csrf, lines: said, action: SIGNUP_PATH };
    return { title: 'Ces réponses sont à vous ?', section: 'space', styles: ['cv.css'], body: h(YourAnswers, props) };
  }

  private async takeOrForget(token: string, candidateId: string, mine: boolean): Promise<Redirect> {
    const cookies = [{ name: DRAFT, value: '' }];
    if (!mine) {
      await this.drafts.discard({ token });
      return { to: CV_PATH, cookies };
    }
    await this.drafts.adopt(token, candidateId);
    await this.drafts.commit(candidateId);
    return { to: `${CV_PATH}?fait=repris`, cookies };
  }

  /** The draft of this browser, or a new one with the first answer: looking at the page leaves nothing behind. */
  private async ownerOf(
    call: QuestionCall,
    draft: DraftView,
  ): Promise<{ owner: { token: string }; cookies: PageCookie[] }> {
    const held = call.cookie(DRAFT);
    const token = held !== undefined && draft !== NOTHING ? held : (await this.drafts.begin()).token;
    const expires = plusSeconds(this.clock.now(), DRAFT_DAYS * 86_400);
    return { owner: { token }, cookies: [{ name: DRAFT, value: token, expires }] };
  }

  private after(step: FormStep, answers: CvAnswers): string {
    const here = SIGNUP_STEPS.indexOf(step);
    const following = SIGNUP_STEPS.slice(here + 1).find((one) => positionOf(one, answers) !== undefined);
    return following ? pathOf(following) : AGREEMENTS_PATH;
  }

  private async ask(
    call: QuestionCall,
    step: FormStep,
    { answers, commune }: DraftView,
    now: { typed?: FormFields | undefined; errors?: FieldErrors; places?: readonly PlaceChoice[] },
  ): Promise<View> {
    const props = {
      state: await this.asked.show(step, { answers, commune, ...now }),
      csrf: call.csrf,
      back: withNext(previousPath(step, answers), call.query.suite),
      url: call.url,
      steps: positionOf(step, answers),
      skip: isSkippable(step),
      submit: 'Continuer',
    };
    const { title } = QUESTIONS[step];
    return { title, section: 'space', styles: ['cv.css'], ...failing(now.errors), body: h(QuestionPage, props) };
  }
}

function stepOf(slug: string): FormStep {
  const step: CvStep | undefined = stepOfSlug(slug);
  const found = SIGNUP_STEPS.find((one) => one === step);
  if (!found) throw new NotFound('page.unknown', 'Cette page n’existe pas.');
  return found;
}
