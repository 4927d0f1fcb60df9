import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { CallEntity } from './call.entity.js';

/** Writes calls. A call is never changed, except that an erased person leaves no words behind. */
@Injectable()
export class CallsRepository {
  constructor(private readonly database: Database) {}

  async ofLease(leaseId: string): Promise<CallEntity | null> {
    return this.database.repository(CallEntity).findOneBy({ leaseId });
  }

  async add(call: CallEntity): Promise<void> {
    await this.database.repository(CallEntity).insert(call);
  }

  /** Removes what people typed about these persons; the coded answers stay, for the figures. */
  async eraseWordsOf(candidateIds: readonly string[]): Promise<void> {
    await this.database.query(
      `UPDATE calls SET note = NULL, answers = answers - 'employer'
       WHERE candidate_id = ANY($1::uuid[]) AND (note IS NOT NULL OR answers ? 'employer')`,
      [candidateIds],
    );
  }
}
