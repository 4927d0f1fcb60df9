import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Database } from '../database/database.js';
import { newId } from '../ids.js';
import type { DomainEvent } from './event.js';

/** Writes events in the transaction of the change they tell of, so that both happen or neither. */
@Injectable()
export class Outbox {
  private readonly listeners = new Set<() => void>();

  constructor(private readonly database: Database) {}

  /** Calls `tell` whenever this process has committed events: they need not wait until the relay looks again. Returns how to stop. */
  onCommitted(tell: () => void): () => void {
    this.listeners.add(tell);
    return () => this.listeners.delete(tell);
  }

  /** Throws when called outside a transaction or with a payload that is not the event's. */
  async publish<S extends z.ZodType>(event: DomainEvent<string, S>, payload: z.input<S>): Promise<void> {
    if (!this.database.inTransaction) throw new Error(`${event.name} must be published inside a transaction`);
    const parsed = event.payload.parse(payload);
    await this.database.query('INSERT INTO outbox_events (id, name, payload) VALUES ($1, $2, $3)', [
      newId(),
      event.name,
      parsed,
    ]);
    for (const tell of this.listeners) this.database.afterCommit(tell);
  }
}
