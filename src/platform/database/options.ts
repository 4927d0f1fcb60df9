import type { DataSourceOptions } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import { pgTypes } from './pg-types.js';

/** How every process of the product reaches PostgreSQL: days stay 'YYYY-MM-DD' strings, statements end after a minute. */
export function connectionOptions(database: { url: string; poolSize: number }) {
  return {
    type: 'postgres',
    url: database.url,
    migrations,
    migrationsTransactionMode: 'each',
    synchronize: false,
    extra: {
      max: database.poolSize,
      keepAlive: true,
      statement_timeout: 60_000,
      idle_in_transaction_session_timeout: 60_000,
      application_name: 'actifs',
      types: pgTypes,
    },
  } satisfies DataSourceOptions;
}
