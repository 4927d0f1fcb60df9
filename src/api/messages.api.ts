import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { Allow } from '../identity/access.js';
import { messageFilter, messageView } from '../notifications/message.schema.js';
import { MessagesQueries } from '../notifications/messages.queries.js';
import { NotFound } from '../platform/errors.js';
import { type Call, Endpoint } from '../platform/http/endpoint.js';
import { pageOf, pageQuery } from '../platform/http/paging.schema.js';

const tag = 'Messages';
const TEAM = { kinds: ['team'] } as const;

const list = {
  method: 'GET',
  path: '/api/v1/messages',
  tag,
  summary: 'Lister les messages, du plus récent au plus ancien',
  query: pageQuery.extend(messageFilter.shape),
  returns: pageOf(messageView),
} as const;
const read = {
  method: 'GET',
  path: '/api/v1/messages/{id}',
  tag,
  summary: 'Lire un message et son état',
  params: z.object({ id: z.uuid() }),
  query: messageFilter.pick({ body: true }),
  returns: messageView,
  errors: ['message.not-found'],
} as const;

/** What was sent to whom, for the team. Words and addresses only when asked for. */
@Controller()
export class MessagesApi {
  constructor(private readonly messages: MessagesQueries) {}

  @Endpoint(list)
  @Allow('messages:read', TEAM)
  list({ query }: Call<typeof list>) {
    const { page, perPage, ...filter } = query;
    return this.messages.list(filter, { page, perPage });
  }

  @Endpoint(read)
  @Allow('messages:read', TEAM)
  async read({ params, query }: Call<typeof read>) {
    const message = await this.messages.byId(params.id, query.body === 'true');
    if (!message) throw new NotFound('message.not-found', 'Ce message n’existe pas.');
    return message;
  }
}
