import type { z } from 'zod';

/**
 * The queues and how many jobs of each one worker process runs at once. Jobs of search wait for Meilisearch most of their time, and it
 * takes in together what waits; two writers of one document cannot cross, since they read and hand over under one lock.
 */
export const QUEUES = {
  search: 4,
  matching: 2,
  alerts: 2,
  notifications: 4,
  applications: 1,
  hotline: 1,
  maintenance: 1,
} as const;

export type QueueName = keyof typeof QUEUES;

/** A piece of work done by the worker: verb and subject, identifiers as data. Every job may run twice. */
export interface JobDefinition<S extends z.ZodType = z.ZodType> {
  readonly queue: QueueName;
  readonly name: string;
  readonly data: S;
  /** Tries in all, with exponential waits between them. */
  readonly attempts: number;
  readonly timeoutMs: number;
  /** What lets several events that wait together become one job. */
  readonly gather: Gather | undefined;
}

/** The list of ids in a job's data that those of other jobs may be added to, and how many it holds at most. */
export interface Gather {
  readonly list: string;
  readonly upTo: number;
}

export function defineJob<S extends z.ZodType>(job: {
  queue: QueueName;
  name: string;
  data: S;
  attempts?: number;
  timeoutMs?: number;
  gather?: { list: keyof z.output<S> & string; upTo: number };
}): JobDefinition<S> {
  return { attempts: 5, timeoutMs: 60_000, gather: undefined, ...job };
}

const HANDLES = Symbol('job handled by this method');

/** Marks the method that does a job: `async (data) => void`. Throwing means: try again later. */
export function Handles<S extends z.ZodType>(job: JobDefinition<S>) {
  return <M extends (data: z.output<S>) => Promise<void>>(
    _target: object,
    _key: string | symbol,
    descriptor: TypedPropertyDescriptor<M>,
  ): void => {
    if (descriptor.value) Object.defineProperty(descriptor.value, HANDLES, { value: job });
  };
}

/** The job that a method is marked to do, if any. */
export function jobHandledBy(method: unknown): JobDefinition | undefined {
  if (typeof method !== 'function') return undefined;
  return (method as { [HANDLES]?: JobDefinition })[HANDLES];
}
