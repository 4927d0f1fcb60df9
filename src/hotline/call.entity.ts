import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Answers } from './call.schema.js';
import type { Direction, Outcome } from './call.rules.js';

/** A telephone call that took place, whether or not it was allowed to change its task. */
@Entity('calls')
export class CallEntity {
  @PrimaryColumn('uuid')
  id: string;

  /** The call task. */
  @Column('uuid', { name: 'follow_up_id' })
  followUpId: string;

  @Column('uuid', { name: 'candidate_id', nullable: true })
  candidateId: string | null;

  /** In E.164, of somebody without a file; forgotten with the task's. */
  @Column('text', { nullable: true })
  phone: string | null;

  /** One lease, one call: saving twice records it once. */
  @Column('uuid', { name: 'lease_id' })
  leaseId: string;

  @Column('text')
  agent: string;

  @Column('text')
  direction: Direction;

  @Column('text')
  outcome: Outcome;

  /** The person had asked for it, so it does not count among the 4 in 30 days. */
  @Column('boolean')
  asked: boolean;

  /** False when the lease was lost: kept for the record, without effect on the task. */
  @Column('boolean')
  applied: boolean;

  @Column('timestamptz', { name: 'call_back_at', nullable: true })
  callBackAt: Date | null;

  @Column('jsonb', { nullable: true })
  answers: Answers | null;

  @Column('text', { nullable: true })
  note: string | null;

  @Column('timestamptz', { name: 'called_at' })
  calledAt: Date;
}
