import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '../platform/lang/day.js';
import type { Answer, ApplicationState, Closure } from './application.rules.js';
import type { RefusalMotive } from './motives.rules.js';
import type { Snapshot } from './snapshot.schema.js';

/** A person's application to an offer or a mission. An erased one keeps its row, without its person and their words. */
@Entity('applications')
export class Application {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'candidate_id', nullable: true })
  candidateId: string | null;

  @Column('uuid', { name: 'opportunity_id' })
  opportunityId: string;

  @Column('text')
  kind: 'offer' | 'mission';

  @Column('uuid', { name: 'organisation_id' })
  organisationId: string;

  @Column('text')
  state: ApplicationState;

  /** What the organisation sees, frozen when it was sent. */
  @Column('jsonb', { nullable: true })
  snapshot: Snapshot | null;

  @Column('text', { nullable: true })
  words: string | null;

  /** 'candidate', or 'account:<id>' of the agent who sent it for the person. */
  @Column('text', { name: 'sent_by' })
  sentBy: string;

  @Column('timestamptz', { name: 'sent_at' })
  sentAt: Date;

  /** The day in Paris from which reminders are counted. */
  @Column('date', { name: 'sent_on' })
  sentOn: Day;

  @Column('timestamptz', { name: 'seen_at', nullable: true })
  seenAt: Date | null;

  @Column('text', { nullable: true })
  answer: Answer | null;

  /** When the first answer came; a second one, after a meeting, does not move it. */
  @Column('timestamptz', { name: 'answered_at', nullable: true })
  answeredAt: Date | null;

  @Column('boolean', { name: 'by_phone' })
  byPhone: boolean;

  @Column('text', { name: 'refusal_motive', nullable: true })
  refusalMotive: RefusalMotive | null;

  @Column('text', { name: 'answer_message', nullable: true })
  answerMessage: string | null;

  @Column('timestamptz', { name: 'meeting_at', nullable: true })
  meetingAt: Date | null;

  @Column('text', { name: 'meeting_place', nullable: true })
  meetingPlace: string | null;

  @Column('timestamptz', { name: 'relanced_at', nullable: true })
  relancedAt: Date | null;

  @Column('text', { name: 'relance_words', nullable: true })
  relanceWords: string | null;

  /** Since when the hotline should call the organisation. */
  @Column('timestamptz', { name: 'escalated_at', nullable: true })
  escalatedAt: Date | null;

  @Column('timestamptz', { name: 'withdrawn_at', nullable: true })
  withdrawnAt: Date | null;

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt: Date | null;

  @Column('text', { name: 'closed_because', nullable: true })
  closedBecause: Closure | null;

  @Column('timestamptz', { name: 'archived_at', nullable: true })
  archivedAt: Date | null;

  /** Next day on which the sweep looks at it; null once nobody waits. */
  @Column('date', { name: 'next_step_on', nullable: true })
  nextStepOn: Day | null;

  /** First day on which the organisation no longer sees the person; null: no end yet. */
  @Column('date', { name: 'organisation_view_ends_on', nullable: true })
  organisationViewEndsOn: Day | null;

  /** Two years later it is erased. */
  @Column('timestamptz', { name: 'last_event_at' })
  lastEventAt: Date;

  @Column('timestamptz', { name: 'erased_at', nullable: true })
  erasedAt: Date | null;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;

  /** Grows with each change; the ETag of the API. */
  @Column('int')
  version: number;
}
