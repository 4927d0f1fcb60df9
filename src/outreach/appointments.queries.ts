import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Page } from '../platform/http/paging.schema.js';
import { addDays, parisInstant } from '../platform/lang/day.js';
import type { AppointmentFilter, AppointmentView } from './appointment.schema.js';

interface AppointmentRow extends Omit<AppointmentView, 'startsAt' | 'createdAt' | 'updatedAt'> {
  startsAt: Date;
  createdAt: Date;
  updatedAt: Date;
}

/** Lists appointments. */
@Injectable()
export class AppointmentsQueries {
  constructor(private readonly database: Database) {}

  /** Appointments by date. */
  async page(filter: AppointmentFilter): Promise<Page<AppointmentView>> {
    const where = `($1::uuid IS NULL OR candidate_id = $1) AND ($2::text IS NULL OR status = $2)
      AND ($3::timestamptz IS NULL OR starts_at >= $3) AND ($4::timestamptz IS NULL OR starts_at < $4)`;
    const filters = [
      filter.candidateId ?? null,
      filter.status ?? null,
      filter.from ? parisInstant(filter.from, '00:00') : null,
      filter.to ? parisInstant(addDays(filter.to, 1), '00:00') : null,
    ];
    const rows = await this.database.query<AppointmentRow>(
      `SELECT id, candidate_id AS "candidateId", stop, starts_at AS "startsAt", status, created_at AS "createdAt",
         updated_at AS "updatedAt", version
       FROM appointments WHERE ${where} ORDER BY starts_at, id LIMIT $5 OFFSET $6`,
      [...filters, filter.perPage, (filter.page - 1) * filter.perPage],
    );
    const [count] = await this.database.query<{ total: number }>(
      `SELECT count(*) AS total FROM appointments WHERE ${where}`,
      filters,
    );
    return { items: rows.map(toView), total: count?.total ?? 0, page: filter.page, perPage: filter.perPage };
  }
}

/** An appointment as the API shows it. */
export function toView(row: AppointmentRow): AppointmentView {
  const { id, candidateId, stop, status, version } = row;
  return {
    id,
    candidateId,
    stop,
    startsAt: row.startsAt.toISOString(),
    status,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    version,
  };
}
