import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';

/** What anybody may know of the platform today. */
export interface PublicFigures {
  /** Open job offers. */
  readonly offers: number;
  /** Positions of the open offers: an offer may have several. */
  readonly positions: number;
  /** Open volunteer missions. */
  readonly missions: number;
}

/** Counts over every table, for pages and reports. */
@Injectable()
export class StatisticsQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async publicFigures(): Promise<PublicFigures> {
    const [row] = await this.database.query<PublicFigures>(
      `SELECT count(*) FILTER (WHERE kind = 'offer') AS offers,
              coalesce(sum(positions) FILTER (WHERE kind = 'offer'), 0)::int AS positions,
              count(*) FILTER (WHERE kind = 'mission') AS missions
       FROM opportunities WHERE status = 'published' AND closes_on >= $1`,
      [this.clock.today()],
    );
    return row ?? { offers: 0, positions: 0, missions: 0 };
  }
}
