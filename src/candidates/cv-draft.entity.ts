import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CvAnswers } from './cv.schema.js';

/** Answers not yet taken in: of a person, or of somebody who is not registered yet and holds a token. */
@Entity('cv_drafts')
export class CvDraft {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'candidate_id', nullable: true })
  candidateId: string | null;

  @Column('text', { name: 'token_hash', nullable: true })
  tokenHash: string | null;

  @Column('jsonb')
  answers: CvAnswers;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;
}
