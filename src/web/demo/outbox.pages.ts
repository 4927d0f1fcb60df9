import { Controller, Get, Query } from '@nestjs/common';
import { h } from 'preact';
import { z } from 'zod';
import { Public } from '../../identity/access.js';
import { MessagesQueries } from '../../notifications/messages.queries.js';
import { Config } from '../../platform/config/config.js';
import { NotFound } from '../../platform/errors.js';
import { parseInput } from '../../platform/http/validation.js';
import { phoneNumber } from '../../platform/lang/phone.js';
import type { View } from '../kit/answers.js';
import { Page, type PublicPageCall } from '../kit/page.js';
import { Outbox } from './outbox.view.js';

const LIMIT = 200;
const query = z.object({ to: z.string().trim().max(200).optional().catch(undefined) });
const page = { method: 'GET', path: '/demo/outbox', query } as const;

/** Shows what a telephone or a mailbox would have received. Only where DEMO is true: the messages are open to all. */
@Controller()
export class OutboxPages {
  constructor(
    private readonly messages: MessagesQueries,
    private readonly config: Config,
  ) {}

  @Page(page)
  @Public()
  async page(call: PublicPageCall<typeof page>): Promise<View> {
    const to = this.recipient(call.query.to);
    const items = await this.messages.outbox(to, LIMIT);
    return { title: 'Messages envoyés', styles: ['outbox.css'], body: h(Outbox, { items, to, limit: LIMIT }) };
  }

  @Get('demo/outbox.json')
  @Public()
  async json(@Query() given: unknown) {
    return { items: await this.messages.outbox(this.recipient(parseInput(query, given, 'query').to), LIMIT) };
  }

  /** The address as messages keep it: people type 06 39 98 00 01, and a "+" in an address arrives as a space. */
  private recipient(typed: string | undefined): string | undefined {
    if (!this.config.demo) throw new NotFound('request.unknown-path', 'Cette adresse n’existe pas.');
    const to = typed?.replace(/^ /, '+');
    if (!to) return undefined;
    return phoneNumber(to) ?? to;
  }
}
