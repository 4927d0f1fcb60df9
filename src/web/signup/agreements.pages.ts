import { Controller } from '@nestjs/common';
import { h } from 'preact';
import { z } from 'zod';
import type { CvAnswers } from '../../candidates/cv.schema.js';
import { CvDraftsService, type DraftView } from '../../candidates/cv-drafts.service.js';
import { type ProvenAddress, SelfRegistrationService } from '../../candidates/self-registration.service.js';
import { Public } from '../../identity/access.js';
import { candidateKey, EntranceService } from '../../identity/entrance.service.js';
import { Conflict, RuleBroken } from '../../platform/errors.js';
import { Entry } from '../account/entry.js';
import { homeOf, nextQuery, withNext } from '../account/next-page.rules.js';
import { AskedQuestion } from '../cv/asked-question.js';
import { linesOf } from '../cv/lines.rules.js';
import type { Redirect, View } from '../kit/answers.js';
import { failing, type FieldErrors, type FormFields, readForm, ticked } from '../kit/forms.js';
import { Page, type PublicPageCall } from '../kit/page.js';
import { Agreements, ProveAddress } from './agreements.view.js';
import { DRAFT, Newcomer } from './newcomer.js';
import {
  AGREEMENTS_PATH,
  missingPath,
  pathOf,
  positionOf,
  previousPath,
  SIGNUP_PATH,
  SIGNUP_STEPS,
} from './signup.rules.js';

const agreements = { method: 'GET', path: AGREEMENTS_PATH, query: nextQuery } as const;
const register = { ...agreements, method: 'POST' } as const;

type Call = PublicPageCall<typeof agreements | typeof register>;

const form = z.object({ accord: ticked(['alertes', 'visible', 'contact', 'appels']) });

/** The last screen of the sign-up: check the answers, say yes or no to each use, and in. */
@Controller()
export class AgreementsPages {
  constructor(
    private readonly registration: SelfRegistrationService,
    private readonly drafts: CvDraftsService,
    private readonly entrance: EntranceService,
    private readonly entry: Entry,
    private readonly newcomer: Newcomer,
    private readonly asked: AskedQuestion,
  ) {}

  @Page(agreements)
  @Public()
  async agreements(call: PublicPageCall<typeof agreements>): Promise<View | Redirect> {
    const ready = await this.ready(call);
    return 'to' in ready ? ready : this.ask(call, ready, call.kept, undefined);
  }

  @Page(register)
  @Public()
  async register(call: PublicPageCall<typeof register>): Promise<View | Redirect> {
    const ready = await this.ready(call);
    if ('to' in ready) return ready;
    const { draftToken, proof } = ready;
    if (!proof) return { to: withNext(AGREEMENTS_PATH, call.query.suite) };
    const read = readForm(form, call.form);
    if (!read.ok) return this.ask(call, ready, call.form, read.errors);
    const said = (what: 'alertes' | 'visible' | 'contact' | 'appels') => read.value.accord.includes(what);
    const alerts = 'phone' in proof.address ? 'sms-alerts' : 'email-alerts';
    try {
      await this.drafts.answer({ token: draftToken }, 'visibility', {
        visible: said('visible'),
        contact: said('contact'),
      });
      const { id } = await this.registration.register({
        address: proof.address,
        draftToken,
        consents: [
          { purpose: alerts, granted: said('alertes') },
          { purpose: 'follow-up-calls', granted: said('appels') },
        ],
      });
      const entered = await this.entrance.enter(proof.token, candidateKey(id), this.entry.device(call, true));
      // Registered, yet the proof does not open this file: the next sign-in does.
      if (!entered.ok || entered.value.step !== 'in') return { to: withNext('/connexion', call.query.suite) };
      const inside = this.entry.in(entered.value, call.query.suite);
      return { ...inside, cookies: [...(inside.cookies ?? []), { name: DRAFT, value: '' }] };
    } catch (error) {
      // A second tap finds the answers taken in already.
      if (error instanceof RuleBroken && error.code.endsWith('.gone')) return { to: homeOf('candidate') };
      if (error instanceof RuleBroken || error instanceof Conflict) {
        return this.ask(call, ready, call.form, { form: error.message });
      }
      throw error;
    }
  }

  /** The answers and the proof, or where to go first. */
  private async ready(
    call: Call,
  ): Promise<Redirect | { draft: DraftView; draftToken: string; proof: Awaited<ReturnType<Newcomer['proof']>> }> {
    const { suite } = call.query;
    if (call.visitor) return { to: withNext(SIGNUP_PATH, suite) };
    const draft = await this.newcomer.draft(call);
    const draftToken = call.cookie(DRAFT);
    if (!draft || draftToken === undefined) return { to: withNext(SIGNUP_PATH, suite) };
    const missing = missingPath(draft.answers);
    if (missing) return { to: withNext(missing, suite) };
    return { draft, draftToken, proof: await this.newcomer.proof(call) };
  }

  private async ask(
    call: Call,
    { draft, proof }: { draft: DraftView; proof: Awaited<ReturnType<Newcomer['proof']>> },
    values: FormFields | undefined,
    errors: FieldErrors | undefined,
  ): Promise<View> {
    const { suite } = call.query;
    const { answers, commune } = draft;
    const common = {
      steps: positionOf('agreements', answers),
      back: withNext(previousPath('agreements', answers), suite),
    };
    if (!proof) {
      const here = withNext(AGREEMENTS_PATH, suite);
      const props = { ...common, firstName: answers.name?.firstName ?? '', signIn: withNext('/connexion', here) };
      return { title: 'Votre téléphone', section: 'space', body: h(ProveAddress, props) };
    }
    const props = {
      ...common,
      csrf: call.csrf,
      lines: await this.linesOf(answers, commune, suite),
      address: proof.address satisfies ProvenAddress,
      values,
      errors,
    };
    const title = 'Vérifiez et dites oui ou non';
    return { title, section: 'space', styles: ['cv.css'], ...failing(errors), body: h(Agreements, props) };
  }

  private async linesOf(answers: CvAnswers, commune: string | null, suite: string | undefined) {
    const names = await this.asked.names(answers, commune);
    return linesOf(answers, names).flatMap(({ step, words }) => {
      const asked = SIGNUP_STEPS.find((one) => one === step);
      return asked && words ? [{ step, words, change: withNext(pathOf(asked), suite) }] : [];
    });
  }
}
