import { DataSource } from 'typeorm';
import { connectionOptions } from './options.js';

const LOCK = 7_202_611; // any number: several processes may start at once, one migrates at a time

/** Brings the database to the present schema. Returns the names of the migrations that were run. */
export async function migrate(database: { url: string; poolSize: number }): Promise<string[]> {
  const dataSource = await new DataSource(connectionOptions({ ...database, poolSize: 2 })).initialize();
  const guard = dataSource.createQueryRunner();
  try {
    await guard.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const done = await dataSource.runMigrations();
    return done.map((migration) => migration.name);
  } finally {
    await guard.query('SELECT pg_advisory_unlock($1)', [LOCK]);
    await guard.release();
    await dataSource.destroy();
  }
}
