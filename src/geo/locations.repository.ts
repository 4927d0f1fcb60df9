import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Point } from './distance.rules.js';

export interface Location extends Point {
  readonly id: number;
}

/** The points that offers, missions and candidates stand at. Rows are added, never changed or deleted. */
@Injectable()
export class LocationsRepository {
  constructor(private readonly database: Database) {}

  /** The ids of points that are rounded already, in the order given. New points are added, in one order for all, so that none waits in a circle. */
  async idsOf(points: readonly Point[]): Promise<number[]> {
    const parameters = [points.map((point) => point.lat), points.map((point) => point.lng)];
    const found = await this.find(parameters);
    if (found.size < new Set(points.map(pointKey)).size) {
      // Looked for first: an upsert would spend a number of the sequence on each point that exists.
      await this.database.query(
        `INSERT INTO locations (lat, lng)
         SELECT DISTINCT lat, lng FROM unnest($1::float8[], $2::float8[]) AS given (lat, lng)
         WHERE NOT EXISTS (SELECT FROM locations known WHERE known.lat = given.lat AND known.lng = given.lng)
         ORDER BY lat, lng
         ON CONFLICT ON CONSTRAINT locations_point DO NOTHING`,
        parameters,
      );
      for (const [key, id] of await this.find(parameters)) found.set(key, id);
    }
    return points.map((point) => {
      const id = found.get(pointKey(point));
      if (id === undefined) throw new Error(`The location ${pointKey(point)} was neither found nor added.`);
      return id;
    });
  }

  /**
   * Locations that may have become visible since `watermark` ('0' at first), and the next watermark: the oldest transaction that still runs.
   * All that finished before it was visible here. (Rows restored from another server may carry a number of the future: read once, at first.) Read outside of the transaction of the caller: the answer is shared by the whole process.
   */
  async since(watermark: string): Promise<{ watermark: string; locations: Location[] }> {
    const rows: { watermark: string; id: number | null; lat: number; lng: number }[] =
      await this.database.dataSource.query(
        `SELECT pg_snapshot_xmin(now_running)::text AS watermark, id, lat, lng
       FROM (SELECT pg_current_snapshot() AS now_running) AS snapshot
       LEFT JOIN locations ON written_in >= $1::xid8 AND ($1 = '0' OR written_in < pg_snapshot_xmax(now_running))`,
        [watermark],
      );
    return {
      watermark: rows[0]?.watermark ?? watermark,
      locations: rows.flatMap(({ id, lat, lng }) => (id === null ? [] : [{ id, lat, lng }])),
    };
  }

  private async find(parameters: readonly unknown[]): Promise<Map<string, number>> {
    const rows = await this.database.query<Location>(
      `SELECT DISTINCT id, lat, lng FROM locations JOIN unnest($1::float8[], $2::float8[]) AS given (lat, lng) USING (lat, lng)`,
      parameters,
    );
    return new Map(rows.map((row) => [pointKey(row), row.id]));
  }
}

function pointKey(point: Point): string {
  return `${point.lat},${point.lng}`;
}
