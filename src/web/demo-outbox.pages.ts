import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Public } from '../identity/access.js';
import { MessagesQueries } from '../notifications/messages.queries.js';
import { Config } from '../platform/config/config.js';
import { NotFound } from '../platform/errors.js';
import { parseInput } from '../platform/http/validation.js';
import { demoOutboxPage } from './demo-outbox.view.js';
import { PAGE_HEADERS } from './simple-page.view.js';

const LIMIT = 200;
const query = z.object({ to: z.string().trim().max(200).optional() });

/** Shows what a telephone or a mailbox would have received. Only where DEMO is true: the messages are open to all. */
@Controller()
export class DemoOutboxPages {
  constructor(
    private readonly messages: MessagesQueries,
    private readonly config: Config,
  ) {}

  @Get('demo/outbox')
  @Public()
  async page(@Query() given: unknown, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const to = this.recipient(given);
    void reply.headers(PAGE_HEADERS);
    return demoOutboxPage(await this.messages.outbox(to, LIMIT), to, LIMIT);
  }

  @Get('demo/outbox.json')
  @Public()
  async json(@Query() given: unknown) {
    return { items: await this.messages.outbox(this.recipient(given), LIMIT) };
  }

  private recipient(given: unknown): string | undefined {
    if (!this.config.demo) throw new NotFound('request.unknown-path', 'Cette adresse n’existe pas.');
    const to = parseInput(query, given, 'query').to?.replace(/^ /, '+');
    if (!to) return undefined;
    // People type 06 39 98 00 01; a "+" in an address arrives as a space.
    const digits = to.replace(/[\s.]/g, '');
    return /^0[67]\d{8}$/.test(digits)
      ? `+33${digits.slice(1)}`
      : /^33\d{9}$/.test(digits)
        ? `+${digits}`
        : to.includes('@')
          ? to
          : digits;
  }
}
