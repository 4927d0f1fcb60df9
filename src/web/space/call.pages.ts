import { Controller } from '@nestjs/common';
import { h } from 'preact';
import { z } from 'zod';
import { CvsQueries } from '../../candidates/cvs.queries.js';
import { promiseInWords, promiseOf } from '../../hotline/calendar.rules.js';
import { BEST_TIMES, type CallPromise } from '../../hotline/call-request.schema.js';
import { CallRequestsService } from '../../hotline/call-requests.service.js';
import { Public } from '../../identity/access.js';
import { calendarDay } from '../../opportunities/opportunity.schema.js';
import { Clock } from '../../platform/clock.js';
import { Config } from '../../platform/config/config.js';
import { DomainError } from '../../platform/errors.js';
import { parisInstant } from '../../platform/lang/day.js';
import type { Redirect, View } from '../kit/answers.js';
import { chosen, failing, type FieldErrors, type FormFields, line, readForm } from '../kit/forms.js';
import { Page, type PublicPageCall } from '../kit/page.js';
import { phoneWords } from '../kit/words.rules.js';
import { pathOf } from '../opportunities/card.view.js';
import { CallMe, CallPromised } from './call.view.js';
import { Posts } from './posts.js';

const params = z.object({ id: z.uuid() });
/** What was promised, to be said on the page that follows. */
const query = z.object({
  le: calendarDay.optional().catch(undefined),
  quand: z.enum(['morning', 'afternoon']).optional().catch(undefined),
});
const offer = { method: 'GET', path: '/offres/{id}/appel', params, query } as const;
const askOffer = { ...offer, method: 'POST' } as const;
const mission = { method: 'GET', path: '/missions/{id}/appel', params, query } as const;
const askMission = { ...mission, method: 'POST' } as const;

const form = z.object({
  telephone: line('Écrivez votre numéro de téléphone.', 30),
  moment: chosen(BEST_TIMES, 'Choisissez un moment.'),
});

type Kind = 'offer' | 'mission';
type Call = PublicPageCall<typeof offer>;

/** Asking to be called about an offer or a mission, signed in or not. */
@Controller()
export class CallPages {
  constructor(
    private readonly requests: CallRequestsService,
    private readonly posts: Posts,
    private readonly cvs: CvsQueries,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  @Page(offer)
  @Public()
  offer(call: PublicPageCall<typeof offer>): Promise<View> {
    return this.show('offer', call);
  }

  @Page(askOffer)
  @Public()
  askOffer(call: PublicPageCall<typeof askOffer>): Promise<View | Redirect> {
    return this.ask('offer', call);
  }

  @Page(mission)
  @Public()
  mission(call: PublicPageCall<typeof mission>): Promise<View> {
    return this.show('mission', call);
  }

  @Page(askMission)
  @Public()
  askMission(call: PublicPageCall<typeof askMission>): Promise<View | Redirect> {
    return this.ask('mission', call);
  }

  private async show(kind: Kind, call: Call): Promise<View> {
    const { le, quand } = call.query;
    if (le !== undefined && quand !== undefined) return this.promised(kind, call, { on: le, halfDay: quand });
    const known = await this.ownPhone(call);
    return this.form(kind, call, call.kept ?? { telephone: known === null ? '' : phoneWords(known), moment: 'any' });
  }

  private async ask(kind: Kind, call: Call): Promise<View | Redirect> {
    const post = await this.posts.seen(kind, call.params.id);
    const read = readForm(form, call.form);
    if (!read.ok) return this.form(kind, call, call.form, read.errors);
    const { telephone, moment } = read.value;
    const candidateId = call.visitor?.candidateId;
    const known = await this.ownPhone(call);
    try {
      const { on, halfDay } = await this.requests.requestCall({
        ...(candidateId !== undefined && { candidateId }),
        ...((known === null || telephone !== phoneWords(known)) && { phone: telephone }),
        opportunityId: post.id,
        bestTime: moment,
        by: { accountId: call.visitor?.accountId ?? null, ip: call.ip },
      });
      return { to: `${pathOf(post)}/appel?le=${on}&quand=${halfDay}` };
    } catch (error) {
      if (!(error instanceof DomainError) || error.details['field'] !== 'phone') throw error;
      return this.form(kind, call, call.form, { telephone: error.message });
    }
  }

  /** The number in the file of whoever is signed in. */
  private async ownPhone({ visitor }: Call): Promise<string | null> {
    if (visitor?.candidateId === undefined) return null;
    return (await this.cvs.of(visitor.candidateId))?.phone ?? null;
  }

  private async form(kind: Kind, call: Call, values: FormFields, errors?: FieldErrors): Promise<View> {
    const post = await this.posts.seen(kind, call.params.id);
    const body = h(CallMe, {
      post,
      path: pathOf(post),
      values,
      errors,
      csrf: call.csrf,
      now: this.clock.now(),
      instance: this.config.instance,
    });
    return { title: `Appelez-moi : ${post.title}`, body, section: sectionOf(kind), ...failing(errors) };
  }

  private async promised(kind: Kind, call: Call, { on, halfDay }: Pick<CallPromise, 'on' | 'halfDay'>): Promise<View> {
    const post = await this.posts.seen(kind, call.params.id);
    const at = parisInstant(on as Parameters<typeof parisInstant>[0], halfDay === 'morning' ? '09:00' : '14:00');
    const when = promiseInWords(promiseOf(at), this.clock.today());
    return {
      title: 'Nous vous appelons',
      body: h(CallPromised, { post, path: pathOf(post), when, instance: this.config.instance }),
      section: sectionOf(kind),
    };
  }
}

function sectionOf(kind: Kind): 'offers' | 'missions' {
  return kind === 'offer' ? 'offers' : 'missions';
}
