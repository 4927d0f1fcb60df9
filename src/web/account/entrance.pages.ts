import { Controller } from '@nestjs/common';
import { h } from 'preact';
import { z } from 'zod';
import { Public } from '../../identity/access.js';
import { EntranceService, type Proof } from '../../identity/entrance.service.js';
import { LetterCodesService } from '../../identity/letter-codes.service.js';
import { OpenIdService } from '../../identity/openid.service.js';
import { SessionsService } from '../../identity/sessions.service.js';
import type { Redirect, View } from '../kit/answers.js';
import { KEPT } from '../kit/cookies.js';
import { failing, type FieldErrors, type FormFields, line, readForm, tick } from '../kit/forms.js';
import { Page, type PublicPageCall } from '../kit/page.js';
import { Entry, PROOF } from './entry.js';
import { LetterCode, SignedOut, WhoAreYou } from './entrance.view.js';
import { nextQuery, withNext } from './next-page.rules.js';

const who = { method: 'GET', path: '/connexion/qui', query: nextQuery } as const;
const sayWho = { ...who, method: 'POST' } as const;
const letter = { method: 'GET', path: '/connexion/courrier', query: nextQuery } as const;
const sendLetter = { ...letter, method: 'POST' } as const;
const signOut = { method: 'POST', path: '/deconnexion' } as const;

/** The answer of someone who is not in the list. */
const NOBODY = 'personne';

const whoForm = z.object({ qui: line('Choisissez votre prénom.', 100), appareil: tick });
const letterForm = z.object({
  code: line('Écrivez le code du courrier.', 20),
  nom: line('Écrivez votre nom de famille, comme sur le courrier.', 80),
});

/** After the proof of an address: who one is when it is shared; codes of letters; and the way out. */
@Controller()
export class EntrancePages {
  constructor(
    private readonly entrance: EntranceService,
    private readonly letters: LetterCodesService,
    private readonly openId: OpenIdService,
    private readonly sessions: SessionsService,
    private readonly entry: Entry,
  ) {}

  @Page(who)
  @Public()
  async who(call: PublicPageCall<typeof who>): Promise<View | Redirect> {
    const proof = await this.proofOf(call);
    return proof ? this.ask(call, proof, undefined) : { to: withNext('/connexion', call.query.suite) };
  }

  @Page(sayWho)
  @Public()
  async sayWho(call: PublicPageCall<typeof sayWho>): Promise<View | Redirect> {
    const proof = await this.proofOf(call);
    const token = call.cookie(PROOF);
    if (!proof || token === undefined) return { to: withNext('/connexion', call.query.suite) };
    const read = readForm(whoForm, call.form);
    if (!read.ok) return this.ask(call, proof, read.errors);
    if (read.value.qui === NOBODY) return { to: withNext('/inscription', call.query.suite) };
    const device = this.entry.device(call, read.value.appareil);
    const entered = await this.entrance.enter(token, read.value.qui, device);
    if (!entered.ok) return this.ask(call, proof, { qui: entered.message });
    if (entered.value.step === 'second-factor') return { to: withNext('/connexion/verification', call.query.suite) };
    return this.entry.in(entered.value, call.query.suite);
  }

  @Page(letter)
  @Public()
  letter(call: PublicPageCall<typeof letter>): View {
    return this.askLetter(call, call.kept, undefined);
  }

  @Page(sendLetter)
  @Public()
  async sendLetter(call: PublicPageCall<typeof sendLetter>): Promise<View | Redirect> {
    const read = readForm(letterForm, call.form);
    if (!read.ok) return this.askLetter(call, call.form, read.errors);
    const redeemed = await this.letters.redeem(read.value.code, read.value.nom, call.ip);
    if (!redeemed.ok) return this.askLetter(call, call.form, { code: redeemed.message });
    return this.entry.after(redeemed.value, call, call.query.suite);
  }

  @Page(signOut)
  @Public()
  async signOut(call: PublicPageCall<typeof signOut>): Promise<View | Redirect> {
    const token = call.cookie('session');
    const ended = token === undefined ? undefined : await this.sessions.end(token);
    // What this person typed is not for the next one on the same device.
    const cookies = [
      { name: 'session', value: '' },
      { name: KEPT, value: '' },
    ];
    const elsewhere = await this.openId.logoutUrl(ended).catch(() => undefined);
    if (elsewhere === undefined) return { to: '/', cookies };
    // Browsers do not follow a form to another site (form-action of our policy): a link does it.
    return { title: 'Vous êtes déconnecté', cookies, body: h(SignedOut, { elsewhere }) };
  }

  private async proofOf(call: PublicPageCall): Promise<Proof | undefined> {
    const token = call.cookie(PROOF);
    return token === undefined ? undefined : this.entrance.proof(token);
  }

  private ask(call: PublicPageCall, proof: Proof, errors: FieldErrors | undefined): View {
    const props = { csrf: call.csrf, people: proof.people, nobody: NOBODY, values: call.form, errors };
    return { title: 'Qui êtes-vous ?', section: 'space', ...failing(errors), body: h(WhoAreYou, props) };
  }

  private askLetter(
    call: PublicPageCall<typeof letter | typeof sendLetter>,
    values: FormFields | undefined,
    errors: FieldErrors | undefined,
  ): View {
    const props = { csrf: call.csrf, next: call.query.suite, values, errors };
    return { title: 'Votre code reçu par courrier', section: 'space', ...failing(errors), body: h(LetterCode, props) };
  }
}
