import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Role } from './visitor.js';

/** Somebody who may stand behind an address. */
export interface PersonRow {
  readonly kind: 'candidate' | 'account';
  readonly id: string;
  readonly role: Role;
  readonly first_name: string;
  readonly last_name: string | null;
  /** Of a member: the name of the organisation. */
  readonly organisation: string | null;
}

/** More people than this do not share one telephone or mailbox. */
const MOST = 20;

const CANDIDATE = `SELECT 'candidate' AS kind, id, 'candidate' AS role, first_name, last_name, NULL AS organisation FROM candidates`;

/** Finds who stands behind a proven address: files of candidates, accounts of the team and of organisations. */
@Injectable()
export class PeopleQueries {
  constructor(private readonly database: Database) {}

  async byPhone(phone: string): Promise<PersonRow[]> {
    return this.database.query<PersonRow>(
      `${CANDIDATE} WHERE phone = $1 AND status <> 'erased' ORDER BY first_name, id LIMIT ${MOST}`,
      [phone],
    );
  }

  async candidatesByEmail(email: string): Promise<PersonRow[]> {
    return this.database.query<PersonRow>(
      `${CANDIDATE} WHERE email = $1 AND status <> 'erased' ORDER BY first_name, id LIMIT ${MOST}`,
      [email],
    );
  }

  async accountsByEmail(email: string): Promise<PersonRow[]> {
    return this.database.query<PersonRow>(
      `SELECT 'account' AS kind, a.id, a.role, a.first_name, a.last_name, o.name AS organisation
         FROM accounts a LEFT JOIN organisations o ON o.id = a.organisation_id
        WHERE a.email = $1 AND a.disabled_at IS NULL ORDER BY a.role, o.name, a.id LIMIT ${MOST}`,
      [email],
    );
  }

  async candidateById(id: string): Promise<PersonRow[]> {
    return this.database.query<PersonRow>(`${CANDIDATE} WHERE id = $1 AND status <> 'erased'`, [id]);
  }

  /** Where a candidate can be written to. */
  async reachOf(candidateId: string): Promise<{ phone: string | null; email: string | null } | undefined> {
    const [row] = await this.database.query<{ phone: string | null; email: string | null }>(
      `SELECT phone, email FROM candidates WHERE id = $1 AND status <> 'erased'`,
      [candidateId],
    );
    return row;
  }
}
