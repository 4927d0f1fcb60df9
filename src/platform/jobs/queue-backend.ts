import { type JobsOptions, Queue, Worker, createPostgresBackend, runMigrations, withBackend } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';

/** A job as a queue holds it. */
export interface QueuedJob {
  readonly id: string;
  readonly name: string;
  readonly data: unknown;
  readonly attemptsMade: number;
  readonly options: { readonly attempts: number };
}

export interface QueueHandle {
  add(name: string, data: unknown, options: JobsOptions): Promise<unknown>;
  addBulk(jobs: { name: string; data: unknown; opts: JobsOptions }[]): Promise<unknown>;
  /** 'unknown' when the queue does not hold the job. */
  getJobState(id: string): Promise<string>;
  getJobCounts(...types: ('waiting' | 'active' | 'delayed' | 'prioritized')[]): Promise<Record<string, number>>;
  upsertJobScheduler(
    id: string,
    repeat: { pattern: string; tz: string },
    template: { name: string; data: unknown; opts: JobsOptions },
  ): Promise<unknown>;
  removeJobScheduler(id: string): Promise<boolean>;
  getJobSchedulers(): Promise<{ key: string }[]>;
  obliterate(options: { force: boolean }): Promise<void>;
  close(): Promise<void>;
}

export interface WorkerHandle {
  close(force?: boolean): Promise<void>;
}

/** BullMQ over Redis or over PostgreSQL: the same queues either way. */
export interface QueueBackend {
  readonly kind: 'redis' | 'postgres';
  queue(name: string): QueueHandle;
  work(
    name: string,
    concurrency: number,
    run: (job: QueuedJob) => Promise<void>,
    onError: (error: Error) => void,
  ): WorkerHandle;
  close(): Promise<void>;
}

/** A job whose worker died is taken up again 10 to 15 s later. */
const WORKER_OPTIONS = { lockDuration: 10_000, stalledInterval: 5_000, maxStalledCount: 5 };

interface RawJob {
  id?: string | undefined;
  name: string;
  data: unknown;
  attemptsMade: number;
  opts: { attempts?: number | undefined };
}

function plain(job: RawJob): QueuedJob {
  return {
    id: job.id ?? '',
    name: job.name,
    data: job.data,
    attemptsMade: job.attemptsMade,
    options: { attempts: job.opts.attempts ?? 1 },
  };
}

/** Opens the queues. `namespace` keeps two instances apart on one Redis. */
export async function openQueueBackend(options: {
  redisUrl: string | undefined;
  databaseUrl: string;
  namespace: string;
}): Promise<QueueBackend> {
  return options.redisUrl === undefined
    ? postgresBackend(options.databaseUrl)
    : redisBackend(options.redisUrl, options.namespace);
}

function redisBackend(url: string, prefix: string): QueueBackend {
  const producer = new Redis(url, { maxRetriesPerRequest: 3, enableOfflineQueue: true });
  const consumers: Redis[] = [];
  producer.on('error', () => undefined); // each command rejects with its own error; ioredis reconnects by itself
  return {
    kind: 'redis',
    queue(name) {
      const queue = new Queue(name, { connection: producer, prefix });
      queue.on('error', () => undefined);
      return queue as unknown as QueueHandle;
    },
    work(name, concurrency, run, onError) {
      const connection = new Redis(url, { maxRetriesPerRequest: null });
      connection.on('error', () => undefined);
      consumers.push(connection);
      const worker = new Worker(name, (job) => run(plain(job)), { ...WORKER_OPTIONS, connection, prefix, concurrency });
      worker.on('error', onError);
      return worker;
    },
    async close() {
      await Promise.allSettled([producer, ...consumers].map((connection) => connection.quit()));
    },
  };
}

async function postgresBackend(databaseUrl: string): Promise<QueueBackend> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 24, // each worker holds one connection that listens
    keepAlive: true,
    application_name: 'actifs-queues',
    options: '-c search_path=bullmq,public',
  });
  pool.setMaxListeners(0);
  pool.on('error', () => undefined); // a lost idle connection is replaced at the next query
  const client = await pool.connect();
  try {
    await runMigrations(client);
  } finally {
    client.release();
  }
  const backed = withBackend(createPostgresBackend);
  return {
    kind: 'postgres',
    queue(name) {
      const queue = new backed.Queue(name, { connection: pool as never });
      queue.on('error', () => undefined);
      return queue as unknown as QueueHandle;
    },
    work(name, concurrency, run, onError) {
      const worker = new backed.Worker(name, (job) => run(plain(job)), {
        ...WORKER_OPTIONS,
        connection: pool as never,
        concurrency,
      });
      worker.on('error', onError);
      return worker;
    },
    async close() {
      await pool.end();
    },
  };
}
