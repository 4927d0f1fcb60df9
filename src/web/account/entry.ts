import { Injectable } from '@nestjs/common';
import { deviceLabel } from '../../identity/device.rules.js';
import { type Entered, EntranceService, type Proven } from '../../identity/entrance.service.js';
import { Clock } from '../../platform/clock.js';
import { plusSeconds } from '../../platform/lang/day.js';
import type { Redirect } from '../kit/answers.js';
import type { PublicPageCall } from '../kit/page.js';
import { homeOf, withNext } from './next-page.rules.js';

/** Cookies of the steps of signing in. */
export const ATTEMPT = 'attempt';
export const PROOF = 'proof';

const PROOF_SECONDS = 3600;

/** What follows a proof: straight in when one person stands behind it, else the question "who are you?", else sign-up. */
@Injectable()
export class Entry {
  constructor(
    private readonly entrance: EntranceService,
    private readonly clock: Clock,
  ) {}

  async after(proven: Proven, call: PublicPageCall, next: string | undefined): Promise<Redirect> {
    const proof = { name: PROOF, value: proven.proofToken, expires: plusSeconds(this.clock.now(), PROOF_SECONDS) };
    const [only, another] = proven.people;
    if (only && !another) {
      const entered = await this.entrance.enter(proven.proofToken, only.accountKey, this.device(call, true));
      if (entered.ok && entered.value.step === 'in') return this.in(entered.value, next);
      if (entered.ok) return { to: withNext('/connexion/verification', next), cookies: [proof] };
    }
    const to = only ? '/connexion/qui' : '/inscription';
    return { to: withNext(to, next), cookies: [proof, { name: ATTEMPT, value: '' }] };
  }

  /** Signed in: the session's cookie, the others taken back, and the page that was wanted. */
  in(entered: Entered, next: string | undefined): Redirect {
    const home = homeOf(entered.role);
    return {
      to: entered.suspended ? withNext('/mon-espace/retour', next) : (next ?? home),
      cookies: [
        {
          name: 'session',
          value: entered.session.token,
          ...(entered.session.remembered && { expires: entered.session.expiresAt }),
        },
        { name: PROOF, value: '' },
        { name: ATTEMPT, value: '' },
      ],
    };
  }

  device(call: PublicPageCall, remember: boolean) {
    return { device: deviceLabel(call.device), remember, replaces: call.cookie('session') };
  }
}
