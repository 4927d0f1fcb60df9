import { Controller } from '@nestjs/common';
import { h } from 'preact';
import { z } from 'zod';
import { Public } from '../../identity/access.js';
import { ConfirmationsService, type MadeAccount } from '../../identity/confirmations.service.js';
import { Config } from '../../platform/config/config.js';
import type { Redirect, View } from '../kit/answers.js';
import { Page, type PublicPageCall } from '../kit/page.js';
import { Contest, LinkOver, MadeForYou } from './confirmation.view.js';

const params = z.object({ token: z.string().regex(/^[\w-]{16}$/) });
const look = { method: 'GET', path: '/i/{token}', params } as const;
const confirm = { ...look, method: 'POST' } as const;
const askContest = { method: 'GET', path: '/i/{token}/non', params } as const;
const contest = { ...askContest, method: 'POST' } as const;

/** The link of the message that tells people of an account made for them. Looking changes nothing: scanners look too. */
@Controller()
export class ConfirmationPages {
  constructor(
    private readonly confirmations: ConfirmationsService,
    private readonly config: Config,
  ) {}

  @Page(look)
  @Public()
  async look(call: PublicPageCall<typeof look>): Promise<View> {
    const account = await this.pending(call.params.token);
    if (!account) return this.over();
    const no = `/i/${call.params.token}/non`;
    const props = { csrf: call.csrf, account, instance: this.config.instance, no };
    return { title: 'Votre compte', body: h(MadeForYou, props) };
  }

  @Page(confirm)
  @Public()
  async confirm(call: PublicPageCall<typeof confirm>): Promise<View | Redirect> {
    const confirmed = await this.confirmations.confirm(call.params.token);
    return confirmed.ok ? { to: `/i/${call.params.token}` } : this.over();
  }

  @Page(askContest)
  @Public()
  async askContest(call: PublicPageCall<typeof askContest>): Promise<View> {
    const account = await this.pending(call.params.token);
    if (!account) return this.over();
    const props = { csrf: call.csrf, account, back: `/i/${call.params.token}` };
    return { title: 'Vous n’avez rien demandé ?', body: h(Contest, props) };
  }

  @Page(contest)
  @Public()
  async contest(call: PublicPageCall<typeof contest>): Promise<View | Redirect> {
    const contested = await this.confirmations.contest(call.params.token);
    return contested.ok ? { to: '/au-revoir' } : this.over();
  }

  /** What the link is about; nothing any more once it was contested. */
  private async pending(token: string): Promise<MadeAccount | undefined> {
    const account = await this.confirmations.look(token);
    return account?.answer === 'contested' ? undefined : account;
  }

  private over(): View {
    const body = h(LinkOver, { instance: this.config.instance });
    return { title: 'Ce lien n’est plus valable', status: 404, body };
  }
}
