import { Controller } from '@nestjs/common';
import { h } from 'preact';
import { z } from 'zod';
import { CONSENT_PURPOSES } from '../../candidates/candidate.schema.js';
import { CandidatesQueries } from '../../candidates/candidates.queries.js';
import { CandidatesService } from '../../candidates/candidates.service.js';
import { Allow } from '../../identity/access.js';
import { Clock } from '../../platform/clock.js';
import { RuleBroken } from '../../platform/errors.js';
import type { Redirect, View } from '../kit/answers.js';
import { failing, type FieldErrors, readForm } from '../kit/forms.js';
import { Page, type PageCall } from '../kit/page.js';
import { ownFile } from '../space/own-file.js';
import { Consents } from './consents.view.js';

const purpose = z.enum(CONSENT_PURPOSES);
const show = {
  method: 'GET',
  path: '/mon-espace/donnees/accords',
  query: z.object({ fait: purpose.optional().catch(undefined) }),
} as const;
const change = { ...show, method: 'POST' } as const;

/** The value of the button that was pressed: "cv-visible non". */
const form = z.object({
  changer: z.string('Choisissez ce que vous voulez changer.').transform((value, context) => {
    const [of, answer] = value.split(' ');
    const known = purpose.safeParse(of);
    if (known.success && (answer === 'oui' || answer === 'non'))
      return { purpose: known.data, granted: answer === 'oui', how: 'web' as const };
    context.addIssue('Choisissez ce que vous voulez changer.');
    return z.NEVER;
  }),
});

/** What a person agrees to, and has agreed to. */
@Controller()
export class ConsentsPages {
  constructor(
    private readonly candidates: CandidatesService,
    private readonly queries: CandidatesQueries,
    private readonly clock: Clock,
  ) {}

  @Page(show)
  @Allow('own:read')
  async show(call: PageCall<typeof show>): Promise<View> {
    return this.view(call, undefined);
  }

  @Page(change)
  @Allow('own:edit')
  async change(call: PageCall<typeof change>): Promise<View | Redirect> {
    const read = readForm(form, call.form);
    if (!read.ok) return this.view(call, { form: read.errors['changer'] ?? '' });
    const consent = read.value.changer;
    try {
      await this.candidates.recordConsents(ownFile(call.visitor), [consent], 'self');
    } catch (error) {
      if (error instanceof RuleBroken) return this.view(call, { [consent.purpose]: error.message });
      throw error;
    }
    return { to: `/mon-espace/donnees/accords?fait=${consent.purpose}` };
  }

  private async view(call: PageCall<typeof show | typeof change>, errors: FieldErrors | undefined): Promise<View> {
    const consents = await this.queries.consents(ownFile(call.visitor));
    const props = { csrf: call.csrf, consents, today: this.clock.today(), done: call.query.fait, errors };
    return { title: 'Mes accords', section: 'space', ...failing(errors), body: h(Consents, props) };
  }
}
