import { Injectable } from '@nestjs/common';
import { LessThan, MoreThan } from 'typeorm';
import { Database } from '../platform/database/database.js';
import { CvDraft } from './cv-draft.entity.js';

export type DraftKey = { readonly candidateId: string } | { readonly tokenHash: string };

/** Keeps drafts. */
@Injectable()
export class CvDraftsRepository {
  constructor(private readonly database: Database) {}

  /** The draft, unless its time is over; held until the end of the transaction when there is one. */
  async find(key: DraftKey, now: Date): Promise<CvDraft | null> {
    return this.database.repository(CvDraft).findOne({
      where: { ...key, expiresAt: MoreThan(now) },
      ...(this.database.inTransaction && { lock: { mode: 'pessimistic_write' as const } }),
    });
  }

  /** Adds a draft; one that is there already, over or not, gives way. */
  async put(draft: CvDraft, key: DraftKey): Promise<void> {
    await this.database.repository(CvDraft).delete(key);
    await this.database.repository(CvDraft).insert(draft);
  }

  async save(draft: CvDraft): Promise<void> {
    await this.database.repository(CvDraft).update({ id: draft.id }, draft);
  }

  async remove(key: DraftKey): Promise<void> {
    await this.database.repository(CvDraft).delete(key);
  }

  /** Two tabs that begin at the same moment share one draft. */
  async lockOwner(key: DraftKey): Promise<void> {
    await this.database.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 20))', [
      'candidateId' in key ? key.candidateId : key.tokenHash,
    ]);
  }

  async removeExpired(now: Date): Promise<number> {
    return (await this.database.repository(CvDraft).delete({ expiresAt: LessThan(now) })).affected ?? 0;
  }
}
