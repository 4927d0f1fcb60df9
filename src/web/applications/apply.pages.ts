import { Controller } from '@nestjs/common';
import { h } from 'preact';
import { z } from 'zod';
import { type ApplyCheck, ApplicationsService } from '../../applications/applications.service.js';
import { checkWords, WORDS_MAX } from '../../applications/words.rules.js';
import { type Cv, completionOf } from '../../candidates/cv.rules.js';
import { NEEDED_STEPS } from '../../candidates/cv-steps.rules.js';
import { CvsQueries } from '../../candidates/cvs.queries.js';
import { Allow } from '../../identity/access.js';
import { Clock } from '../../platform/clock.js';
import { Config } from '../../platform/config/config.js';
import { NotFound } from '../../platform/errors.js';
import type { Redirect, View } from '../kit/answers.js';
import { failing, type FieldErrors, type FormFields, readForm } from '../kit/forms.js';
import { Page, type PageCall } from '../kit/page.js';
import { along, questionPath } from '../cv/questions.rules.js';
import { pathOf } from '../opportunities/card.view.js';
import { ownFile } from '../space/own-file.js';
import { Apply, applyTitle, CheckAndSend, CvFirst, MayNotApply } from './apply.view.js';
import { applyForm, messageOf } from './apply-form.js';

const params = z.object({ id: z.uuid() });
const offer = { method: 'GET', path: '/offres/{id}/postuler', params } as const;
const sendOffer = { ...offer, method: 'POST' } as const;
const mission = { method: 'GET', path: '/missions/{id}/postuler', params } as const;
const sendMission = { ...mission, method: 'POST' } as const;

type Kind = 'offer' | 'mission';
/** What the handlers of an offer and of a mission have alike. */
type Call = Omit<PageCall<typeof offer>, never>;
type Ready = ApplyCheck & {
  opportunity: NonNullable<ApplyCheck['opportunity']>;
  preview: NonNullable<ApplyCheck['preview']>;
};

/** Applying, in two screens: what will be seen and said, then the button that sends. */
@Controller()
export class ApplyPages {
  constructor(
    private readonly applications: ApplicationsService,
    private readonly cvs: CvsQueries,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  @Page(offer)
  @Allow('applications:send')
  offer(call: PageCall<typeof offer>): Promise<View | Redirect> {
    return this.begin('offer', call);
  }

  @Page(sendOffer)
  @Allow('applications:send')
  sendOffer(call: PageCall<typeof sendOffer>): Promise<View | Redirect> {
    return this.go('offer', call);
  }

  @Page(mission)
  @Allow('applications:send')
  mission(call: PageCall<typeof mission>): Promise<View | Redirect> {
    return this.begin('mission', call);
  }

  @Page(sendMission)
  @Allow('applications:send')
  sendMission(call: PageCall<typeof sendMission>): Promise<View | Redirect> {
    return this.go('mission', call);
  }

  private async begin(kind: Kind, call: Call): Promise<View | Redirect> {
    const check = await this.check(kind, call);
    const instead = await this.instead(check, call);
    if (instead) return instead;
    // The telephone is how most are reached; whoever has one way only has nothing to choose.
    return this.first(check, call, call.kept ?? { partage: check.mayShare.slice(0, 1) });
  }

  private async go(kind: Kind, call: Call): Promise<View | Redirect> {
    const check = await this.check(kind, call);
    const instead = await this.instead(check, call);
    if (instead) return instead;
    const read = readForm(applyForm, call.form);
    if (!read.ok) return this.first(check, call, call.form, read.errors);
    const { etape, partage: shares } = read.value;
    if (etape === 'modifier') return this.first(check, call, call.form);
    const message = messageOf(kind, read.value);
    const errors: Record<string, string> = {};
    const words = checkWords(message, WORDS_MAX);
    if (!words.ok) errors['mots'] = words.message;
    if (shares.length === 0) errors['partage'] = 'Choisissez comment on peut vous joindre.';
    if (Object.keys(errors).length > 0) return this.first(check, call, call.form, errors);
    if (etape === 'verifier') return this.second(check, call, shares, message);
    const sent = await this.applications.apply(ownFile(call.visitor), {
      opportunityId: call.params.id,
      words: message,
      shares,
      by: { role: 'candidate' },
    });
    if (!sent.ok) return this.first(check, call, call.form, { form: sent.message });
    return { to: `/mon-espace/candidatures/${sent.value.applicationId}?fait=envoyee` };
  }

  /** @throws NotFound when there is no such offer or mission. */
  private async check(kind: Kind, call: Call): Promise<Ready> {
    const check = await this.applications.check(ownFile(call.visitor), call.params.id);
    const { opportunity, preview } = check;
    if (opportunity?.kind !== kind || !preview) throw new NotFound('page.unknown', 'Cette page n’existe pas.');
    return { ...check, opportunity, preview };
  }

  /** What is shown instead of the form: the application sent before, the end of the offer, what is missing. */
  private async instead(check: Ready, call: Call): Promise<View | Redirect | undefined> {
    const { verdict, opportunity: post, applicationId } = check;
    const path = pathOf(post);
    if (verdict.ok) {
      const cv = await this.cvs.of(ownFile(call.visitor));
      const step = cv && missingStep(cv, post.kind);
      if (!step) return undefined;
      const to = along(questionPath(step), { suite: `${path}/postuler` });
      return this.view(check, h(CvFirst, { post, path, to }));
    }
    const { reason, message } = verdict;
    if (reason === 'already-applied') return { to: `/mon-espace/candidatures/${applicationId}?fait=deja` };
    if (reason === 'over') return { to: path };
    if (reason === 'suspended') return { to: `/mon-espace/retour?suite=${encodeURIComponent(`${path}/postuler`)}` };
    return this.view(
      check,
      h(MayNotApply, { post, path, reason, message, applicationId, instance: this.config.instance }),
    );
  }

  private first(check: Ready, call: Call, values: FormFields, errors?: FieldErrors): View {
    const { opportunity: post, preview, mayShare, odds } = check;
    const body = h(Apply, {
      post,
      path: pathOf(post),
      preview,
      mayShare,
      odds,
      values,
      errors,
      csrf: call.csrf,
      today: this.clock.today(),
      instance: this.config.instance,
    });
    return { ...this.view(check, body), ...failing(errors) };
  }

  private second(check: Ready, call: Call, shares: Ready['mayShare'], message: string | null): View {
    const { opportunity: post, preview } = check;
    const body = h(CheckAndSend, {
      post,
      path: pathOf(post),
      preview,
      shares,
      message,
      values: call.form,
      csrf: call.csrf,
      today: this.clock.today(),
    });
    return { ...this.view(check, body), title: `Relire et envoyer : ${post.title}` };
  }

  private view({ opportunity }: Ready, body: View['body']): View {
    return {
      title: `${applyTitle(opportunity)} : ${opportunity.title}`,
      body,
      section: opportunity.kind === 'offer' ? 'offers' : 'missions',
    };
  }
}

/** The first question without whose answer an application says nothing. A volunteer needs no trade. */
function missingStep(cv: Cv, kind: Kind) {
  const { missing } = completionOf(cv);
  return NEEDED_STEPS.find((step) => missing.includes(step) && (kind === 'offer' || step !== 'work'));
}
