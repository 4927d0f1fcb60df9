import { Controller } from '@nestjs/common';
import { h } from 'preact';
import { z } from 'zod';
import { MOTIVES } from '../../hotline/report.rules.js';
import { reportBody } from '../../hotline/report.schema.js';
import { ReportsService } from '../../hotline/reports.service.js';
import { Public } from '../../identity/access.js';
import { Config } from '../../platform/config/config.js';
import type { Redirect, View } from '../kit/answers.js';
import { chosen, failing, type FieldErrors, type FormFields, readForm } from '../kit/forms.js';
import { Page, type PublicPageCall } from '../kit/page.js';
import { pathOf } from '../opportunities/card.view.js';
import { Posts } from './posts.js';
import { Report, Reported } from './report.view.js';

const params = z.object({ id: z.uuid() });
const query = z.object({ fait: z.literal('oui').optional().catch(undefined) });
const offer = { method: 'GET', path: '/offres/{id}/signaler', params, query } as const;
const sendOffer = { ...offer, method: 'POST' } as const;
const mission = { method: 'GET', path: '/missions/{id}/signaler', params, query } as const;
const sendMission = { ...mission, method: 'POST' } as const;

const form = z.object({
  motif: chosen(MOTIVES, 'Choisissez ce qui ne va pas.'),
  mots: z.preprocess(
    (typed) => (typeof typed === 'string' && typed.trim() === '' ? undefined : typed),
    reportBody.shape.words,
  ),
});

type Kind = 'offer' | 'mission';
type Call = PublicPageCall<typeof offer>;

/** Reporting a problem with an offer or a mission, signed in or not. */
@Controller()
export class ReportPages {
  constructor(
    private readonly reports: ReportsService,
    private readonly posts: Posts,
    private readonly config: Config,
  ) {}

  @Page(offer)
  @Public()
  offer(call: PublicPageCall<typeof offer>): Promise<View> {
    return this.show('offer', call);
  }

  @Page(sendOffer)
  @Public()
  sendOffer(call: PublicPageCall<typeof sendOffer>): Promise<View | Redirect> {
    return this.send('offer', call);
  }

  @Page(mission)
  @Public()
  mission(call: PublicPageCall<typeof mission>): Promise<View> {
    return this.show('mission', call);
  }

  @Page(sendMission)
  @Public()
  sendMission(call: PublicPageCall<typeof sendMission>): Promise<View | Redirect> {
    return this.send('mission', call);
  }

  private async show(kind: Kind, call: Call): Promise<View> {
    if (call.query.fait === undefined) return this.form(kind, call, call.kept ?? {});
    return {
      title: 'Merci',
      body: h(Reported, { kind, instance: this.config.instance }),
      section: kind === 'offer' ? 'offers' : 'missions',
    };
  }

  private async send(kind: Kind, call: Call): Promise<View | Redirect> {
    const { id } = await this.posts.seen(kind, call.params.id);
    const read = readForm(form, call.form);
    if (!read.ok) return this.form(kind, call, call.form, read.errors);
    const { motif: motive, mots: words } = read.value;
    await this.reports.report({
      opportunityId: id,
      motive,
      ...(words !== undefined && { words }),
      candidateId: call.visitor?.candidateId ?? null,
      ip: call.ip,
    });
    return { to: `${pathOf({ kind, id })}/signaler?fait=oui` };
  }

  private async form(kind: Kind, call: Call, values: FormFields, errors?: FieldErrors): Promise<View> {
    const post = await this.posts.seen(kind, call.params.id);
    return {
      title: `Signaler un problème : ${post.title}`,
      body: h(Report, { post, path: pathOf(post), values, errors, csrf: call.csrf }),
      section: kind === 'offer' ? 'offers' : 'missions',
      ...failing(errors),
    };
  }
}
