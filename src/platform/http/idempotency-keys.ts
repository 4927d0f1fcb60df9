import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Handles } from '../jobs/job.js';
import { purgeIdempotencyKeys } from './idempotency.jobs.js';

/** Hours for which a repeated request is given the first answer. */
const KEPT_HOURS = 48;

/** What is kept of requests that came with an Idempotency-Key (see IdempotencyInterceptor). */
@Injectable()
export class IdempotencyKeys {
  constructor(private readonly database: Database) {}

  /** Erases the answers that speak of this person or thing; its id stands in each. A repetition still does nothing: it is answered without a body. */
  async eraseAnswersAbout(id: string): Promise<void> {
    await this.database.query(`UPDATE idempotency_keys SET answer = NULL WHERE answer::text LIKE '%' || $1 || '%'`, [
      id,
    ]);
  }

  @Handles(purgeIdempotencyKeys)
  async purge(_data: Record<string, never>): Promise<void> {
    await this.database.query('DELETE FROM idempotency_keys WHERE created_at < now() - make_interval(hours => $1)', [
      KEPT_HOURS,
    ]);
  }
}
