import { Controller } from '@nestjs/common';
import { h } from 'preact';
import { z } from 'zod';
import { Public } from '../../identity/access.js';
import { OpenIdService, type Provider } from '../../identity/openid.service.js';
import { Clock } from '../../platform/clock.js';
import { ExternalFailure } from '../../platform/errors.js';
import { plusSeconds } from '../../platform/lang/day.js';
import type { Redirect, View } from '../kit/answers.js';
import { Page, type PublicPageCall } from '../kit/page.js';
import { Entry } from './entry.js';
import { nextPage, nextQuery } from './next-page.rules.js';
import { NotSignedIn } from './openid.view.js';

const provider = z.object({ service: z.enum(['proconnect', 'franceconnect']) });
const leave = { method: 'GET', path: '/connexion/{service}', params: provider, query: nextQuery } as const;
const back = { method: 'GET', path: '/connexion/{service}/retour', params: provider } as const;

/** What ties the answer to the question, and the page that was wanted: kept by the browser while it is away. */
const QUESTION = 'openid';
const WANTED = 'wanted';
const AWAY_SECONDS = 600;

const NAMES: Readonly<Record<Provider, string>> = { proconnect: 'ProConnect', franceconnect: 'FranceConnect' };

/** Signing in with ProConnect or FranceConnect: to the provider, and back with its answer. */
@Controller()
export class OpenIdPages {
  constructor(
    private readonly openId: OpenIdService,
    private readonly entry: Entry,
    private readonly clock: Clock,
  ) {}

  @Page(leave)
  @Public()
  async leave(call: PublicPageCall<typeof leave>): Promise<View | Redirect> {
    const { service } = call.params;
    try {
      const { url, cookie } = await this.openId.begin(service);
      const expires = plusSeconds(this.clock.now(), AWAY_SECONDS);
      const wanted = Buffer.from(call.query.suite ?? '').toString('base64url');
      return {
        to: url,
        status: 302,
        cookies: [
          { name: QUESTION, value: cookie, expires },
          { name: WANTED, value: wanted, expires },
        ],
      };
    } catch (error) {
      if (!(error instanceof ExternalFailure)) throw error;
      return refusal(service, error.message, error.status);
    }
  }

  @Page(back)
  @Public()
  async back(call: PublicPageCall<typeof back>): Promise<View | Redirect> {
    const { service } = call.params;
    const cookies = [QUESTION, WANTED].map((name) => ({ name, value: '' }));
    const query = call.url.includes('?') ? call.url.slice(call.url.indexOf('?')) : '';
    try {
      const finished = await this.openId.finish(service, query, call.cookie(QUESTION));
      if (!finished.ok) return { ...refusal(service, finished.message, 422), cookies };
      const wanted = nextPage.parse(Buffer.from(call.cookie(WANTED) ?? '', 'base64url').toString('utf8'));
      const next = await this.entry.after(finished.value, call, wanted);
      return { ...next, cookies: [...cookies, ...(next.cookies ?? [])] };
    } catch (error) {
      if (!(error instanceof ExternalFailure)) throw error;
      return { ...refusal(service, error.message, error.status), cookies };
    }
  }
}

function refusal(service: Provider, message: string, status: number): View {
  const props = { name: NAMES[service], again: `/connexion/${service}`, message };
  return {
    title: `Connexion avec ${NAMES[service]}`,
    status,
    failed: true,
    section: 'space',
    body: h(NotSignedIn, props),
  };
}
