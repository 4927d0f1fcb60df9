import { createHash } from 'node:crypto';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { Database } from '../database/database.js';
import { RuleBroken } from '../errors.js';
import type { AuthenticatedRequest } from './endpoint.js';

interface Stored {
  request_hash: string;
  status: number;
  answer: unknown;
}

/**
 * A POST sent twice with one Idempotency-Key is done once: the answer is kept in the transaction of the change,
 * so a crash leaves neither, and a second caller waits for the first and is given the same answer.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(private readonly database: Database) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const key = request.headers['idempotency-key'];
    if (request.method !== 'POST' || key === undefined || request.principal === undefined) return next.handle();
    if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) {
      throw new RuleBroken('idempotency.bad-key', 'L’en-tête Idempotency-Key doit compter 1 à 200 caractères simples.');
    }
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return from(this.once(key, request, request.principal.keyId, reply, next));
  }

  private async once(
    key: string,
    request: AuthenticatedRequest,
    keyId: string,
    reply: FastifyReply,
    next: CallHandler,
  ): Promise<unknown> {
    const hash = createHash('sha256')
      .update(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`)
      .digest('hex');
    return this.database.transaction(async () => {
      const claimed = await this.database.query(
        `INSERT INTO idempotency_keys (key_id, idempotency_key, request_hash, status) VALUES ($1, $2, $3, 0)
         ON CONFLICT DO NOTHING RETURNING key_id`,
        [keyId, key, hash],
      );
      if (claimed.length === 0) return this.replay(key, keyId, hash, reply);
      const answer: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
      await this.database.query(
        'UPDATE idempotency_keys SET status = $3, answer = $4 WHERE key_id = $1 AND idempotency_key = $2',
        [keyId, key, reply.statusCode, JSON.stringify(answer ?? null)],
      );
      return answer;
    });
  }

  private async replay(key: string, keyId: string, hash: string, reply: FastifyReply): Promise<unknown> {
    const [stored] = await this.database.query<Stored>(
      'SELECT request_hash, status, answer FROM idempotency_keys WHERE key_id = $1 AND idempotency_key = $2',
      [keyId, key],
    );
    if (stored?.request_hash !== hash) {
      throw new RuleBroken('idempotency.key-reused', 'Cette Idempotency-Key a déjà servi pour une autre demande.');
    }
    void reply.header('idempotent-replayed', 'true').status(stored.status);
    return stored.answer ?? undefined;
  }
}
