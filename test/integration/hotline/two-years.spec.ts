import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CandidatesService } from '../../../src/candidates/candidates.service.js';
import { milestonesOf } from '../../../src/hotline/calendar.rules.js';
import { CallsService } from '../../../src/hotline/calls.service.js';
import { FollowUpPlanningService } from '../../../src/hotline/follow-up-planning.service.js';
import { CallQueueService } from '../../../src/hotline/call-queue.service.js';
import { AppointmentsService } from '../../../src/outreach/appointments.service.js';
import { FixedClock } from '../../../src/platform/clock.js';
import { OutboxRelay } from '../../../src/platform/events/outbox-relay.js';
import { JobWorkers } from '../../../src/platform/jobs/job-workers.js';
import { Jobs } from '../../../src/platform/jobs/jobs.js';
import { addDays, type Day, day, daysBetween, parisInstant } from '../../../src/platform/lang/day.js';
import { isWorkingDay, nextWorkingDay } from '../../../src/platform/lang/french-calendar.js';
import { type TestApp, testApp } from '../../support/test-app.js';
import { anAppointment, aPerson, setClock } from './hotline-fixture.js';

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

const FIRST = day('2027-07-01');
const LAST = day('2029-07-01');
/** 31 August, the last of November, the leap day, the nights on which the clocks change, and the days around them. */
const BOOKED_ON = [
  '2027-08-31',
  '2027-10-31',
  '2027-11-30',
  '2027-12-31',
  '2028-02-28',
  '2028-02-29',
  '2028-03-01',
  '2028-03-26',
  '2028-03-27',
  '2028-05-31',
];

interface Row {
  appointment_id: string;
  milestone_months: 3 | 6 | 12;
  due_on: Day;
  state: string;
  end_reason: string | null;
  merged_into: string | null;
  id: string;
}

const noRedis = process.env['TEST_REDIS_MISSING'];

describe.each([
  ['PostgreSQL', false],
  ['Redis', true],
])('two years of follow-ups, with the queues in %s', (_name, redis) => {
  const skipped = redis && noRedis !== undefined;
  const random = dice(redis ? 7 : 42);
  const clock = new FixedClock('2027-07-01T04:00:00Z');
  let app: TestApp;

  beforeAll(async () => {
    if (!skipped) app = await testApp({ clock, redis });
  });
  afterAll(() => app?.stop());

  (skipped ? it.skip : it)(
    `lose none and double none, across a leap day, summer time and 31 August${skipped ? ` (${noRedis})` : ''}`,
    async () => {
      const people = new Map<string, string>();
      const movedTo = new Map<string, Day>();
      const cancelled = new Set<string>();
      const opposed = new Set<string>();
      for (let today = FIRST; today < LAST; today = addDays(today, 1)) {
        // Nobody is received on a Sunday or a holiday by appointment: who came to a fair is entered afterwards.
        setClock(clock, today, isWorkingDay(today) ? '05:00' : '14:00');
        const bookings = BOOKED_ON.includes(today) ? 4 : random() < 0.05 ? 1 : 0;
        const known = [...new Set(people.values())];
        for (let i = 0; i < bookings && today < '2028-06-15'; i++) {
          // One in three is a person who was met before, so that some calls fall together.
          const again = random() < 0.33 ? known[Math.floor(random() * known.length)] : undefined;
          const person = again !== undefined && !opposed.has(again) ? again : await aPerson(app);
          const hour = `${9 + i}:30`.padStart(5, '0');
          people.set(await anAppointment(app, person, today, hour), person);
        }
        if (bookings > 0 && today < '2028-06-15') await withFaults(app, random);
        await changeSomething(today);
        if (random() < 0.85) await sweep(app, random); // on the other days no worker was there
        if (isWorkingDay(today)) await callEverybody(app, clock, today, random);
      }
      await verify({ people, movedTo, cancelled, opposed });

      async function changeSomething(today: Day): Promise<void> {
        const young = [...people.keys()].filter((id) => !cancelled.has(id) && !opposed.has(people.get(id) ?? ''));
        const one = young[Math.floor(random() * young.length)];
        if (one === undefined || random() > 0.04) return;
        const appointment = await app.get(AppointmentsService).read(one);
        const fresh = daysBetween(day(appointment.startsAt.slice(0, 10)), today) < 30;
        const what = random();
        if (what < 0.4 && fresh && appointment.status === 'attended') {
          const to = nextWorkingDay(addDays(today, 1 + Math.floor(random() * 20)));
          await app
            .get(AppointmentsService)
            .move(one, { startsAt: parisInstant(to, '18:00').toISOString() }, appointment.version);
          movedTo.set(one, to);
        } else if (what < 0.7) {
          await app.get(AppointmentsService).cancel(one, appointment.version);
          cancelled.add(one);
        } else {
          const person = people.get(one) ?? '';
          if (random() < 0.5) await app.get(CandidatesService).opposeToCalls(person, 'test');
          else await app.get(CandidatesService).erase(person);
          opposed.add(person);
        }
        await withFaults(app, random);
      }
    },
    600_000,
  );

  async function verify(past: {
    people: Map<string, string>;
    movedTo: Map<string, Day>;
    cancelled: Set<string>;
    opposed: Set<string>;
  }): Promise<void> {
    const rows = await app.database.query<Row>('SELECT * FROM call_tasks ORDER BY appointment_id, milestone_months');
    const appointments = await app.database.query<{ id: string; starts_at: Date }>(
      'SELECT id, starts_at FROM appointments',
    );
    const calls = await app.database.query<{ follow_up_id: string; outcome: string; on_day: Day }>(
      `SELECT follow_up_id, outcome, to_char(called_at AT TIME ZONE 'Europe/Paris', 'YYYY-MM-DD') AS on_day FROM calls`,
    );
    expect(appointments.length).toBeGreaterThan(50);
    const answered = new Map<string, Day[]>();
    for (const call of calls.filter((one) => one.outcome === 'reached-done')) {
      answered.set(call.follow_up_id, [...(answered.get(call.follow_up_id) ?? []), call.on_day]);
    }
    const problems: string[] = [];
    for (const { id, starts_at } of appointments) {
      const mine = rows.filter((row) => row.appointment_id === id);
      if (mine.length !== 3) problems.push(`${id} has ${mine.length} follow-ups`);
      if (past.cancelled.has(id) || past.opposed.has(past.people.get(id) ?? '')) {
        if (mine.some((row) => row.state === 'planned' || row.state === 'due'))
          problems.push(`${id} is still to be called`);
        continue;
      }
      for (const { months, dueOn } of milestonesOf(starts_at)) {
        const row = mine.find((one) => one.milestone_months === months);
        const wasCalled =
          row && calls.some((call) => call.follow_up_id === row.id || call.follow_up_id === row.merged_into);
        if (row?.due_on !== dueOn && !(past.movedTo.has(id) && wasCalled))
          problems.push(`${id} at ${months}: ${row?.due_on} instead of ${dueOn}`);
        const made = row && answered.get(row.merged_into ?? row.id);
        const unreachable = rows.some((one) => one.id === (row?.merged_into ?? row?.id) && one.state === 'unreachable');
        const ended =
          row?.merged_into !== null && rows.some((one) => one.id === row?.merged_into && one.state === 'cancelled');
        if (made?.length === 1 || unreachable) continue;
        problems.push(
          `${id} at ${months} due ${dueOn}: ${row?.state} ${row?.end_reason}, ${made?.length ?? 0} answers${ended ? ', absorbed by a cancelled call' : ''}`,
        );
      }
    }
    for (const [followUp, days] of answered)
      if (days.length > 1) problems.push(`${followUp} was answered on ${days.join(' and ')}`);
    for (const call of calls) if (!isWorkingDay(call.on_day)) problems.push(`called on ${call.on_day}`);
    expect(problems).toEqual([]);
    expect(await app.database.query('SELECT 1 FROM outbox_jobs')).toEqual([]);
  }
});

