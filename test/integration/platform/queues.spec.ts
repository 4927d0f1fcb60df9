import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type INestApplicationContext, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../../../src/platform/database/database.js';
import { defineEvent } from '../../../src/platform/events/event.js';
import { Outbox } from '../../../src/platform/events/outbox.js';
import { OutboxRelay } from '../../../src/platform/events/outbox-relay.js';
import { on } from '../../../src/platform/events/reactions.js';
import { defineJob, Handles } from '../../../src/platform/jobs/job.js';
import { JobWorkers } from '../../../src/platform/jobs/job-workers.js';
import { Jobs } from '../../../src/platform/jobs/jobs.js';
import { Scheduler } from '../../../src/platform/jobs/scheduler.js';
import { platformApp } from '../../support/platform-app.js';
import { cloneDatabase } from '../../support/services.js';

const data = z.object({ id: z.string() });
const happened = defineEvent('test.happened', data);
const note = defineJob({ queue: 'maintenance', name: 'note', data, attempts: 3 });
const fail = defineJob({ queue: 'hotline', name: 'fail', data, attempts: 1 });
const failed = defineEvent('test.failed', data);
const tick = defineJob({ queue: 'maintenance', name: 'tick', data: z.object({}) });

const runs: string[] = [];
let refusals = 0;
let broken = false;
let hold: Promise<void> = Promise.resolve();

@Injectable()
class Notebook {
  @Handles(note)
  async note({ id }: z.output<typeof data>): Promise<void> {
    if (refusals > 0) {
      refusals--;
      throw new Error('not yet');
    }
    await hold;
    runs.push(id);
  }

  @Handles(fail)
  async fail({ id }: z.output<typeof data>): Promise<void> {
    if (broken) throw new Error('broken');
    runs.push(id);
  }

  @Handles(tick)
  async tick(): Promise<void> {
    runs.push('tick');
  }
}

