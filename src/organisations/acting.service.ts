import { Injectable } from '@nestjs/common';
import type { Principal } from '../identity/principal.js';
import { Database } from '../platform/database/database.js';
import { Forbidden } from '../platform/errors.js';

/** Decides, alone, for which organisations a key acts: the team for all, an organisation for itself, a partner for those that it registered. */
@Injectable()
export class ActingService {
  constructor(private readonly database: Database) {}

  async mayActFor(principal: Principal, organisationId: string): Promise<boolean> {
    switch (principal.kind) {
      case 'team':
        return true;
      case 'organisation':
        return principal.organisationId === organisationId;
      case 'partner': {
        const found = await this.database.query('SELECT 1 FROM organisations WHERE id = $1 AND registered_by = $2', [
          organisationId,
          principal.keyId,
        ]);
        return found.length > 0;
      }
    }
  }

  /** @throws Forbidden access.not-yours. */
  async mustActFor(principal: Principal, organisationId: string): Promise<void> {
    if (!(await this.mayActFor(principal, organisationId))) {
      throw new Forbidden('access.not-yours', 'Cet objet appartient à une autre structure.');
    }
  }

  /** Ids of the organisations whose lists this key reads, narrowed to `only` when given; null: all of them. */
  async actedForBy(principal: Principal, only: string | undefined): Promise<readonly string[] | null> {
    if (only !== undefined) return (await this.mayActFor(principal, only)) ? [only] : [];
    if (principal.kind === 'team') return null;
    if (principal.kind === 'organisation')
      return principal.organisationId === undefined ? [] : [principal.organisationId];
    const rows = await this.database.query<{ id: string }>('SELECT id FROM organisations WHERE registered_by = $1', [
      principal.keyId,
    ]);
    return rows.map(({ id }) => id);
  }
}
