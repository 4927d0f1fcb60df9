import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import type { OpenReport } from './report.rules.js';
import type { DecideReportsBody, NewReport } from './report.schema.js';

/** Writes reports. Every statement may run twice. */
@Injectable()
export class ReportsRepository {
  constructor(private readonly database: Database) {}

  /** Makes reports of one opportunity wait for each other until the transaction ends, so that each counts those before it. */
  async lockOpportunity(opportunityId: string): Promise<void> {
    await this.database.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`reports of ${opportunityId}`]);
  }

  /** Keeps a report; the same one of the same person is kept once while it is open. Whether it is new. */
  async add(report: NewReport, reporter: string, now: Date): Promise<boolean> {
    const rows = await this.database.query(
      `INSERT INTO reports (id, opportunity_id, motive, words, candidate_id, reporter, state, reported_at)
       VALUES ($1, $2, $3, $4, $5, $6, 'open', $7)
       ON CONFLICT (opportunity_id, reporter, motive) WHERE state = 'open' DO NOTHING RETURNING id`,
      [newId(), report.opportunityId, report.motive, report.words ?? null, report.candidateId, reporter, now],
    );
    return rows.length > 0;
  }

  async openOf(opportunityId: string): Promise<OpenReport[]> {
    return this.database.query<OpenReport>(
      `SELECT motive, reporter FROM reports WHERE opportunity_id = $1 AND state = 'open'`,
      [opportunityId],
    );
  }

  /** Whether the team found no problem with it since this instant. */
  async clearedSince(opportunityId: string, instant: Date): Promise<boolean> {
    const rows = await this.database.query(
      `SELECT 1 FROM reports WHERE opportunity_id = $1 AND decision = 'no-problem' AND handled_at > $2 LIMIT 1`,
      [opportunityId, instant],
    );
    return rows.length > 0;
  }

  /** Handles every open report of the opportunity of this one. Returns the ids. */
  async decide(opportunityId: string, decision: DecideReportsBody, now: Date): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `WITH handled AS (
         UPDATE reports SET state = 'handled', decision = $2, decision_note = $3, handled_by = $4, handled_at = $5
         WHERE opportunity_id = $1 AND state = 'open' RETURNING id)
       SELECT id FROM handled ORDER BY id`,
      [opportunityId, decision.decision, decision.note ?? null, decision.agent, now],
    );
    return rows.map((row) => row.id);
  }

  /** Leaves no link to these people: what they reported stays, without their words. */
  async forget(candidateIds: readonly string[]): Promise<void> {
    await this.database.query(
      `UPDATE reports SET candidate_id = NULL, reporter = id::text, words = NULL WHERE candidate_id = ANY($1::uuid[])`,
      [candidateIds],
    );
  }

  /** Forgets who reported what was handled before this instant. */
  async forgetReportersBefore(instant: Date): Promise<void> {
    await this.database.query(
      'UPDATE reports SET candidate_id = NULL, reporter = id::text WHERE handled_at < $1 AND reporter <> id::text',
      [instant],
    );
  }
}
