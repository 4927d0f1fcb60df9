import { Controller } from '@nestjs/common';
import { h } from 'preact';
import { z } from 'zod';
import { AddressChangesService } from '../../candidates/address-changes.service.js';
import { CandidatesQueries } from '../../candidates/candidates.queries.js';
import { Allow } from '../../identity/access.js';
import type { Redirect, View } from '../kit/answers.js';
import { failing, type FieldErrors, line, readForm } from '../kit/forms.js';
import { Page, type PageCall } from '../kit/page.js';
import { ownFile } from '../space/own-file.js';
import { ADDRESS_WORDS, AddressCode, NewAddress } from './address.view.js';

const params = z.object({ adresse: z.enum(['telephone', 'e-mail']) });
const change = { method: 'GET', path: '/mon-espace/donnees/{adresse}', params } as const;
const sendChange = { ...change, method: 'POST' } as const;
const code = { method: 'GET', path: '/mon-espace/donnees/{adresse}/code', params } as const;
const sendCode = { ...code, method: 'POST' } as const;

/** Cookie of the code that was asked for. */
const CHANGE = 'change';

const MISSING = {
  telephone: 'Écrivez votre nouveau numéro.',
  'e-mail': 'Écrivez votre nouvelle adresse e-mail.',
} as const;
const codeForm = z.object({ code: line('Écrivez le code reçu. Il a 6 chiffres.', 20) });

/** Another telephone number or e-mail address, proven by a code before it is written. */
@Controller()
export class AddressPages {
  constructor(
    private readonly changes: AddressChangesService,
    private readonly candidates: CandidatesQueries,
  ) {}

  @Page(change)
  @Allow('own:edit')
  async change(call: PageCall<typeof change>): Promise<View> {
    return this.askAddress(call, undefined);
  }

  @Page(sendChange)
  @Allow('own:edit')
  async sendChange(call: PageCall<typeof sendChange>): Promise<View | Redirect> {
    const { adresse: kind } = call.params;
    const read = readForm(z.object({ adresse: line(MISSING[kind], 200) }), call.form);
    if (!read.ok) return this.askAddress(call, read.errors);
    const channel = kind === 'telephone' ? 'sms' : 'email';
    const asked = await this.changes.ask(channel, read.value.adresse, call.ip);
    if (!asked.ok) return this.askAddress(call, { adresse: asked.message });
    return {
      to: `/mon-espace/donnees/${kind}/code`,
      cookies: [{ name: CHANGE, value: asked.value.attemptId }],
    };
  }

  @Page(code)
  @Allow('own:edit')
  code(call: PageCall<typeof code>): View | Redirect {
    if (call.cookie(CHANGE) === undefined) return { to: `/mon-espace/donnees/${call.params.adresse}` };
    return this.askCode(call, undefined);
  }

  @Page(sendCode)
  @Allow('own:edit')
  async sendCode(call: PageCall<typeof sendCode>): Promise<View | Redirect> {
    const read = readForm(codeForm, call.form);
    if (!read.ok) return this.askCode(call, read.errors);
    const attemptId = call.cookie(CHANGE);
    if (attemptId === undefined) return { to: `/mon-espace/donnees/${call.params.adresse}` };
    const browser = call.visitor.sessionId;
    const done = await this.changes.confirm(ownFile(call.visitor), { attemptId, code: read.value.code, browser });
    if (!done.ok) return this.askCode(call, { code: done.message });
    const what = done.value === 'sms' ? 'telephone' : 'e-mail';
    return { to: `/mon-espace/donnees?fait=${what}`, cookies: [{ name: CHANGE, value: '' }] };
  }

  private async askAddress(
    call: PageCall<typeof change | typeof sendChange>,
    errors: FieldErrors | undefined,
  ): Promise<View> {
    const { adresse: kind } = call.params;
    const reach = await this.candidates.reach(ownFile(call.visitor));
    const now = (kind === 'telephone' ? reach?.phone : reach?.email) ?? null;
    const props = { csrf: call.csrf, kind, now, values: errors ? call.form : call.kept, errors };
    return { title: ADDRESS_WORDS[kind].title, section: 'space', ...failing(errors), body: h(NewAddress, props) };
  }

  private askCode(call: PageCall<typeof code | typeof sendCode>, errors: FieldErrors | undefined): View {
    const { adresse: kind } = call.params;
    const props = { csrf: call.csrf, kind, values: errors ? call.form : call.kept, errors };
    return { title: ADDRESS_WORDS[kind].title, section: 'space', ...failing(errors), body: h(AddressCode, props) };
  }
}
