import { Controller } from '@nestjs/common';
import { h } from 'preact';
import { z } from 'zod';
import { CvSharesService } from '../../candidates/cv-shares.service.js';
import { CvsService } from '../../candidates/cvs.service.js';
import { Allow } from '../../identity/access.js';
import { Clock } from '../../platform/clock.js';
import { Config } from '../../platform/config/config.js';
import { NotFound, RuleBroken } from '../../platform/errors.js';
import { plusSeconds } from '../../platform/lang/day.js';
import type { Redirect, View } from '../kit/answers.js';
import {
  chosen,
  failing,
  type FieldErrors,
  type FormFields,
  optionalLine,
  readForm,
  textOf,
  ticked,
} from '../kit/forms.js';
import { Page, type PageCall } from '../kit/page.js';
import { ownId } from './own-cv.js';
import { Shares } from './shares.view.js';

const done = z.enum(['cree', 'ferme']).optional().catch(undefined);
const shares = { method: 'GET', path: '/mon-espace/cv/partages', query: z.object({ fait: done }) } as const;
const changeShares = { ...shares, method: 'POST' } as const;

const shareForm = z.object({
  pour: optionalLine(60),
  jours: chosen(['7', '30', '90'], 'Choisissez combien de temps le lien marche.'),
  montrer: ticked(['telephone', 'email']),
});

/** Holds the new link for some minutes: it is shown to its maker and kept nowhere else. */
const NEW_LINK = 'partage';
const SHOWN_SECONDS = 600;

/** Links by which the CV is handed on. */
@Controller()
export class CvSharesPages {
  constructor(
    private readonly shares: CvSharesService,
    private readonly cvs: CvsService,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  @Page(shares)
  @Allow('own:read')
  list(call: PageCall<typeof shares>): Promise<View> {
    return this.show(call, call.kept, undefined);
  }

  @Page(changeShares)
  @Allow('own:edit')
  async change(call: PageCall<typeof changeShares>): Promise<View | Redirect> {
    const candidateId = ownId(call);
    const closed = textOf(call.form, 'fermer');
    if (closed !== '') {
      if (!z.uuid().safeParse(closed).success) throw new NotFound('cv.link-not-found', 'Ce lien n’existe pas.');
      await this.shares.revoke(candidateId, closed);
      return { to: `${shares.path}?fait=ferme`, cookies: [{ name: NEW_LINK, value: '' }] };
    }
    const read = readForm(shareForm, call.form);
    if (!read.ok) return this.show(call, call.form, read.errors);
    const { pour, jours, montrer } = read.value;
    const wish = { label: pour, days: Number(jours) };
    const shown = { showPhone: montrer.includes('telephone'), showEmail: montrer.includes('email') };
    try {
      const { token } = await this.shares.create(candidateId, { ...wish, ...shown });
      const expires = plusSeconds(this.clock.now(), SHOWN_SECONDS);
      return {
        to: `${shares.path}?fait=cree`,
        cookies: [{ name: NEW_LINK, value: `${candidateId}.${token}`, expires }],
      };
    } catch (error) {
      if (error instanceof RuleBroken) return this.show(call, call.form, { form: error.message });
      throw error;
    }
  }

  private async show(
    call: PageCall<typeof shares | typeof changeShares>,
    values: FormFields | undefined,
    errors: FieldErrors | undefined,
  ): Promise<View> {
    const candidateId = ownId(call);
    const { phone, email } = await this.cvs.of(candidateId);
    const props = {
      csrf: call.csrf,
      shares: await this.shares.list(candidateId),
      link: this.newLink(call, candidateId),
      today: this.clock.today(),
      done: call.query.fait,
      phone,
      email,
      values,
      errors,
    };
    const title = 'Envoyer mon CV par un lien';
    return { title, section: 'space', styles: ['cv.css'], ...failing(errors), body: h(Shares, props) };
  }

  /** Only to the person who made it: several may use this browser. */
  private newLink(call: PageCall<typeof shares | typeof changeShares>, candidateId: string): string | undefined {
    const [owner, token] = call.cookie(NEW_LINK)?.split('.') ?? [];
    return owner === candidateId && token !== undefined && call.query.fait === 'cree'
      ? `${this.config.publicUrl}/cv/${token}`
      : undefined;
  }
}
