import { Controller } from '@nestjs/common';
import { h } from 'preact';
import { z } from 'zod';
import { CvSharesService } from '../../candidates/cv-shares.service.js';
import { MyMessagesQueries } from '../../candidates/my-messages.queries.js';
import { AccessLogService } from '../../identity/access-log.service.js';
import { Allow } from '../../identity/access.js';
import { Clock } from '../../platform/clock.js';
import type { View } from '../kit/answers.js';
import { Page, type PageCall } from '../kit/page.js';
import { ownFile } from '../space/own-file.js';
import { Messages, WhoSaw } from './traces.view.js';

const query = z.object({ page: z.coerce.number().int().min(1).max(1000).catch(1) });
const who = { method: 'GET', path: '/mon-espace/donnees/qui', query } as const;
const messages = { method: 'GET', path: '/mon-espace/donnees/messages', query } as const;

const PER_PAGE = 20;

/** What others did with a person's data: who looked, what was sent. */
@Controller()
export class TracesPages {
  constructor(
    private readonly log: AccessLogService,
    private readonly shares: CvSharesService,
    private readonly sent: MyMessagesQueries,
    private readonly clock: Clock,
  ) {}

  @Page(who)
  @Allow('own:read')
  async who(call: PageCall<typeof who>): Promise<View> {
    const candidateId = ownFile(call.visitor);
    const looks = await this.log.of(candidateId, { page: call.query.page, perPage: PER_PAGE });
    const shares = await this.shares.list(candidateId);
    return {
      title: 'Qui a vu mes données',
      section: 'space',
      body: h(WhoSaw, { looks, shares, today: this.clock.today() }),
    };
  }

  @Page(messages)
  @Allow('own:read')
  async messages(call: PageCall<typeof messages>): Promise<View> {
    const page = await this.sent.of(ownFile(call.visitor), { page: call.query.page, perPage: PER_PAGE });
    return {
      title: 'Les messages reçus',
      section: 'space',
      body: h(Messages, { messages: page, today: this.clock.today() }),
    };
  }
}
