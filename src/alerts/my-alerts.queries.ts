import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import type { AlertChannel } from './alert.rules.js';

/** An offer or a mission that a person was told of. */
export interface MyAlert {
  readonly opportunityId: string;
  readonly kind: 'offer' | 'mission';
  /** Null when it is gone. */
  readonly title: string | null;
  readonly commune: string | null;
  readonly channel: AlertChannel;
  readonly sentAt: Date;
  readonly open: boolean;
}

/** Reads what a person was told of by alerts, for that person. */
@Injectable()
export class MyAlertsQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The latest first, at most `limit`. */
  async of(candidateId: string, limit: number): Promise<MyAlert[]> {
    return this.database.query<MyAlert>(
      `SELECT a.opportunity_id AS "opportunityId", a.kind, o.title, o.commune_name AS commune, a.channel,
         coalesce(m.sent_at, m.created_at) AS "sentAt", coalesce(o.status = 'published' AND o.closes_on >= $3, false) AS open
       FROM alerts a JOIN messages m ON m.id = a.message_id LEFT JOIN opportunities o ON o.id = a.opportunity_id
       WHERE a.candidate_id = $1 AND m.status IN ('sent', 'delivered')
       ORDER BY coalesce(m.sent_at, m.created_at) DESC, a.message_id, a.position LIMIT $2`,
      [candidateId, limit, this.clock.today()],
    );
  }
}
