import { Injectable } from '@nestjs/common';
import { LessThan, MoreThan } from 'typeorm';
import { Database } from '../platform/database/database.js';
import { CvProposal } from './cv-proposal.entity.js';

/** Keeps what was written for people until they answer. */
@Injectable()
export class CvProposalsRepository {
  constructor(private readonly database: Database) {}

  /** Adds a proposal in the place of the one that still waits. */
  async replace(proposal: CvProposal): Promise<void> {
    await this.end({ candidateId: proposal.candidateId, state: 'waiting' }, 'replaced', proposal.createdAt);
    await this.database.repository(CvProposal).insert(proposal);
  }

  /** The proposal that waits under this token; held until the end of the transaction when there is one. */
  async waiting(tokenHash: string, now: Date): Promise<CvProposal | null> {
    return this.database.repository(CvProposal).findOne({
      where: { tokenHash, state: 'waiting', expiresAt: MoreThan(now) },
      ...(this.database.inTransaction && { lock: { mode: 'pessimistic_write' as const } }),
    });
  }

  async waitingOf(candidateId: string, now: Date): Promise<CvProposal | null> {
    return this.database.repository(CvProposal).findOneBy({ candidateId, state: 'waiting', expiresAt: MoreThan(now) });
  }

  /** Nothing that was written stays with an ended proposal. */
  async answer(id: string, state: 'accepted' | 'refused', at: Date): Promise<void> {
    await this.end({ id, state: 'waiting' }, state, at);
  }

  async expire(now: Date): Promise<void> {
    await this.end({ state: 'waiting', expiresAt: LessThan(now) }, 'expired', now);
  }

  private async end(which: object, state: CvProposal['state'], answeredAt: Date): Promise<void> {
    await this.database
      .repository(CvProposal)
      .update(which, { state, answeredAt, answers: null as never, tokenHash: null });
  }
}
