import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../platform/clock.js';
import { Config, type OpenIdClient } from '../platform/config/config.js';
import { NotFound } from '../platform/errors.js';
import { granted, refused, type Verdict } from '../platform/lang/verdict.js';
import { EntranceService, type Proven } from './entrance.service.js';
import { type Claims, OpenIdGateway, OpenIdRefusal } from './openid.gateway.js';
import { isStrong } from './openid.rules.js';
import { RateLimitsService } from './rate-limits.service.js';
import { lockUp, unlock } from './secrets.js';
import { emailAddress } from './sign-in.schema.js';

export type Provider = 'proconnect' | 'franceconnect';

/** What each provider is asked for, and no more: neither sex nor birth. */
const ASKED: Readonly<Record<Provider, { scope: string; acrValues?: string; claims?: string }>> = {
  proconnect: {
    scope: 'openid given_name usual_name email',
    claims: JSON.stringify({ id_token: { amr: { essential: false } } }),
  },
  franceconnect: { scope: 'openid given_name family_name email', acrValues: 'eidas1' },
};

const QUESTION_SECONDS = 600;

const question = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), askedAt: z.number() });
const identityToken = z.object({ provider: z.enum(['proconnect', 'franceconnect']), idToken: z.string() });

/** Sign-in with ProConnect (team, organisations) and FranceConnect (candidates): a proof like a code's, matched by e-mail address. */
@Injectable()
export class OpenIdService {
  constructor(
    private readonly gateway: OpenIdGateway,
    private readonly entrance: EntranceService,
    private readonly limits: RateLimitsService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** The providers that this instance is set up for: which buttons to show. */
  offered(): Provider[] {
    return (['proconnect', 'franceconnect'] as const).filter((provider) => this.config.openId[provider] !== undefined);
  }

  /**
   * Where to send the browser, and a cookie that it must bring back: HttpOnly, SameSite=Lax, ten minutes.
   * @throws NotFound when the provider is not set up, ExternalFailure openid.unavailable.
   */
  async begin(provider: Provider): Promise<{ readonly url: string; readonly cookie: string }> {
    const asked = this.gateway.newQuestion();
    const redirectUri = this.redirectUri(provider);
    const url = await this.gateway.authorizationUrl(this.client(provider), asked, { redirectUri, ...ASKED[provider] });
    const kept = JSON.stringify({ ...asked, askedAt: this.clock.now().getTime() });
    return { url, cookie: lockUp(this.config.secret, 'openid', provider, kept) };
  }

  /**
   * What the provider answered: a proof, as after a code. ProConnect opens accounts that exist and makes none; FranceConnect finds the file
   * with the same address and names, or leads to sign-up. `search`: the query of the address that the browser came back to, with its '?'.
   * @throws NotFound, ExternalFailure openid.unavailable.
   */
  async finish(
    provider: Provider,
    search: string,
    cookie: string | undefined,
  ): Promise<Verdict<Proven, 'refused' | 'expired' | 'no-account'>> {
    const kept = this.questionIn(provider, cookie);
    if (!kept || (await this.wasAnswered(kept.state)))
      return refused('expired', 'Vous avez attendu trop longtemps. Recommencez la connexion.');
    let claims: Claims;
    try {
      claims = await this.gateway.claims(this.client(provider), kept, new URL(this.redirectUri(provider) + search));
    } catch (error) {
      if (error instanceof OpenIdRefusal) return refused('refused', 'La connexion n’a pas abouti. Recommencez.');
      throw error;
    }
    const address = emailAddress.safeParse(claims.email);
    if (!address.success || claims.emailVerified === false)
      return refused('refused', 'Ce service ne donne pas votre adresse e-mail. Connectez-vous autrement.');
    const proven = await this.entrance.prove({
      channel: provider,
      address: address.data,
      fullName: [claims.givenName, claims.familyName].filter(Boolean).join(' '),
      strong: provider === 'proconnect' && isStrong(claims),
      identityToken: this.locked(provider, claims.idToken),
    });
    if (provider === 'proconnect' && proven.people.length === 0)
      return refused('no-account', `L’adresse ${address.data} n’a pas de compte ici. Demandez-le à votre responsable.`);
    return granted(proven);
  }

  /** After SessionsService.end: where to send the browser to sign out of the provider too; undefined when there is nothing to do. */
  async logoutUrl(ended: string | undefined): Promise<string | undefined> {
    const text = ended && unlock(this.config.secret, 'identity-tokens', 'session', ended);
    if (!text) return undefined;
    const { provider, idToken } = identityToken.parse(JSON.parse(text));
    const client = this.config.openId[provider];
    return client && this.gateway.endSessionUrl(client, idToken, `${this.config.publicUrl}/`);
  }

  private questionIn(provider: Provider, cookie: string | undefined): z.output<typeof question> | undefined {
    const text = cookie && unlock(this.config.secret, 'openid', provider, cookie);
    if (!text) return undefined;
    const kept = question.parse(JSON.parse(text));
    return this.clock.now().getTime() - kept.askedAt < QUESTION_SECONDS * 1000 ? kept : undefined;
  }

  /** A question is answered once, whichever process the answer reaches. */
  private async wasAnswered(state: string): Promise<boolean> {
    const reached = await this.limits.take([{ name: 'openid', of: state, times: 1, seconds: QUESTION_SECONDS }]);
    return reached !== undefined;
  }

  private locked(provider: Provider, idToken: string): string {
    return lockUp(this.config.secret, 'identity-tokens', 'session', JSON.stringify({ provider, idToken }));
  }

  private redirectUri(provider: Provider): string {
    return `${this.config.publicUrl}/connexion/${provider}/retour`;
  }

  private client(provider: Provider): OpenIdClient {
    const client = this.config.openId[provider];
    if (!client) throw new NotFound('openid.not-offered', 'Cette connexion n’est pas proposée ici.');
    return client;
  }
}
