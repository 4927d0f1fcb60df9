import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '../platform/lang/day.js';
import type { HalfDay, Milestone } from './calendar.rules.js';
import type { CallReason } from './call-task.rules.js';
import type { CallTaskState } from './follow-up.rules.js';

/** One call to make, and why: 3, 6 or 12 months after an appointment at the bus, or because the person asked for it, or … */
@Entity('call_tasks')
export class CallTaskEntity {
  @PrimaryColumn('uuid')
  id: string;

  /** Null for somebody known only by a telephone number. */
  @Column('uuid', { name: 'candidate_id', nullable: true })
  candidateId: string | null;

  /** Number to call when it is not the one of the file, in E.164. */
  @Column('text', { nullable: true })
  phone: string | null;

  /** Who is called: the id of the file, else the number. One open call each. Null once the number is forgotten. */
  @Column({ type: 'text', insert: false, update: false, nullable: true })
  person: string | null;

  @Column('text')
  reason: CallReason;

  /** What the call is about: an opportunity, an application. */
  @Column('uuid', { nullable: true })
  subject: string | null;

  /** The person asked for this call, so it is kept in spite of limits and of an opposition. Follows from the reason. */
  @Column({ type: 'boolean', insert: false, update: false })
  asked: boolean;

  /** Half-day that the person prefers; null: any. */
  @Column('text', { name: 'best_time', nullable: true })
  bestTime: HalfDay | null;

  /** Account that asked for the call; null when nobody was signed in. */
  @Column('uuid', { name: 'requested_by', nullable: true })
  requestedBy: string | null;

  @Column('uuid', { name: 'appointment_id', nullable: true })
  appointmentId: string | null;

  /** Of a follow-up only. */
  @Column('smallint', { name: 'milestone_months', nullable: true })
  months: Milestone | null;

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
  state: CallTaskState;

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
