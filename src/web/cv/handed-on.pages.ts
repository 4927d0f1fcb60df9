import { Controller } from '@nestjs/common';
import { h } from 'preact';
import { z } from 'zod';
import { CvPdfService } from '../../candidates/cv-pdf.service.js';
import { CvProposalsService } from '../../candidates/cv-proposals.service.js';
import { CvSharesService } from '../../candidates/cv-shares.service.js';
import { Public } from '../../identity/access.js';
import { Config } from '../../platform/config/config.js';
import type { Download, Redirect, View } from '../kit/answers.js';
import { chosen, failing, type FieldErrors, readForm } from '../kit/forms.js';
import { Page, type PublicPageCall } from '../kit/page.js';
import { AskedQuestion } from './asked-question.js';
import { Answered, LinkOver, Proposal, SharedCv } from './handed-on.view.js';
import { linesOf } from './lines.rules.js';

const params = z.object({ token: z.string().regex(/^[\w-]{22}$/) });
const shared = { method: 'GET', path: '/cv/{token}', params } as const;
const sharedPdf = { method: 'GET', path: '/cv/{token}/pdf', params } as const;
const proposal = { method: 'GET', path: '/cv/accord/{token}', params } as const;
const answerProposal = { ...proposal, method: 'POST' } as const;
const answered = {
  method: 'GET',
  path: '/cv/accord/merci',
  query: z.object({ reponse: z.enum(['oui', 'non']).catch('oui') }),
} as const;

const answerForm = z.object({ reponse: chosen(['oui', 'non'], 'Choisissez une réponse.') });

/** What opens without signing in, by a link that only one person was given: a CV handed on, and what somebody else wrote. */
@Controller()
export class HandedOnPages {
  constructor(
    private readonly shares: CvSharesService,
    private readonly proposals: CvProposalsService,
    private readonly pdfs: CvPdfService,
    private readonly asked: AskedQuestion,
    private readonly config: Config,
  ) {}

  @Page(shared)
  @Public()
  async shared({ params: { token } }: PublicPageCall<typeof shared>): Promise<View> {
    const opened = await this.shares.open(token);
    if (!opened) return this.over('share');
    const { name } = this.config.instance;
    const props = { cv: opened.cv, pdf: `/cv/${token}/pdf`, instance: name };
    return { title: `CV de ${opened.cv.name}`, styles: ['cv.css'], body: h(SharedCv, props) };
  }

  @Page(sharedPdf)
  @Public()
  async sharedPdf({ params: { token } }: PublicPageCall<typeof sharedPdf>): Promise<View | Download> {
    const opened = await this.shares.open(token);
    if (!opened) return this.over('share');
    const { name, bytes } = await this.pdfs.shown(opened.cv);
    return { bytes, type: 'application/pdf', fileName: name };
  }

  @Page(proposal)
  @Public()
  proposal(call: PublicPageCall<typeof proposal>): Promise<View> {
    return this.ask(call, undefined);
  }

  @Page(answerProposal)
  @Public()
  async answer(call: PublicPageCall<typeof answerProposal>): Promise<View | Redirect> {
    const read = readForm(answerForm, call.form);
    if (!read.ok) return this.ask(call, read.errors);
    const { token } = call.params;
    const { reponse } = read.value;
    const done = reponse === 'oui' ? await this.proposals.accept(token) : await this.proposals.refuse(token);
    return done ? { to: `${answered.path}?reponse=${reponse}` } : this.over('proposal');
  }

  @Page(answered)
  @Public()
  answered({ query }: PublicPageCall<typeof answered>): View {
    const props = { yes: query.reponse === 'oui', instance: this.config.instance };
    return { title: 'Merci', body: h(Answered, props) };
  }

  private async ask(
    call: PublicPageCall<typeof proposal | typeof answerProposal>,
    errors: FieldErrors | undefined,
  ): Promise<View> {
    const view = await this.proposals.view(call.params.token);
    if (!view) return this.over('proposal');
    const { answers, commune, firstName, proposedBy } = view;
    const lines = linesOf(answers, await this.asked.names(answers, commune)).filter(({ words }) => words !== undefined);
    const { instance } = this.config;
    const props = { csrf: call.csrf, firstName, proposedBy, lines, instance, errors };
    return { title: 'Votre CV : est-ce juste ?', styles: ['cv.css'], ...failing(errors), body: h(Proposal, props) };
  }

  private over(what: 'share' | 'proposal'): View {
    return {
      title: 'Ce lien ne marche plus',
      status: 410,
      body: h(LinkOver, { what, instance: this.config.instance }),
    };
  }
}