/** Lets the jobs run, sometimes after the queues were emptied, in the middle, or twice. */
async function withFaults(app: TestApp, random: () => number): Promise<void> {
  const what = random();
  if (what < 0.5) {
    await app.get(JobWorkers).stop();
    await app.get(OutboxRelay).relayBatch();
    await app.get(Jobs).queue('hotline').obliterate({ force: true });
    if (what < 0.25) await app.get(OutboxRelay).requeueOverdue(0);
  } else if (what < 0.75) {
    await app.get(OutboxRelay).relayBatch();
    await app.get(OutboxRelay).requeueOverdue(0);
  }
  await app.runJobs();
  if (what > 0.9) {
    const rows = await app.database.query<{ id: string }>('SELECT id FROM appointments');
    await Promise.all(rows.slice(-5).map((row) => app.get(FollowUpPlanningService).plan(row.id)));
  }
}

async function sweep(app: TestApp, random: () => number): Promise<void> {
  const planning = app.get(FollowUpPlanningService);
  await Promise.all(random() < 0.1 ? [planning.openDue(), planning.openDue()] : [planning.openDue()]);
}

/** Two agents empty the queue in the morning and in the afternoon. Some people do not answer, some leases are forgotten. */
async function callEverybody(app: TestApp, clock: FixedClock, today: Day, random: () => number): Promise<void> {
  for (const at of ['10:00', '14:00']) {
    setClock(clock, today, at);
    for (let given = true; given; ) {
      const sheets = await Promise.all(['LM', 'AB'].map((agent) => app.get(CallQueueService).claimNext(agent)));
      given = false;
      for (const sheet of sheets) {
        if (!sheet) continue;
        given = true;
        if (random() < 0.1) continue; // closed the window: the lease ends by itself
        const answers = { situation: 'job', wantsHelp: false, obstacles: [] } as const;
        const call = { leaseId: sheet.leaseId, agent: 'LM', direction: 'outgoing' } as const;
        if (random() < 0.3) await app.get(CallsService).record(sheet.followUp.id, { ...call, outcome: 'no-answer' });
        else
          await app
            .get(CallsService)
            .record(sheet.followUp.id, { ...call, outcome: 'reached-done', answers: { ...answers, obstacles: [] } });
      }
    }
  }
}
