import { Controller, Get, Head, HttpCode, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AlertControlsService } from '../alerts/alert-controls.service.js';
import { Public } from '../identity/access.js';
import { Config } from '../platform/config/config.js';
import { escapeHtml, PAGE_HEADERS, simplePage } from './simple-page.view.js';

const ASKED = {
  stop: { title: 'Ne plus recevoir nos alertes par e-mail', button: 'Oui, arrêter' },
  pause: { title: 'Faire une pause d’un mois', button: 'Oui, faire une pause' },
  less: { title: 'Recevoir moins de messages', button: 'Oui, moins de messages' },
} as const;

const DONE = {
  stop: 'C’est fait. Vous ne recevrez plus nos alertes par e-mail.',
  pause: 'C’est fait. Vos alertes sont en pause pendant un mois.',
  less: 'C’est fait. Vous recevrez au plus un SMS par semaine et un e-mail par jour.',
} as const;

/** The links of alerts: short addresses of offers, and fewer alerts, a pause or none without signing in. */
@Controller()
export class AlertLinksPages {
  constructor(
    private readonly controls: AlertControlsService,
    private readonly config: Config,
  ) {}

  /** Programs that only look are not people: nothing is counted. Stands before the GET, which would answer HEAD itself. */
  @Head('o/:code')
  @Public()
  @HttpCode(204)
  look(): void {}

  /** One opportunity: straight to it. Several: a list. */
  @Get('o/:code')
  @Public()
  async open(@Param('code') code: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const opportunities = await this.controls.open(code);
    const [first] = opportunities;
    if (first && opportunities.length === 1) return redirect(reply, first);
    void reply.headers(PAGE_HEADERS);
    const items = opportunities.map(
      (opportunity) =>
        `<li><a href="${addressOf(opportunity)}">${escapeHtml(opportunity.title ?? 'Cette annonce n’est plus en ligne')}</a></li>`,
    );
    return simplePage('Vos offres', `<h1>Pour vous</h1>\n<ol>\n${items.join('\n')}\n</ol>\n${this.help()}`);
  }

  /** The n-th opportunity of a digest. */
  @Get('o/:code/:number')
  @Public()
  async openOne(
    @Param('code') code: string,
    @Param('number') number: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const opportunities = await this.controls.open(code);
    const chosen = opportunities[Number(number) - 1] ?? opportunities[0];
    if (chosen) return redirect(reply, chosen);
    return this.open(code, reply);
  }

  @Get('unsubscribe/:token')
  @Public()
  askUnsubscribe(@Param('token') token: string, @Res({ passthrough: true }) reply: FastifyReply): string {
    return this.ask(token, `/unsubscribe/${token}`, reply);
  }

  /** One click in the mail program (RFC 8058): a POST without a page, done at once. */
  @Post('unsubscribe/:token')
  @Public()
  @HttpCode(200)
  unsubscribe(@Param('token') token: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return this.obey(token, reply);
  }

  @Get('alertes/:token')
  @Public()
  askAlerts(@Param('token') token: string, @Res({ passthrough: true }) reply: FastifyReply): string {
    return this.ask(token, `/alertes/${token}`, reply);
  }

  @Post('alertes/:token')
  @Public()
  @HttpCode(200)
  changeAlerts(@Param('token') token: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return this.obey(token, reply);
  }

  private ask(token: string, address: string, reply: FastifyReply): string {
    const { title, button } = ASKED[this.controls.read(token).action];
    void reply.headers(PAGE_HEADERS);
    const form = `<form method="post" action="${escapeHtml(address)}"><button type="submit">${button}</button></form>`;
    return simplePage(title, `<h1>${title}</h1>\n${form}\n${this.help()}`);
  }

  private async obey(token: string, reply: FastifyReply): Promise<string> {
    const action = await this.controls.obeyLink(token);
    void reply.headers(PAGE_HEADERS);
    return simplePage('C’est fait', `<h1>C’est fait</h1>\n<p role="status">${DONE[action]}</p>\n${this.help()}`);
  }

  private help(): string {
    const { phone, phoneHours } = this.config.instance;
    return `<p>Une question ? Appelez-nous : <a href="tel:${escapeHtml(phone.replace(/\s/g, ''))}">${escapeHtml(phone)}</a> (${escapeHtml(phoneHours)}).</p>`;
  }
}

function addressOf(opportunity: { id: string; kind: 'offer' | 'mission' }): string {
  return `/api/v1/${opportunity.kind === 'offer' ? 'offers' : 'missions'}/${opportunity.id}`;
}

function redirect(reply: FastifyReply, opportunity: { id: string; kind: 'offer' | 'mission' }): string {
  void reply.status(302).header('location', addressOf(opportunity)).header('cache-control', 'no-store');
  return '';
}
