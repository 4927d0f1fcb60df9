import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { SCORING } from './scoring.rules.js';

/** What every match rests on, named "version of the rules . revision of the occupations", and the one by which everything was matched last. */
@Injectable()
export class MatchingBasisRepository {
  constructor(private readonly database: Database) {}

  /** The basis of a match made now. Each load of occupations or proximities raises the revision. */
  async present(): Promise<string> {
    const [state] = await this.database.query<{ revision: number }>('SELECT revision FROM occupations_state');
    return `${SCORING.version}.${state?.revision ?? 0}`;
  }

  /** Whether something open may still be matched by another basis than the present one. */
  async changed(): Promise<boolean> {
    const [kept] = await this.database.query<{ basis: string }>('SELECT basis FROM matching_basis');
    return kept?.basis !== (await this.present());
  }

  /** Everything open was matched by this basis. */
  async keep(basis: string, now: Date): Promise<void> {
    await this.database.query(
      `INSERT INTO matching_basis (basis, matched_at) VALUES ($1, $2)
       ON CONFLICT (singleton) DO UPDATE SET basis = excluded.basis, matched_at = excluded.matched_at`,
      [basis, now],
    );
  }
}
