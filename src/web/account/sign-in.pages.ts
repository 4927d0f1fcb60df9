import { Controller } from '@nestjs/common';
import { h } from 'preact';
import { z } from 'zod';
import { Public } from '../../identity/access.js';
import { OpenIdService } from '../../identity/openid.service.js';
import { SignInService } from '../../identity/sign-in.service.js';
import { Config } from '../../platform/config/config.js';
import type { Redirect, View } from '../kit/answers.js';
import { failing, type FieldErrors, type FormFields, line, readForm } from '../kit/forms.js';
import { Page, type PublicPageCall } from '../kit/page.js';
import { ATTEMPT, Entry } from './entry.js';
import { homeOf, nextQuery, withNext } from './next-page.rules.js';
import { AskCode, AskLink, CodeSent, FollowLink } from './sign-in.view.js';

const phone = { method: 'GET', path: '/connexion', query: nextQuery } as const;
const sendPhone = { ...phone, method: 'POST' } as const;
const email = { method: 'GET', path: '/connexion/e-mail', query: nextQuery } as const;
const sendEmail = { ...email, method: 'POST' } as const;
const codeQuery = nextQuery.extend({
  par: z.enum(['sms', 'e-mail']).catch('sms'),
  fin: z
    .string()
    .regex(/^\d{2}$/)
    .optional()
    .catch(undefined),
});
const code = { method: 'GET', path: '/connexion/code', query: codeQuery } as const;
const sendCode = { ...code, method: 'POST' } as const;
const link = {
  method: 'GET',
  path: '/connexion/lien/{token}',
  params: z.object({ token: z.string().regex(/^[\w-]{43}$/) }),
  query: nextQuery,
} as const;
const followLink = { ...link, method: 'POST' } as const;

const phoneForm = z.object({ telephone: line('Écrivez votre numéro de téléphone.', 30) });
const emailForm = z.object({ email: line('Écrivez votre adresse e-mail.', 200) });
const codeForm = z.object({ code: line('Écrivez le code reçu. Il a 6 chiffres.', 20) });

/** Signing in without a password: a telephone number or an e-mail address, then a code. The same way leads newcomers to sign-up. */
@Controller()
export class SignInPages {
  constructor(
    private readonly signIn: SignInService,
    private readonly openId: OpenIdService,
    private readonly entry: Entry,
    private readonly config: Config,
  ) {}

  @Page(phone)
  @Public()
  phone(call: PublicPageCall<typeof phone>): View | Redirect {
    const { visitor, query } = call;
    if (visitor) return { to: query.suite ?? homeOf(visitor.role), status: 302 };
    return this.askPhone(call, call.kept, undefined);
  }

  @Page(sendPhone)
  @Public()
  async sendPhone(call: PublicPageCall<typeof sendPhone>): Promise<View | Redirect> {
    const read = readForm(phoneForm, call.form);
    if (!read.ok) return this.askPhone(call, call.form, read.errors);
    const asked = await this.signIn.askCode(read.value.telephone, call.ip);
    if (!asked.ok) return this.askPhone(call, call.form, { telephone: asked.message });
    const end = asked.value.address.slice(-2);
    return {
      to: withNext(`/connexion/code?par=sms&fin=${end}`, call.query.suite),
      cookies: [{ name: ATTEMPT, value: asked.value.attemptId }],
    };
  }

  @Page(email)
  @Public()
  email(call: PublicPageCall<typeof email>): View {
    return this.askEmail(call, call.kept, undefined);
  }

  @Page(sendEmail)
  @Public()
  async sendEmail(call: PublicPageCall<typeof sendEmail>): Promise<View | Redirect> {
    const read = readForm(emailForm, call.form);
    if (!read.ok) return this.askEmail(call, call.form, read.errors);
    const asked = await this.signIn.askLink(read.value.email, call.ip);
    if (!asked.ok) return this.askEmail(call, call.form, { email: asked.message });
    return {
      to: withNext('/connexion/code?par=e-mail', call.query.suite),
      cookies: [{ name: ATTEMPT, value: asked.value.attemptId }],
    };
  }

  @Page(code)
  @Public()
  code(call: PublicPageCall<typeof code>): View | Redirect {
    if (call.cookie(ATTEMPT) === undefined) return { to: withNext('/connexion', call.query.suite) };
    return this.askCode(call, undefined);
  }

  @Page(sendCode)
  @Public()
  async sendCode(call: PublicPageCall<typeof sendCode>): Promise<View | Redirect> {
    const read = readForm(codeForm, call.form);
    if (!read.ok) return this.askCode(call, read.errors);
    const attempt = call.cookie(ATTEMPT);
    if (attempt === undefined) return { to: withNext('/connexion', call.query.suite) };
    const checked = await this.signIn.checkCode(attempt, read.value.code, call.cookie('visit') ?? null);
    if (!checked.ok) return this.askCode(call, { code: checked.message });
    return this.entry.after(checked.value, call, call.query.suite);
  }

  /** Mail scanners open links: the page only shows a button. */
  @Page(link)
  @Public()
  link(call: PublicPageCall<typeof link>): View {
    return { title: 'Se connecter', section: 'space', body: h(FollowLink, { csrf: call.csrf, errors: undefined }) };
  }

  @Page(followLink)
  @Public()
  async followLink(call: PublicPageCall<typeof followLink>): Promise<View | Redirect> {
    const checked = await this.signIn.checkLink(call.params.token, call.cookie('visit') ?? null);
    if (checked.ok) return this.entry.after(checked.value, call, call.query.suite);
    return {
      title: 'Se connecter',
      status: 422,
      failed: true,
      section: 'space',
      body: h(FollowLink, { csrf: call.csrf, errors: { form: checked.message } }),
    };
  }

  private askPhone(
    call: PublicPageCall<typeof phone | typeof sendPhone>,
    values: FormFields | undefined,
    errors: FieldErrors | undefined,
  ): View {
    const props = { csrf: call.csrf, next: call.query.suite, values, errors, providers: this.openId.offered() };
    return { title: 'Se connecter', section: 'space', ...failing(errors), body: h(AskCode, props) };
  }

  private askEmail(
    call: PublicPageCall<typeof email | typeof sendEmail>,
    values: FormFields | undefined,
    errors: FieldErrors | undefined,
  ): View {
    const props = { csrf: call.csrf, next: call.query.suite, values, errors };
    return { title: 'Se connecter par e-mail', section: 'space', ...failing(errors), body: h(AskLink, props) };
  }

  private askCode(call: PublicPageCall<typeof code | typeof sendCode>, errors: FieldErrors | undefined): View {
    const { par, fin, suite } = call.query;
    const { instance } = this.config;
    const props = { csrf: call.csrf, next: suite, by: par, end: fin, errors, values: call.form, instance };
    return { title: 'Votre code', section: 'space', ...failing(errors), body: h(CodeSent, props) };
  }
}
