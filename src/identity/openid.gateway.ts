import { Injectable } from '@nestjs/common';
import * as client from 'openid-client';
import { Config, type OpenIdClient } from '../platform/config/config.js';
import { ExternalFailure } from '../platform/errors.js';

/** What ties the answer of a provider to the question: kept by the browser that asked. */
export interface Question {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** What a provider says of a person. */
export interface Claims {
  readonly email: string | undefined;
  readonly emailVerified: boolean | undefined;
  readonly givenName: string | undefined;
  readonly familyName: string | undefined;
  readonly amr: readonly string[];
  readonly acr: string | undefined;
  readonly idToken: string;
}

/** The person said no, or the provider's answer is not one to our question. */
export class OpenIdRefusal extends Error {}

const TIMEOUT_SECONDS = 10;

/** Speaks OpenID Connect (authorization code, PKCE when the provider has it) through openid-client. */
@Injectable()
export class OpenIdGateway {
  private readonly known = new Map<string, Promise<client.Configuration>>();

  constructor(private readonly config: Config) {}

  /** State and nonce have 43 characters: ProConnect asks for 32 at least. */
  newQuestion(): Question {
    return { state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier() };
  }

  /** Where to send the browser. Nothing stands in the address that the provider does not know: ProConnect refuses it (Y000400). */
  async authorizationUrl(
    of: OpenIdClient,
    question: Question,
    ask: {
      readonly redirectUri: string;
      readonly scope: string;
      readonly acrValues?: string;
      readonly claims?: string;
    },
  ): Promise<string> {
    const provider = await this.provider(of);
    const pkce = provider.serverMetadata().supportsPKCE() && {
      code_challenge: await client.calculatePKCECodeChallenge(question.verifier),
      code_challenge_method: 'S256',
    };
    return client.buildAuthorizationUrl(provider, {
      redirect_uri: ask.redirectUri,
      scope: ask.scope,
      state: question.state,
      nonce: question.nonce,
      ...(ask.acrValues !== undefined && { acr_values: ask.acrValues }),
      ...(ask.claims !== undefined && { claims: ask.claims }),
      ...pkce,
    }).href;
  }

  /** Trades the answer for claims: the code within seconds, then userinfo at once, as JSON or as a signed JWT. @throws OpenIdRefusal. */
  async claims(of: OpenIdClient, question: Question, answer: URL): Promise<Claims> {
    const provider = await this.provider(of);
    try {
      const tokens = await client.authorizationCodeGrant(provider, answer, {
        expectedState: question.state,
        expectedNonce: question.nonce,
        idTokenExpected: true,
        ...(provider.serverMetadata().supportsPKCE() && { pkceCodeVerifier: question.verifier }),
      });
      const id = tokens.claims();
      if (!id || tokens.id_token === undefined) throw new OpenIdRefusal('no ID token');
      const info = await client.fetchUserInfo(provider, tokens.access_token, id.sub);
      return {
        email: text(info.email) ?? text(id['email']),
        emailVerified: info.email_verified,
        givenName: text(info.given_name),
        familyName: text(info['usual_name']) ?? text(info.family_name),
        amr: Array.isArray(id.amr) ? id.amr.map(String) : [],
        acr: text(id.acr),
        idToken: tokens.id_token,
      };
    } catch (error) {
      if (isOutOfReach(error)) throw unavailable();
      throw error instanceof OpenIdRefusal ? error : new OpenIdRefusal('refused', { cause: error });
    }
  }

  /** Where to send the browser so that the provider ends its session too; undefined when it has no such page. */
  async endSessionUrl(of: OpenIdClient, idToken: string, returnTo: string): Promise<string | undefined> {
    const provider = await this.provider(of);
    if (provider.serverMetadata().end_session_endpoint === undefined) return undefined;
    return client.buildEndSessionUrl(provider, {
      id_token_hint: idToken,
      state: client.randomState(),
      post_logout_redirect_uri: returnTo,
    }).href;
  }

  /** The provider as it describes itself, asked once; asked again after a failure. @throws ExternalFailure. */
  private async provider(of: OpenIdClient): Promise<client.Configuration> {
    const found = this.known.get(of.issuer) ?? this.discover(of);
    this.known.set(of.issuer, found);
    try {
      return await found;
    } catch {
      this.known.delete(of.issuer);
      throw unavailable();
    }
  }

  private discover(of: OpenIdClient): Promise<client.Configuration> {
    const plain = of.issuer.startsWith('http:') && !this.config.production;
    return client.discovery(new URL(of.issuer), of.clientId, of.clientSecret, undefined, {
      timeout: TIMEOUT_SECONDS,
      execute: [client.enableNonRepudiationChecks, ...(plain ? [client.allowInsecureRequests] : [])],
    });
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function isOutOfReach(error: unknown): boolean {
  if (error instanceof TypeError && error.message === 'fetch failed') return true;
  return error instanceof client.ClientError && error.code === 'OAUTH_TIMEOUT';
}

function unavailable(): ExternalFailure {
  return new ExternalFailure('openid.unavailable', 'Ce service de connexion ne répond pas. Utilisez votre e-mail.');
}
