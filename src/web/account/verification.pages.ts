import { Controller } from '@nestjs/common';
import { h } from 'preact';
import { z } from 'zod';
import { Public } from '../../identity/access.js';
import { SecondFactorService } from '../../identity/second-factor.service.js';
import type { Redirect, View } from '../kit/answers.js';
import { failing, type FieldErrors, line, readForm } from '../kit/forms.js';
import { Page, type PublicPageCall } from '../kit/page.js';
import { Entry, PROOF } from './entry.js';
import { nextQuery, withNext } from './next-page.rules.js';
import { Enrol, RecoveryCodes, RecoveryUsed, Verification } from './verification.view.js';

const ask = { method: 'GET', path: '/connexion/verification', query: nextQuery } as const;
const check = { ...ask, method: 'POST' } as const;

const form = z.object({ code: line('Écrivez le code que montre l’application.', 30) });

/** The second step of the team. The first time it sets up the application; then it asks for its code. */
@Controller()
export class VerificationPages {
  constructor(
    private readonly factor: SecondFactorService,
    private readonly entry: Entry,
  ) {}

  @Page(ask)
  @Public()
  async ask(call: PublicPageCall<typeof ask>): Promise<View | Redirect> {
    return this.show(call, undefined);
  }

  @Page(check)
  @Public()
  async check(call: PublicPageCall<typeof check>): Promise<View | Redirect> {
    const proof = call.cookie(PROOF);
    if (proof === undefined) return again(call);
    const read = readForm(form, call.form);
    if (!read.ok) return this.show(call, read.errors);
    const enrolled = await this.isEnrolled(proof);
    if (enrolled === undefined) return again(call);
    return enrolled ? this.enter(call, proof, read.value.code) : this.enrol(call, proof, read.value.code);
  }

  private async enter(call: PublicPageCall<typeof check>, proof: string, code: string): Promise<View | Redirect> {
    const checked = await this.factor.check(proof, code, this.entry.device(call, false));
    if (!checked.ok) return checked.reason === 'expired' ? again(call) : this.show(call, { code: checked.message });
    const { entered, recoveryLeft: left } = checked.value;
    const inside = this.entry.in(entered, call.query.suite);
    if (left === undefined) return inside;
    const body = h(RecoveryUsed, { left, to: inside.to });
    return { title: 'Vous êtes connecté', section: 'space', cookies: inside.cookies ?? [], body };
  }

  private async enrol(call: PublicPageCall<typeof check>, proof: string, code: string): Promise<View | Redirect> {
    const confirmed = await this.factor.confirm(proof, code, this.entry.device(call, false));
    if (!confirmed.ok)
      return confirmed.reason === 'expired' ? again(call) : this.show(call, { code: confirmed.message });
    const inside = this.entry.in(confirmed.value.entered, call.query.suite);
    const body = h(RecoveryCodes, { codes: confirmed.value.recoveryCodes, to: inside.to });
    return { title: 'Vos codes de secours', section: 'space', cookies: inside.cookies ?? [], body };
  }

  /** Undefined when there is nobody at this step, or no longer. */
  private async isEnrolled(proof: string): Promise<boolean | undefined> {
    const enrolment = await this.factor.enrolment(proof);
    if (enrolment.ok) return false;
    return enrolment.reason === 'enrolled' ? true : undefined;
  }

  private async show(
    call: PublicPageCall<typeof ask | typeof check>,
    errors: FieldErrors | undefined,
  ): Promise<View | Redirect> {
    const proof = call.cookie(PROOF);
    const enrolment = proof === undefined ? undefined : await this.factor.enrolment(proof);
    if (!enrolment || (!enrolment.ok && enrolment.reason === 'expired')) return again(call);
    const props = { csrf: call.csrf, next: call.query.suite, values: call.form, errors };
    const body = enrolment.ok ? h(Enrol, { ...props, enrolment: enrolment.value }) : h(Verification, props);
    const title = enrolment.ok ? 'Protéger votre compte' : 'Vérification';
    return { title, section: 'space', ...failing(errors), body };
  }
}

function again(call: PublicPageCall<typeof ask>): Redirect {
  return { to: withNext('/connexion/e-mail', call.query.suite) };
}
