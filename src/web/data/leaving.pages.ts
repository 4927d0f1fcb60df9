import { Controller } from '@nestjs/common';
import { h } from 'preact';
import { z } from 'zod';
import { type LeavingProof, LeavingService } from '../../candidates/leaving.service.js';
import { Allow, Public } from '../../identity/access.js';
import { Config } from '../../platform/config/config.js';
import type { Redirect, View } from '../kit/answers.js';
import { failing, type FieldErrors, line, readForm } from '../kit/forms.js';
import { Page, type PageCall, type PublicPageCall } from '../kit/page.js';
import { ownFile } from '../space/own-file.js';
import { hiddenEmail } from './data-words.rules.js';
import { ConfirmLeaving, Goodbye, Leaving } from './leaving.view.js';

const leave = { method: 'GET', path: '/mon-espace/donnees/effacer' } as const;
const ask = { ...leave, method: 'POST' } as const;
const confirm = { method: 'GET', path: '/mon-espace/donnees/effacer/confirmer' } as const;
const erase = { ...confirm, method: 'POST' } as const;
const goodbye = { method: 'GET', path: '/au-revoir' } as const;

/** Cookie of the code that was asked for. */
const LEAVING = 'leaving';

const codeForm = z.object({ code: line('Écrivez le code reçu. Il a 6 chiffres.', 20) });
const nameForm = z.object({ prenom: line('Écrivez votre prénom.', 80) });

/** The way out: two steps, a proof, and nothing is left. */
@Controller()
export class LeavingPages {
  constructor(
    private readonly leaving: LeavingService,
    private readonly config: Config,
  ) {}

  @Page(leave)
  @Allow('own:edit')
  async leave(call: PageCall<typeof leave>): Promise<View> {
    return this.first(call, undefined);
  }

  @Page(ask)
  @Allow('own:edit')
  async ask(call: PageCall<typeof ask>): Promise<View | Redirect> {
    const asked = await this.leaving.ask(ownFile(call.visitor), call.ip);
    if (!asked.ok) return this.first(call, { form: asked.message });
    return { to: confirm.path, ...(asked.value && { cookies: [{ name: LEAVING, value: asked.value.attemptId }] }) };
  }

  @Page(confirm)
  @Allow('own:edit')
  async confirm(call: PageCall<typeof confirm>): Promise<View | Redirect> {
    const proof = await this.leaving.proofOf(ownFile(call.visitor));
    if (proof.by !== 'name' && call.cookie(LEAVING) === undefined) return { to: leave.path };
    return this.second(call, proof, undefined);
  }

  @Page(erase)
  @Allow('own:edit')
  async erase(call: PageCall<typeof erase>): Promise<View | Redirect> {
    const candidateId = ownFile(call.visitor);
    const proof = await this.leaving.proofOf(candidateId);
    const answer = proof.by === 'name' ? this.nameIn(call) : this.codeIn(call);
    if (!answer.ok) return this.second(call, proof, answer.errors);
    const left = await this.leaving.leave(candidateId, answer.value);
    if (!left.ok) return this.second(call, proof, { [proof.by === 'name' ? 'prenom' : 'code']: left.message });
    const gone = [LEAVING, 'session'].map((name) => ({ name, value: '' }));
    return { to: goodbye.path, cookies: gone };
  }

  @Page(goodbye)
  @Public()
  goodbye(_call: PublicPageCall<typeof goodbye>): View {
    return { title: 'Votre compte est effacé', body: h(Goodbye, null) };
  }

  private nameIn(call: PageCall<typeof erase>) {
    const read = readForm(nameForm, call.form);
    return read.ok ? { ok: true as const, value: { firstName: read.value.prenom } } : read;
  }

  private codeIn(call: PageCall<typeof erase>) {
    const read = readForm(codeForm, call.form);
    if (!read.ok) return read;
    const { code } = read.value;
    return { ok: true as const, value: { attemptId: call.cookie(LEAVING), code, browser: call.visitor.sessionId } };
  }

  private async first(call: PageCall<typeof leave | typeof ask>, errors: FieldErrors | undefined): Promise<View> {
    const { by } = await this.leaving.proofOf(ownFile(call.visitor));
    const props = { csrf: call.csrf, asks: by, errors };
    return { title: 'Effacer mon compte', section: 'space', ...failing(errors), body: h(Leaving, props) };
  }

  private second(
    call: PageCall<typeof confirm | typeof erase>,
    proof: LeavingProof,
    errors: FieldErrors | undefined,
  ): View {
    const { instance } = this.config;
    const to = sentTo(proof);
    const props = { csrf: call.csrf, asks: proof.by, to, instance, values: call.form, errors };
    return { title: 'Tout effacer ?', section: 'space', ...failing(errors), body: h(ConfirmLeaving, props) };
  }
}

function sentTo(proof: LeavingProof): string {
  if (proof.by === 'name') return '';
  return proof.by === 'sms' ? `au numéro qui finit par ${proof.address.slice(-2)}` : `à ${hiddenEmail(proof.address)}`;
}
