import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '../platform/lang/day.js';
import type { HalfDay, Milestone } from './calendar.rules.js';
import type { FollowUpState } from './follow-up.rules.js';

/** One call to make to a person 3, 6 or 12 months after an appointment at the bus. */
@Entity('follow_ups')
export class FollowUpEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'candidate_id' })
  candidateId: string;

  @Column('uuid', { name: 'appointment_id' })
  appointmentId: string;

  @Column('smallint', { name: 'milestone_months' })
  months: Milestone;

  @Column('date', { name: 'due_on' })
  dueOn: Day;

  @Column('date', { name: 'window_starts_on' })
  windowStartsOn: Day;

  @Column('date', { name: 'window_ends_on' })
  windowEndsOn: Day;

  /** The earliest due day among the calls that this one replaces: orders the queue. */
  @Column('date', { name: 'urgent_on' })
  urgentOn: Day;

  @Column('text')
  state: FollowUpState;

  /** Why it ended; null while it is planned or due. */
  @Column('text', { name: 'end_reason', nullable: true })
  endReason: string | null;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;

  /** The call that replaces this one, of the same person. */
  @Column('uuid', { name: 'merged_into', nullable: true })
  mergedInto: string | null;

  /** Attempts that failed. */
  @Column('smallint')
  attempts: number;

  /** No unasked call before this instant. */
  @Column('timestamptz', { name: 'not_before', nullable: true })
  notBefore: Date | null;

  @Column('text', { name: 'call_in', nullable: true })
  callIn: HalfDay | null;

  /** The person asked to be called at this instant. */
  @Column('timestamptz', { name: 'promised_at', nullable: true })
  promisedAt: Date | null;

  @Column('uuid', { name: 'lease_id', nullable: true })
  leaseId: string | null;

  @Column('text', { name: 'leased_by', nullable: true })
  leasedBy: string | null;

  @Column('timestamptz', { name: 'leased_at', nullable: true })
  leasedAt: Date | null;

  @Column('timestamptz', { name: 'lease_until', nullable: true })
  leaseUntil: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;
}
