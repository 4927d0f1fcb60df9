import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AnswersService } from '../../../src/applications/answers.service.js';
import { sweepApplications } from '../../../src/applications/applications.jobs.js';
import { REFUSAL_MOTIVES } from '../../../src/applications/motives.rules.js';
import { SweepService } from '../../../src/applications/sweep.service.js';
import type { Principal } from '../../../src/identity/principal.js';
import { offerEnded } from '../../../src/offers/offers.events.js';
import { Outbox } from '../../../src/platform/events/outbox.js';
import { OutboxRelay } from '../../../src/platform/events/outbox-relay.js';
import { JobWorkers } from '../../../src/platform/jobs/job-workers.js';
import { Jobs } from '../../../src/platform/jobs/jobs.js';
import { addDays, type Day, day, daysBetween } from '../../../src/platform/lang/day.js';
import { isWorkingDay } from '../../../src/platform/lang/french-calendar.js';
import { type Applicants, applicants } from './applications-fixture.js';

const FIRST = day('2027-01-04');
const YEAR = 365;
const APPLICATIONS = 300;

/** Numbers that look random and are the same in every run (mulberry32). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Row {
  id: string;
  state: string;
  answer: string | null;
  sent_on: Day;
  answered_at: Date | null;
  ended_at: Date | null;
  by_phone: boolean;
  next_step_on: Day | null;
}

interface StepRow {
  application_id: string;
  step: string;
  on_day: Day;
  taken_at: Date;
}

const noRedis = process.env['TEST_REDIS_MISSING'];

describe.each([
  ['PostgreSQL', false],
  ['Redis', true],
])('a year of applications, with the queues in %s', (_name, redis) => {
  const skipped = redis && noRedis !== undefined;
  const random = dice(redis ? 11 : 5);
  let world: Applicants;

  beforeAll(async () => {
    if (!skipped) world = await applicants({ redis, now: '2027-01-04T07:00:00Z' });
  }, 60_000);
  afterAll(() => world?.app.stop());

  (skipped ? it.skip : it)(
    `all end within 60 days, with each reminder once, none on a day off or after an answer${skipped ? ` (${noRedis})` : ''}`,
    async () => {
      const agent: Principal = { keyId: crypto.randomUUID(), kind: 'team', organisationId: undefined, scopes: [] };
      const offers = await employers();
      const answerOn = new Map<string, Day>();
      let sent = 0;
      for (let today = FIRST; daysBetween(FIRST, today) < YEAR + 61; today = addDays(today, 1)) {
        world.at(today, '08:30');
        const age = daysBetween(FIRST, today);
        while (sent < APPLICATIONS && sent / APPLICATIONS <= age / YEAR) {
          const one = offers[Math.floor(random() * offers.length)];
          sent++;
          if (!one || one.ended) continue;
          const id = await world.apply(await world.person(), one.id);
          // Some answer in a few days, some late, some never.
          const after = { quick: 6, slow: 50, never: Number.POSITIVE_INFINITY }[one.habit] * random();
          if (Number.isFinite(after)) answerOn.set(id, addDays(today, Math.floor(after)));
        }
        await people();
        await theSweep();
        world.at(today, '15:00');
        for (const [id, on] of answerOn) if (on <= today) await answer(agent, id, answerOn);
        const ending = random() < 0.03 ? offers[Math.floor(random() * offers.length)] : undefined;
        if (ending && !ending.ended && offers.filter(({ ended }) => !ended).length > 10) await fill(ending);
        if (random() < 0.3) await faults();
      }
      await world.app.runJobs();
      await verify();
    },
    600_000,
  );

  async function employers() {
    const habits = ['quick', 'slow', 'never'] as const;
    return Promise.all(
      Array.from({ length: 30 }, async (_, rank) => {
        const organisation = await world.organisation(rank % 7 === 0 ? { contact_email: null } : {});
        const id = rank % 5 === 0 ? await world.mission(organisation.id) : await world.offer(organisation.id);
        return { id, table: rank % 5 === 0 ? 'missions' : 'offers', habit: habits[rank % 3] ?? 'never', ended: false };
      }),
    );
  }

  /** Now and then somebody withdraws, or relances from day 10 on. */
  async function people(): Promise<void> {
    const waiting = await world.app.database.query<{ id: string; candidate_id: string }>(
      'SELECT id, candidate_id FROM applications WHERE next_step_on IS NOT NULL ORDER BY id',
    );
    for (const { id, candidate_id } of waiting) {
      const chance = random();
      if (chance < 0.002) await world.service.withdraw(candidate_id, id);
      else if (chance < 0.03) await world.service.remind(candidate_id, id, chance < 0.01 ? 'Toujours intéressé' : null);
    }
  }

  /** The sweep of the day: by its job, directly, by two workers at once, or by none when the worker is down (but for day 60). */
  async function theSweep(): Promise<void> {
    const chance = random();
    if (chance < 0.2) {
      await world.app.get(Jobs).enqueue(sweepApplications, {});
      await world.app.runJobs();
    } else if (chance < 0.4)
      await Promise.all([world.app.get(SweepService).sweep(), world.app.get(SweepService).sweep()]);
    else if (chance < 0.85 || (await somebodyIsAtDay60())) await world.app.get(SweepService).sweep();
  }

  async function somebodyIsAtDay60(): Promise<boolean> {
    const rows = await world.app.database.query(
      'SELECT 1 FROM applications WHERE next_step_on IS NOT NULL AND sent_on <= $1::date - 60 LIMIT 1',
      [world.clock.today()],
    );
    return rows.length > 0;
  }

  async function answer(agent: Principal, id: string, planned: Map<string, Day>): Promise<void> {
    planned.delete(id);
    const byPhone = random() < 0.3;
    const motive = REFUSAL_MOTIVES[Math.floor(random() * 10)] ?? 'hours';
    const answers = world.app.get(AnswersService);
    try {
      if (random() < 0.5) await answers.answer(agent, id, { answer: 'refused', motive, byPhone });
      else await answers.answer(agent, id, { answer: 'accepted', byPhone });
    } catch (error) {
      // Withdrawn, filled or closed meanwhile.
      expect(String(error)).toMatch(/retiré|terminée/);
    }
  }

  async function fill(post: { id: string; table: string; ended: boolean }): Promise<void> {
    post.ended = true;
    await world.app.database.query(`UPDATE ${post.table} SET status = 'filled', filled_at = $2 WHERE id = $1`, [
      post.id,
      world.clock.now(),
    ]);
    // Sometimes the event is lost with the machine: the next sweep sees it.
    if (random() < 0.7)
      await world.app.database.transaction(() =>
        world.app.get(Outbox).publish(offerEnded, { opportunityIds: [post.id] }),
      );
  }

  /** The queues are emptied in the middle, or jobs run twice. */
  async function faults(): Promise<void> {
    if (random() < 0.5) {
      await world.app.get(JobWorkers).stop();
      await world.app.get(OutboxRelay).relayBatch();
      await world.app.get(Jobs).queue('applications').obliterate({ force: true });
    }
    await world.app.get(OutboxRelay).requeueOverdue(0);
    await world.app.runJobs();
  }

  async function verify(): Promise<void> {
    const rows = await world.app.database.query<Row>(
      `SELECT id, state, answer, sent_on::text, answered_at, coalesce(withdrawn_at, closed_at, answered_at) AS ended_at, by_phone, next_step_on
       FROM applications`,
    );
    const steps = await world.app.database.query<StepRow>(
      `SELECT application_id, step, taken_at, (taken_at AT TIME ZONE 'Europe/Paris')::date::text AS on_day FROM application_steps`,
    );
    const problems: string[] = [];
    for (const row of rows) {
      const mine = steps.filter((step) => step.application_id === row.id);
      if (row.next_step_on !== null || !row.ended_at) {
        problems.push(`${row.id} sent on ${row.sent_on} still waits`);
        continue;
      }
      const end = row.ended_at.toISOString().slice(0, 10) as Day;
      if (daysBetween(row.sent_on, end) > 60)
        problems.push(`${row.id} ended after ${daysBetween(row.sent_on, end)} days`);
      const waiting = mine.filter(({ step }) => ['reminder-3', 'reminder-7', 'nudge', 'escalation'].includes(step));
      if (new Set(waiting.map(({ step }) => step)).size !== waiting.length) problems.push(`${row.id} had a step twice`);
      for (const { step, on_day, taken_at } of waiting) {
        if (!isWorkingDay(on_day) && !mine.some((other) => other.step === 'relance' && other.on_day === on_day))
          problems.push(`${step} on ${on_day}`);
        if (taken_at > (row.answered_at ?? row.ended_at)) problems.push(`${step} after the end of ${row.id}`);
      }
    }
    // The same of the messages themselves: none to anybody on a day off, one a day to an address, none about what is over.
    const reminders = await world.app.database.query<{ on_day: Day; to_address: string; id: string }>(
      `SELECT id, (created_at AT TIME ZONE 'Europe/Paris')::date::text AS on_day, to_address FROM messages WHERE template = 'application-reminder'`,
    );
    for (const { on_day } of reminders) if (!isWorkingDay(on_day)) problems.push(`a reminder on ${on_day}`);
    const perReminder = steps.filter(({ step }) => step.startsWith('reminder')).length;
    expect(problems).toEqual([]);
    expect(reminders.length).toBeGreaterThan(80);
    expect(perReminder).toBeGreaterThanOrEqual(reminders.length);
    expect(await world.app.database.query('SELECT 1 FROM outbox_jobs')).toEqual([]);
    const count = (state: string) => rows.filter((row) => row.state === state).length;
    process.stdout.write(
      `${rows.length} applications: ${count('answered')} answered (${rows.filter((row) => row.by_phone).length} by telephone), ` +
        `${count('closed')} closed, ${count('withdrawn')} withdrawn; ${reminders.length} reminders for ${perReminder} steps, ` +
        `${steps.filter(({ step }) => step === 'nudge').length} nudges, ${steps.filter(({ step }) => step === 'escalation').length} escalations\n`,
    );
    expect(rows.length).toBeGreaterThan(APPLICATIONS * 0.6);
    expect(Math.min(count('answered'), count('closed'))).toBeGreaterThan(50);
  }
});
