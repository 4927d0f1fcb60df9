import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jest } from '@jest/globals';
import type { Configuration, Provider } from 'oidc-provider';

/** Somebody who has signed in at the provider. */
export interface ProviderPerson {
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly given_name?: string;
  readonly usual_name?: string;
  readonly family_name?: string;
  readonly amr?: string[];
}

export const CLIENT = { id: 'actifs', secret: 'a secret that only the tests use, not a secret' };

/** A real OpenID Connect provider on a free port. Whoever comes is `person`, without a form; `refuses` says no. */
export class IdentityProvider {
  person: ProviderPerson = { sub: 'nobody' };
  refuses = false;
  /** Parameters of each authorization request. */
  readonly asked: Record<string, string>[] = [];

  private constructor(
    readonly issuer: string,
    private readonly server: Server,
  ) {}

  /** `userinfo`: as JSON or as a signed JWT, as ProConnect does. */
  static async start(redirectUris: string[], returnTo: string, userinfo: 'json' | 'jwt'): Promise<IdentityProvider> {
    // It warns of what a test does on purpose: keys and memory of its own, an older Node.
    for (const level of ['info', 'warn'] as const) jest.spyOn(console, level).mockImplementation(() => undefined);
    const { Provider } = await import('oidc-provider');
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const self = new IdentityProvider(issuer, server);
    const provider = new Provider(issuer, self.configuration(redirectUris, returnTo, userinfo));
    const handle = provider.callback();
    server.on('request', (request, response) => {
      const url = new URL(request.url ?? '/', issuer);
      if (url.pathname === '/auth') self.asked.push(Object.fromEntries(url.searchParams));
      if (!url.pathname.startsWith('/interaction/')) return void handle(request, response);
      void self.answer(provider, request, response);
    });
    return self;
  }

  /** Follows a browser from the authorization address until it would leave the provider; where to. */
  async visit(address: string): Promise<URL> {
    const cookies = new Map<string, string>();
    let url = new URL(address);
    for (let hop = 0; hop < 10 && url.origin === this.issuer; hop++) {
      const response = await fetch(url, {
        redirect: 'manual',
        headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      });
      for (const cookie of response.headers.getSetCookie()) {
        const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split(/=(.*)/s);
        cookies.set(name, value);
      }
      const location = response.headers.get('location');
      if (location === null) throw new Error(`${url.pathname} answered ${response.status}: ${await response.text()}`);
      url = new URL(location, url);
    }
    return url;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(
    provider: Provider,
    request: Parameters<Provider['interactionDetails']>[0],
    response: Parameters<Provider['interactionDetails']>[1],
  ): Promise<void> {
    const { params } = await provider.interactionDetails(request, response);
    if (this.refuses) return provider.interactionFinished(request, response, { error: 'access_denied' });
    const grant = new provider.Grant({ accountId: this.person.sub, clientId: String(params['client_id']) });
    grant.addOIDCScope(String(params['scope']));
    const { sub: accountId, amr } = this.person;
    await provider.interactionFinished(request, response, {
      login: { accountId, ...(amr && { amr }) },
      consent: { grantId: await grant.save() },
    });
  }

  private configuration(redirectUris: string[], returnTo: string, userinfo: 'json' | 'jwt'): Configuration {
    return {
      clients: [
        {
          client_id: CLIENT.id,
          client_secret: CLIENT.secret,
          redirect_uris: redirectUris,
          post_logout_redirect_uris: [returnTo],
          token_endpoint_auth_method: 'client_secret_post',
          ...(userinfo === 'jwt' && { userinfo_signed_response_alg: 'RS256' }),
        },
      ],
      cookies: { keys: ['only for tests'] },
      claims: {
        openid: ['sub', 'amr'],
        email: ['email', 'email_verified'],
        given_name: ['given_name'],
        usual_name: ['usual_name'],
        family_name: ['family_name'],
      },
      acrValues: ['eidas1'],
      features: {
        devInteractions: { enabled: false },
        jwtUserinfo: { enabled: true },
        claimsParameter: { enabled: true },
      },
      interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
      findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ ...this.person, sub }) }),
    };
  }
}
