import { Injectable } from '@nestjs/common';
import type { Point } from '../../geo/distance.rules.js';
import { Database } from '../../platform/database/database.js';
import type { Frame, Town } from './drawing.rules.js';

/** Reads what a map shows. */
@Injectable()
export class MapPointsQueries {
  constructor(private readonly database: Database) {}

  /**
   * Where each opportunity is shown. Only an organisation with a name and a SIRET, on an address that its page tells, stands at that
   * address; every other is shown at its commune: an anonymous employer cannot be found out, and nobody's home is on a map.
   */
  async of(ids: readonly string[]): Promise<Map<string, Point>> {
    const rows = await this.database.query<{ id: string; lat: number | null; lng: number | null }>(
      `SELECT shown.id, CASE WHEN shown.exact THEN shown.lat ELSE commune.lat END AS lat,
              CASE WHEN shown.exact THEN shown.lng ELSE commune.lng END AS lng
       FROM (SELECT o.id, o.insee, o.lat, o.lng,
                    o.organisation_name IS NOT NULL AND organisation.siret IS NOT NULL
                      AND coalesce(offer.address, mission.address, '') <> '' AS exact
             FROM opportunities o
             JOIN organisations organisation ON organisation.id = o.organisation_id
             LEFT JOIN offers offer ON o.kind = 'offer' AND offer.id = o.id
             LEFT JOIN missions mission ON o.kind = 'mission' AND mission.id = o.id
             WHERE o.id = ANY($1::uuid[])) shown
       LEFT JOIN communes commune ON commune.insee = shown.insee`,
      [ids],
    );
    return new Map(
      rows.flatMap(({ id, lat, lng }) => (lat === null || lng === null ? [] : [[id, { lat, lng }] as const])),
    );
  }

  /** The communes inside these corners, most populated first; those whose place is an estimate would mislead. */
  async towns(frame: Frame, most: number): Promise<Town[]> {
    return this.database.query<Town>(
      `SELECT name, lat, lng FROM communes
       WHERE is_current AND kind = 'commune' AND coordinate_precision = 'commune' AND lat BETWEEN $1 AND $2 AND lng BETWEEN $3 AND $4
       ORDER BY population DESC, insee LIMIT $5`,
      [frame.south, frame.north, frame.west, frame.east, most],
    );
  }
}
