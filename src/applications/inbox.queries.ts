import { Injectable } from '@nestjs/common';
import type { Principal } from '../identity/principal.js';
import { ActingService } from '../organisations/acting.service.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import type { Page } from '../platform/http/paging.schema.js';
import type { Day } from '../platform/lang/day.js';
import type { Application } from './application.entity.js';
import type { ApplicationFilter, ApplicationLine, ApplicationView } from './application.schema.js';
import { COLUMNS } from './applications.queries.js';
import { POSTS } from './posts.queries.js';
import type { Snapshot } from './snapshot.schema.js';
import { daysWaiting, type Step } from './steps.rules.js';

type Row = Application & { title: string | null; organisationName: string; mayBeSeen: boolean };

const FROM = `FROM applications a JOIN organisations o ON o.id = a.organisation_id LEFT JOIN ${POSTS} p ON p.id = a.opportunity_id`;
/** Nobody is shown once they withdrew, were erased, or three months after they were refused or told that it is over. */
const MAY_BE_SEEN = `a.snapshot IS NOT NULL AND a.state <> 'withdrawn' AND (a.organisation_view_ends_on IS NULL OR a.organisation_view_ends_on > $1)`;
const WHERE = `WHERE ($2::uuid[] IS NULL OR a.organisation_id = ANY ($2))
  AND ($3::text IS NULL OR a.state = $3 OR ($3 = 'waiting' AND a.next_step_on IS NOT NULL))
  AND ($4::uuid IS NULL OR a.opportunity_id = $4) AND (NOT $5::boolean OR (a.escalated_at IS NOT NULL AND a.next_step_on IS NOT NULL))
  AND (a.archived_at IS NOT NULL) = $6::boolean AND ${MAY_BE_SEEN}`;

/** Reads the applications that organisations received. */
@Injectable()
export class InboxQueries {
  constructor(
    private readonly database: Database,
    private readonly acting: ActingService,
    private readonly clock: Clock,
  ) {}

  /** Those of the organisations that the reader acts for: who waits for an answer first, the oldest first. */
  async page(reader: Principal, filter: ApplicationFilter): Promise<Page<ApplicationLine>> {
    const parameters = [
      this.clock.today(),
      await this.acting.actedForBy(reader, filter.organisationId),
      filter.state ?? null,
      filter.opportunityId ?? null,
      filter.escalated === 'true',
      filter.archived === 'true',
    ];
    const rows = await this.database.query<Row>(
      `SELECT ${COLUMNS}, p.title, o.name AS "organisationName", true AS "mayBeSeen" ${FROM} ${WHERE}
       ORDER BY a.next_step_on IS NULL, a.sent_at, a.id LIMIT $7 OFFSET $8`,
      [...parameters, filter.perPage, (filter.page - 1) * filter.perPage],
    );
    const [count] = await this.database.query<{ total: number }>(
      `SELECT count(*)::int AS total FROM applications a ${WHERE}`,
      parameters,
    );
    const today = this.clock.today();
    return {
      items: rows.map((row) => lineOf(row, row.snapshot, today)),
      total: count?.total ?? 0,
      page: filter.page,
      perPage: filter.perPage,
    };
  }

  /** One application; the person is left out once they may no longer be seen. */
  async one(id: string): Promise<ApplicationView | undefined> {
    const today = this.clock.today();
    const [row] = await this.database.query<Row>(
      `SELECT ${COLUMNS}, p.title, o.name AS "organisationName", ${MAY_BE_SEEN} AS "mayBeSeen" ${FROM} WHERE a.id = $2`,
      [today, id],
    );
    if (!row) return undefined;
    const steps = await this.database.query<{ step: Step; at: Date }>(
      'SELECT step, taken_at AS at FROM application_steps WHERE application_id = $1 ORDER BY taken_at, id',
      [id],
    );
    const person = row.mayBeSeen ? row.snapshot : null;
    return {
      ...lineOf(row, person, today),
      person,
      words: person && row.words,
      relanceWords: person && row.relanceWords,
      seenAt: iso(row.seenAt),
      answeredAt: iso(row.answeredAt),
      byPhone: row.byPhone,
      refusalMotive: row.refusalMotive,
      answerMessage: person && row.answerMessage,
      meetingAt: iso(row.meetingAt),
      meetingPlace: person && row.meetingPlace,
      withdrawnAt: iso(row.withdrawnAt),
      closedAt: iso(row.closedAt),
      closedBecause: row.closedBecause,
      steps: steps.map(({ step, at }) => ({ step, at: at.toISOString() })),
    };
  }
}

function lineOf(row: Row, person: Snapshot | null, today: Day): ApplicationLine {
  return {
    id: row.id,
    kind: row.kind,
    opportunityId: row.opportunityId,
    title: row.title,
    organisationId: row.organisationId,
    organisationName: row.organisationName,
    state: row.state,
    answer: row.answer,
    name: person?.name ?? null,
    commune: person?.commune ?? null,
    sentAt: row.sentAt.toISOString(),
    daysWaiting: row.nextStepOn === null ? 0 : daysWaiting(row.sentOn, today),
    relancedAt: iso(row.relancedAt),
    escalatedAt: iso(row.escalatedAt),
    archivedAt: iso(row.archivedAt),
    version: row.version,
  };
}

function iso(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
