import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CvAnswers } from './cv.schema.js';

/** What somebody else wrote for a person, who has yet to say yes. Once answered, only the fact stays. */
@Entity('cv_proposals')
export class CvProposal {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'candidate_id' })
  candidateId: string;

  @Column('jsonb', { nullable: true })
  answers: CvAnswers | null;

  /** Account or key. */
  @Column('text', { name: 'proposed_by' })
  proposedBy: string;

  /** As the person reads it: "Lucie, équipe Aisne-actifs". */
  @Column('text', { name: 'proposed_by_name', nullable: true })
  proposedByName: string | null;

  @Column('text')
  channel: 'sms' | 'email';

  @Column('text', { name: 'token_hash', nullable: true })
  tokenHash: string | null;

  @Column('text')
  state: 'waiting' | 'accepted' | 'refused' | 'replaced' | 'expired';

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;

  @Column('timestamptz', { name: 'answered_at', nullable: true })
  answeredAt: Date | null;
}
