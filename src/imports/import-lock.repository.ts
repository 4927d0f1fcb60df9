import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { Conflict } from '../platform/errors.js';

/** Keys of this family of advisory locks. */
const FAMILY = 98;

/** Lets one import of a source run at a time, on all machines: two would close what the other one has just taken. */
@Injectable()
export class ImportLock {
  constructor(private readonly database: Database) {}

  /**
   * Runs the work while holding the source. The lock lives as long as its connection: a run that is killed leaves none behind.
   * @throws Conflict import.already-running.
   */
  async whileAlone<T>(source: string, work: () => Promise<T>): Promise<T> {
    const connection = this.database.dataSource.createQueryRunner();
    const key = [`import of ${source}`];
    try {
      const [answer] = (await connection.query(
        `SELECT pg_try_advisory_lock(hashtextextended($1, ${FAMILY})) AS alone`,
        key,
      )) as { alone: boolean }[];
      if (answer?.alone !== true) {
        throw new Conflict(
          'import.already-running',
          `Un import de la source « ${source} » est déjà en cours. Attendez sa fin, puis recommencez. Rien n’a été changé.`,
        );
      }
      try {
        return await work();
      } finally {
        await connection.query(`SELECT pg_advisory_unlock(hashtextextended($1, ${FAMILY}))`, key);
      }
    } finally {
      await connection.release();
    }
  }
}
