import type { z } from 'zod';
import type { JobDefinition } from '../jobs/job.js';
import type { DomainEvent } from './event.js';

/** What follows an event: these jobs, each with the event's payload as its data. */
export interface Reaction {
  readonly event: DomainEvent;
  readonly jobs: readonly JobDefinition[];
}

/** Binds an event to its jobs; the compiler checks that each job takes what the event carries. */
export function on<S extends z.ZodType>(
  event: DomainEvent<string, S>,
  ...jobs: JobDefinition<z.ZodType<unknown, z.output<S>>>[]
): Reaction {
  return { event, jobs };
}

/** Token of the instance's reactions (src/reactions.ts). */
export abstract class Reactions {
  abstract readonly list: readonly Reaction[];
}
