import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import type { Day } from '../platform/lang/day.js';
import type { Application } from './application.entity.js';
import { mayRelance, mayWithdraw, relanceFrom } from './application.rules.js';
import { type OwnApplication, type OwnApplicationLine, timelineOf } from './own-application.rules.js';
import { POSTS } from './posts.queries.js';
import { stateWords } from './state-words.rules.js';
import type { Step } from './steps.rules.js';

type Row = Application & {
  title: string | null;
  organisationName: string | null;
  commune: string | null;
  open: boolean;
};

export const COLUMNS = `a.id, a.candidate_id AS "candidateId", a.opportunity_id AS "opportunityId", a.kind,
  a.organisation_id AS "organisationId", a.state, a.snapshot, a.words, a.sent_by AS "sentBy", a.sent_at AS "sentAt",
  a.sent_on::text AS "sentOn", a.seen_at AS "seenAt", a.answer, a.answered_at AS "answeredAt", a.by_phone AS "byPhone",
  a.refusal_motive AS "refusalMotive", a.answer_message AS "answerMessage", a.meeting_at AS "meetingAt",
  a.meeting_place AS "meetingPlace", a.relanced_at AS "relancedAt", a.relance_words AS "relanceWords",
  a.escalated_at AS "escalatedAt", a.withdrawn_at AS "withdrawnAt", a.closed_at AS "closedAt", a.closed_because AS "closedBecause",
  a.archived_at AS "archivedAt", a.next_step_on::text AS "nextStepOn", a.organisation_view_ends_on::text AS "organisationViewEndsOn",
  a.last_event_at AS "lastEventAt", a.erased_at AS "erasedAt", a.updated_at AS "updatedAt", a.version`;

/** Reads a person's own applications, for their pages and their export. */
@Injectable()
export class ApplicationsQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** All applications of a person: those that wait for an answer first, then the latest. */
  async of(candidateId: string): Promise<OwnApplicationLine[]> {
    return (await this.rows(candidateId, null)).map((row) => lineOf(row, this.clock.today()));
  }

  /** One of a person's applications, with its timeline; undefined when it is not theirs. */
  async one(candidateId: string, applicationId: string): Promise<OwnApplication | undefined> {
    const [row] = await this.rows(candidateId, applicationId);
    return row && this.wholeOf(row, await this.steps([row.id]));
  }

  /** The application that this person sent to this offer or mission, in whatever state. */
  async idOf(candidateId: string, opportunityId: string): Promise<string | undefined> {
    const [row] = await this.database.query<{ id: string }>(
      'SELECT id FROM applications WHERE candidate_id = $1 AND opportunity_id = $2',
      [candidateId, opportunityId],
    );
    return row?.id;
  }

  /** Everything that is kept of a person's applications, for "my data". */
  async export(candidateId: string): Promise<OwnApplication[]> {
    const rows = await this.rows(candidateId, null);
    const steps = await this.steps(rows.map(({ id }) => id));
    return rows.map((row) => this.wholeOf(row, steps));
  }

  private wholeOf(row: Row, steps: ReadonlyMap<string, { step: Step; at: Date; by: string }[]>): OwnApplication {
    return {
      ...lineOf(row, this.clock.today()),
      words: row.words,
      seenByOrganisation: row.snapshot,
      relanceWords: row.relanceWords,
      answer: row.answer,
      refusalMotive: row.refusalMotive,
      answerMessage: row.answerMessage,
      meetingAt: row.meetingAt,
      meetingPlace: row.meetingPlace,
      byPhone: row.byPhone,
      timeline: timelineOf(steps.get(row.id) ?? [], row),
    };
  }

  private async rows(candidateId: string, id: string | null): Promise<Row[]> {
    return this.database.query<Row>(
      `SELECT ${COLUMNS}, p.title, CASE WHEN NOT p.anonymous THEN o.name END AS "organisationName", c.name AS commune,
         coalesce(p.status = 'published' AND p.closes_on >= $3 AND o.status <> 'banned', false) AS open
       FROM applications a LEFT JOIN ${POSTS} p ON p.id = a.opportunity_id JOIN organisations o ON o.id = a.organisation_id
       LEFT JOIN communes c ON c.insee = p.insee
       WHERE a.candidate_id = $1 AND ($2::uuid IS NULL OR a.id = $2)
       ORDER BY a.next_step_on IS NULL, a.sent_at DESC, a.id`,
      [candidateId, id, this.clock.today()],
    );
  }

  private async steps(ids: readonly string[]): Promise<Map<string, { step: Step; at: Date; by: string }[]>> {
    const rows = await this.database.query<{ id: string; step: Step; at: Date; by: string }>(
      `SELECT application_id AS id, step, taken_at AS at, taken_by AS by FROM application_steps
       WHERE application_id = ANY ($1::uuid[]) ORDER BY taken_at, id`,
      [ids],
    );
    const grouped = new Map<string, { step: Step; at: Date; by: string }[]>();
    for (const { id, ...step } of rows) grouped.set(id, [...(grouped.get(id) ?? []), step]);
    return grouped;
  }
}

function lineOf(row: Row, today: Day): OwnApplicationLine {
  return {
    id: row.id,
    kind: row.kind,
    opportunityId: row.opportunityId,
    opportunityOpen: row.open,
    title: row.title ?? '',
    organisationName: row.organisationName,
    commune: row.commune,
    sentAt: row.sentAt,
    answeredAt: row.answeredAt,
    state: row.state,
    stateWords: stateWords(row, today),
    mayRemind: mayRelance(row, today).ok,
    remindFrom: relanceFrom(row),
    mayWithdraw: mayWithdraw(row).ok,
    version: row.version,
  };
}
