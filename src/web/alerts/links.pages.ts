import { Controller, Head, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { AlertControlsService } from '../../alerts/alert-controls.service.js';
import { Public } from '../../identity/access.js';
import { Config } from '../../platform/config/config.js';
import type { Redirect, View } from '../kit/answers.js';
import { Page, type PageRequest, type PublicPageCall } from '../kit/page.js';
import { PageRenderer } from '../kit/page-renderer.js';
import { pathOf } from '../opportunities/card.view.js';
import { ActionDone, ASKED, AskAction, Digest } from './links.view.js';

const code = z.string().max(20);
const list = { method: 'GET', path: '/o/{code}', params: z.object({ code }) } as const;
const one = {
  method: 'GET',
  path: '/o/{code}/{number}',
  params: z.object({ code, number: z.coerce.number().int() }),
} as const;
const params = z.object({ token: z.string().max(100) });
const unsubscribe = { method: 'GET', path: '/unsubscribe/{token}', params } as const;
const change = { method: 'GET', path: '/alertes/{token}', params } as const;

type TokenRequest = PageRequest & { params: { token: string } };

/** The links of alerts: short addresses of offers, and fewer alerts, a pause or none without signing in. */
@Controller()
export class AlertLinksPages {
  constructor(
    private readonly controls: AlertControlsService,
    private readonly renderer: PageRenderer,
    private readonly config: Config,
  ) {}

  /** Programs that only look are not people: nothing is counted. Stands before the GET, which would answer HEAD itself. */
  @Head('o/:code')
  @Public()
  @HttpCode(204)
  look(): void {}

  /** One opportunity: straight to it. Several: a list. */
  @Page(list)
  @Public()
  async list(call: PublicPageCall<typeof list>): Promise<View | Redirect> {
    return this.open(call.params.code, undefined);
  }

  /** The n-th opportunity of a digest. */
  @Page(one)
  @Public()
  async one(call: PublicPageCall<typeof one>): Promise<View | Redirect> {
    return this.open(call.params.code, call.params.number);
  }

  @Page(unsubscribe)
  @Public()
  askUnsubscribe(call: PublicPageCall<typeof unsubscribe>): View {
    return this.ask('/unsubscribe', call.params.token);
  }

  @Page(change)
  @Public()
  askChange(call: PublicPageCall<typeof change>): View {
    return this.ask('/alertes', call.params.token);
  }

  /**
   * One click in the mail program (RFC 8058): a POST without a page, a cookie or a token of ours, done at once. The signed address is
   * the proof, here as on the page with the button.
   */
  @Post(['unsubscribe/:token', 'alertes/:token'])
  @Public()
  @HttpCode(200)
  async obey(@Req() request: TokenRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string | Buffer> {
    const action = await this.controls.obeyLink(request.params.token);
    const body = h(ActionDone, { action, instance: this.config.instance });
    return this.renderer.send(request, reply, { title: 'C’est fait', body });
  }

  private async open(code: string, number: number | undefined): Promise<View | Redirect> {
    const told = await this.controls.open(code);
    const chosen = number === undefined ? undefined : (told[number - 1] ?? told[0]);
    const only = told.length === 1 ? told[0] : chosen;
    if (only) return { to: pathOf(only), status: 302 };
    return { title: 'Pour vous', body: h(Digest, { told, code, instance: this.config.instance }) };
  }

  private ask(path: string, token: string): View {
    const { action } = this.controls.read(token);
    const body = h(AskAction, { action, address: `${path}/${token}`, instance: this.config.instance });
    return { title: ASKED[action].title, body };
  }
}