async function eventually(check: () => boolean | Promise<boolean>, timeoutMs = 20_000): Promise<void> {
  const end = performance.now() + timeoutMs;
  while (!(await check())) {
    if (performance.now() > end) throw new Error('it never came true');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const missing = process.env['TEST_REDIS_MISSING'];
const backends = [
  { name: 'PostgreSQL', redisUrl: undefined },
  ...(missing === undefined ? [{ name: 'Redis', redisUrl: process.env['TEST_REDIS_URL'] }] : []),
];
if (missing !== undefined) describe.skip(`the queues on Redis (${missing})`, () => it('are tested', () => undefined));

describe.each(backends)('the queues on $name', ({ redisUrl }) => {
  let app: INestApplicationContext;
  let database: Awaited<ReturnType<typeof cloneDatabase>>;
  const apps: INestApplicationContext[] = [];

  const open = async () => {
    const opened = await platformApp({
      databaseUrl: database.url,
      namespace: database.name,
      redisUrl,
      reactions: [on(happened, note), on(failed, fail)],
      schedule: [{ cron: '0 3 * * *', job: tick }],
      providers: [Notebook],
    });
    apps.push(opened);
    return opened;
  };
  const publish = (id: string, event: typeof happened | typeof failed = happened) =>
    app.get(Database).transaction(() => app.get(Outbox).publish(event, { id }));
  const pending = async () => {
    const [row] = await app
      .get(Database)
      .query<{ n: number }>(
        'SELECT (SELECT count(*) FROM outbox_events) + (SELECT count(*) FROM outbox_jobs WHERE failed_at IS NULL) AS n',
      );
    return row?.n ?? 0;
  };

  beforeEach(async () => {
    runs.length = 0;
    refusals = 0;
    broken = false;
    hold = Promise.resolve();
    database = await cloneDatabase();
    app = await open();
  });
  afterEach(async () => {
    for (const opened of apps.splice(0)) await opened.close();
    await database.drop();
  });

  it('run what follows an event, and nothing of a change that was rolled back', async () => {
    await app.get(JobWorkers).start();
    await publish('kept');
    await expect(
      app.get(Database).transaction(async () => {
        await app.get(Outbox).publish(happened, { id: 'undone' });
        throw new Error('undo');
      }),
    ).rejects.toThrow('undo');
    await eventually(async () => (await pending()) === 0);
    expect(runs).toEqual(['kept']);
  });

  it('try again what failed', async () => {
    refusals = 1;
    await app.get(JobWorkers).start();
    await publish('second try');
    await eventually(async () => (await pending()) === 0);
    expect(runs).toEqual(['second try']);
  });

  it('keep what failed for good, with its reason, until a person asks for another try', async () => {
    broken = true;
    await app.get(JobWorkers).start();
    await publish('stubborn', failed);
    const rows = () =>
      app.get(Database).query<{ last_error: string }>('SELECT last_error FROM outbox_jobs WHERE failed_at IS NOT NULL');
    await eventually(async () => (await rows()).length === 1);
    expect((await rows())[0]?.last_error).toContain('broken');
    broken = false;
    expect(await app.get(OutboxRelay).retryFailed()).toBe(1);
    await eventually(async () => (await pending()) === 0 && (await rows()).length === 0);
    expect(runs).toEqual(['stubborn']);
  });

  it('lose nothing when they are emptied, and double nothing that still waits', async () => {
    for (const id of ['a', 'b', 'c']) await publish(id);
    await app.get(OutboxRelay).relayBatch();
    await app.get(OutboxRelay).requeueOverdue(0);
    expect((await app.get(Jobs).depths()).maintenance).toBe(3);
    await app.get(Jobs).queue('maintenance').obliterate({ force: true });
    expect((await app.get(Jobs).depths()).maintenance).toBe(0);
    await app.get(JobWorkers).start();
    await eventually(async () => (await pending()) === 0);
    expect([...runs].sort()).toEqual(['a', 'b', 'c']);
  });

  it('are filled again within seconds when they are emptied under a worker that goes on', async () => {
    let release: () => void = () => undefined;
    hold = new Promise((resolve) => {
      release = resolve;
    });
    await app.get(JobWorkers).start();
    for (const id of ['a', 'b', 'c']) await publish(id);
    const active = async () => (await app.get(Jobs).queue('maintenance').getJobCounts('active'))['active'];
    await eventually(async () => (await active()) === 1 && (await app.get(Jobs).depths()).maintenance === 3);
    await app.get(Jobs).queue('maintenance').obliterate({ force: true });
    release();
    await eventually(async () => (await pending()) === 0, 30_000);
    expect([...new Set(runs)].sort()).toEqual(['a', 'b', 'c']);
  });

  it('share the work between workers, each job done by one', async () => {
    const other = await open();
    await Promise.all([app.get(JobWorkers).start(), other.get(JobWorkers).start()]);
    const ids = Array.from({ length: 120 }, (_, i) => `n${i}`);
    await app.get(Database).transaction(async () => {
      for (const id of ids) await app.get(Outbox).publish(happened, { id });
    });
    await eventually(async () => (await pending()) === 0);
    expect([...runs].sort()).toEqual([...ids].sort());
  });

  it('let a running job end before the worker stops', async () => {
    let release: () => void = () => undefined;
    hold = new Promise((resolve) => {
      release = resolve;
    });
    await app.get(JobWorkers).start();
    await publish('slow');
    await eventually(async () => (await app.get(Jobs).queue('maintenance').getJobCounts('active'))['active'] === 1);
    const stopped = app.get(JobWorkers).stop();
    release();
    await stopped;
    expect(runs).toEqual(['slow']);
    expect(await pending()).toBe(0);
  });

  it('carry the schedule once, and again after they were emptied', async () => {
    const count = async () => (await app.get(Jobs).queue('maintenance').getJobSchedulers()).length;
    await app.get(Scheduler).install();
    await app.get(Scheduler).install();
    expect(await count()).toBe(1);
    await app.get(Jobs).queue('maintenance').obliterate({ force: true });
    await app.get(Scheduler).install();
    expect(await count()).toBe(1);
  });
});
