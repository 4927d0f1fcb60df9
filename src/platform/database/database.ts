import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { DataSource, type EntityManager, type EntityTarget, type ObjectLiteral, type Repository } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';

/**
 * The way to PostgreSQL. What runs inside `transaction` shares one transaction wherever it is called from,
 * so that a service may call another and both changes, and their events, commit together or not at all.
 */
@Injectable()
export class Database {
  private readonly current = new AsyncLocalStorage<{ manager: EntityManager; committed: Set<() => void> }>();

  constructor(readonly dataSource: DataSource) {}

  /** Runs `work` in a transaction: the one around it when there is one, otherwise a new one (read committed). */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    if (this.current.getStore()) return work();
    const committed = new Set<() => void>();
    const result = await this.dataSource.transaction((manager) => this.current.run({ manager, committed }, work));
    for (const tell of committed) tell();
    return result;
  }

  /** Calls `tell` once the current transaction has committed (the same function once, however often it is given); never after a rollback. */
  afterCommit(tell: () => void): void {
    this.current.getStore()?.committed.add(tell);
  }

  get inTransaction(): boolean {
    return this.current.getStore() !== undefined;
  }

  /** Rows of a query ($1, $2 … for the parameters), in the current transaction when there is one. */
  async query<T>(sql: string, parameters: readonly unknown[] = []): Promise<T[]> {
    const manager = this.current.getStore()?.manager ?? this.dataSource.manager;
    const answer: unknown = await manager.query(sql, [...parameters]);
    return rowsOf<T>(answer);
  }

  /**
   * Rows of a statement that runs all the time: planned once a connection, under its name, and straight to the pool.
   * It sees what is committed, a transaction around it or not.
   */
  async prepared<T extends object>(name: string, text: string, values: unknown[]): Promise<T[]> {
    const pool = (this.dataSource.driver as PostgresDriver).master as Pool;
    return (await pool.query<T>({ name, text, values })).rows;
  }

  /** The repository of an entity, bound to the current transaction when there is one. */
  repository<E extends ObjectLiteral>(entity: EntityTarget<E>): Repository<E> {
    return (this.current.getStore()?.manager ?? this.dataSource.manager).getRepository(entity);
  }
}

/** TypeORM answers rows for SELECT and INSERT, and [rows, count] for UPDATE and DELETE. */
function rowsOf<T>(answer: unknown): T[] {
  if (!Array.isArray(answer)) return [];
  if (answer.length === 2 && Array.isArray(answer[0]) && typeof answer[1] === 'number') return answer[0] as T[];
  return answer as T[];
}
