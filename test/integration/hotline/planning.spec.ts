import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CandidatesService } from '../../../src/candidates/candidates.service.js';
import { FollowUpPlanningService } from '../../../src/hotline/follow-up-planning.service.js';
import { CallQueueService } from '../../../src/hotline/call-queue.service.js';
import { CallsService } from '../../../src/hotline/calls.service.js';
import { AppointmentsService } from '../../../src/outreach/appointments.service.js';
import { FixedClock } from '../../../src/platform/clock.js';
import { newId } from '../../../src/platform/ids.js';
import { day, parisInstant } from '../../../src/platform/lang/day.js';
import { type TestApp, testApp } from '../../support/test-app.js';
import { anAppointment, aPerson, followUpsOf, inShort, inShortOf, setClock } from './hotline-fixture.js';

const clock = new FixedClock('2026-08-20T08:00:00Z');
let app: TestApp;
let planning: FollowUpPlanningService;
let appointments: AppointmentsService;

beforeAll(async () => {
  app = await testApp({ clock });
  planning = app.get(FollowUpPlanningService);
  appointments = app.get(AppointmentsService);
});
afterAll(() => app?.stop());
beforeEach(() => setClock(clock, '2026-08-20', '10:00'));

/** Books and lets the jobs run. */
async function booked(on: string, person?: string): Promise<{ person: string; appointment: string }> {
  const who = person ?? (await aPerson(app));
  const appointment = await anAppointment(app, who, on);
  await app.runJobs();
  return { person: who, appointment };
}

describe('an appointment at the bus', () => {
  it('on 31 August 2026 plans calls on 30 November, 1 March and 31 August', async () => {
    const { appointment } = await booked('2026-08-31');
    expect(await inShortOf(app, appointment)).toEqual([
      'planned 2026-11-30',
      'planned 2027-03-01',
      'planned 2027-08-31',
    ]);
  });

  it('plans them once, however often and however many at a time the job runs', async () => {
    const { appointment } = await booked('2026-08-31');
    const before = await followUpsOf(app, appointment);
    await Promise.all([1, 2, 3, 4].map(() => planning.plan(appointment)));
    expect(await followUpsOf(app, appointment)).toEqual(before);
    await expect(planning.plan(newId())).resolves.toBeUndefined();
  });

  it('takes its calls with it when it moves, and gives them up when it is cancelled', async () => {
    const { appointment } = await booked('2026-08-31');
    const moved = await appointments.move(
      appointment,
      { startsAt: parisInstant(day('2026-09-15'), '14:00').toISOString() },
      1,
    );
    // The move is undone before the first job runs: jobs read the present state, not the order of events.
    await appointments.move(
      appointment,
      { startsAt: parisInstant(day('2026-09-16'), '14:00').toISOString() },
      moved.version,
    );
    await app.runJobs();
    expect(await inShortOf(app, appointment)).toEqual([
      'planned 2026-12-16',
      'planned 2027-03-16',
      'planned 2027-09-16',
    ]);
    await appointments.cancel(appointment, 3);
    await app.runJobs();
    expect((await followUpsOf(app, appointment))[6]).toMatchObject({
      state: 'cancelled',
      endReason: 'appointment-cancelled',
    });
    await planning.plan(appointment);
    expect((await inShortOf(app, appointment)).every((one) => one.startsWith('cancelled'))).toBe(true);
  });

  it('leaves alone the calls that were made before it moved', async () => {
    const { appointment } = await booked('2026-08-31');
    setClock(clock, '2026-11-30', '10:30');
    await planning.openDue();
    const sheet = await claimOf(appointment);
    await done(sheet);
    const { version } = await appointments.read(appointment);
    await appointments.move(appointment, { startsAt: parisInstant(day('2026-09-01'), '10:00').toISOString() }, version);
    await app.runJobs();
    expect(await inShortOf(app, appointment)).toEqual([
      'done (answered) 2026-11-30',
      'planned 2027-03-01',
      'planned 2027-09-01',
    ]);
  });

  it('that the person missed is not followed up, until it turns out that the person came', async () => {
    const { appointment } = await booked('2026-08-20');
    const missed = await appointments.recordAttendance(appointment, false, 1);
    await app.runJobs();
    expect(await inShortOf(app, appointment)).toContain('cancelled (appointment-missed) 2026-11-20');
    await appointments.recordAttendance(appointment, true, missed.version);
    await app.runJobs();
    expect(await inShortOf(app, appointment)).toEqual([
      'planned 2026-11-20',
      'planned 2027-02-22',
      'planned 2027-08-20',
    ]);
  });

  it('entered long afterwards has no call for the milestones that are over, and opens at once the one that is due', async () => {
    const { appointment } = await booked('2026-02-03');
    expect(await inShortOf(app, appointment)).toEqual([
      'cancelled (recorded-too-late) 2026-05-04',
      'due 2026-08-03',
      'planned 2027-02-03',
    ]);
  });
});

describe('the daily opening of calls', () => {
  it('opens on the first day of the window, or later when no worker was there', async () => {
    const first = await booked('2026-08-31');
    const second = await booked('2026-09-01');
    setClock(clock, '2026-11-22', '06:00');
    await planning.openDue();
    expect((await followUpsOf(app, first.appointment))[3].state).toBe('planned');
    setClock(clock, '2026-12-24', '06:00'); // a month later, after the window of both
    await planning.openDue();
    expect((await followUpsOf(app, first.appointment))[3].state).toBe('due');
    expect((await followUpsOf(app, second.appointment))[3].state).toBe('due');
  });

  it('opens each call once when it runs twice, or several times at once', async () => {
    const all = await Promise.all(['2026-08-24', '2026-08-25', '2026-08-26'].map((on) => booked(on)));
    setClock(clock, '2026-11-25', '06:00');
    await Promise.all([planning.openDue(), planning.openDue(), planning.openDue()]);
    const opened = await Promise.all(all.map(({ appointment }) => followUpsOf(app, appointment)));
    expect(opened.map((one) => one[3].state)).toEqual(['due', 'due', 'due']);
    await planning.openDue();
    expect(await Promise.all(all.map(({ appointment }) => followUpsOf(app, appointment)))).toEqual(opened);
  });

  it('makes one call of two that are due to one person, and points from the other to it', async () => {
    const first = await booked('2026-08-31');
    const second = await booked('2026-09-07', first.person);
    setClock(clock, '2026-12-01', '06:00');
    await Promise.all([planning.openDue(), planning.openDue()]);
    const kept = (await followUpsOf(app, second.appointment))[3];
    expect(kept.state).toBe('due');
    expect((await followUpsOf(app, first.appointment))[3]).toMatchObject({
      state: 'cancelled',
      endReason: 'merged',
      mergedInto: kept.id,
    });
    expect((await followUpsOf(app, first.appointment))[6].state).toBe('planned');
  });

  it('plans the absorbed call again when the one that absorbed it is not made after all', async () => {
    const first = await booked('2026-08-31');
    const second = await booked('2026-09-07', first.person);
    setClock(clock, '2026-12-01', '06:00');
    await planning.openDue();
    await appointments.cancel(second.appointment, 1);
    await app.runJobs();
    await planning.openDue();
    expect(inShort((await followUpsOf(app, first.appointment))[3])).toBe('due 2026-11-30');
    expect(inShort((await followUpsOf(app, second.appointment))[3])).toBe(
      'cancelled (appointment-cancelled) 2026-12-07',
    );
  });

  it('waits for the agent who is on the telephone with the person', async () => {
    const first = await booked('2026-08-31');
    const second = await booked('2026-09-07', first.person);
    setClock(clock, '2026-11-30', '06:00');
    await planning.openDue();
    // Both are merged already: give the first its own call back, taken by an agent.
    await app.database.query(
      `UPDATE call_tasks SET state = 'planned' WHERE appointment_id = $1 AND milestone_months = 3`,
      [second.appointment],
    );
    await app.database.query(
      `UPDATE call_tasks SET state = 'due', end_reason = NULL, ended_at = NULL, merged_into = NULL WHERE appointment_id = $1 AND milestone_months = 3`,
      [first.appointment],
    );
    setClock(clock, '2026-11-30', '10:15');
    await claimOf(first.appointment);
    await planning.openDue();
    expect((await followUpsOf(app, first.appointment))[3].state).toBe('due');
    expect((await followUpsOf(app, second.appointment))[3].state).toBe('planned');
  });
});

describe('a person who does not want to be called', () => {
  it('has every open call cancelled, and is planned none again', async () => {
    const { person, appointment } = await booked('2026-08-31');
    await app.get(CandidatesService).opposeToCalls(person, 'test');
    await app.runJobs();
    expect(await inShortOf(app, appointment)).toContain('cancelled (opposed) 2027-03-01');
    const later = await anAppointment(app, person, '2026-09-30');
    await app.runJobs();
    await expect(followUpsOf(app, later)).rejects.toThrow('No follow-up');
  });

  it('is not called even before the job has run', async () => {
    const { person, appointment } = await booked('2026-08-31');
    setClock(clock, '2026-11-30', '10:30');
    await planning.openDue();
    const { 3: due } = await followUpsOf(app, appointment);
    await app.database.query(
      `INSERT INTO consents (id, candidate_id, purpose, granted, how, recorded_at, recorded_by)
       VALUES ($1, $2, 'follow-up-calls', false, 'sms', now(), 'test')`,
      [newId(), person],
    );
    await expect(app.get(CallQueueService).lease(due.id, { agent: 'LM', direction: 'outgoing' })).rejects.toMatchObject(
      {
        code: 'follow-up.opposed',
      },
    );
    for (let sheet = await next(); sheet; sheet = await next()) expect(sheet.followUp.candidateId).not.toBe(person);
    await planning.openDue();
    await planning.cancelFor([person]);
    expect((await followUpsOf(app, appointment))[3].endReason).toBe('opposed');
  });

  it('keeps the calls when the job is told of a person who said nothing of the kind', async () => {
    const { person, appointment } = await booked('2026-08-31');
    await planning.cancelFor([person, newId()]);
    expect((await followUpsOf(app, appointment))[3].state).toBe('planned');
  });

  it('who is erased leaves no words in the calls', async () => {
    const { person, appointment } = await booked('2026-08-31');
    setClock(clock, '2026-11-30', '10:30');
    await planning.openDue();
    await done(await claimOf(appointment), 'Reprend le travail lundi.');
    await app.get(CandidatesService).erase(person);
    await app.runJobs();
    expect(await inShortOf(app, appointment)).toEqual([
      'done (answered) 2026-11-30',
      'cancelled (erased) 2027-03-01',
      'cancelled (erased) 2027-08-31',
    ]);
    const [call] = await app.database.query('SELECT note, answers FROM calls WHERE candidate_id = $1', [person]);
    expect(call).toEqual({ note: null, answers: { situation: 'job', wantsHelp: false, obstacles: [] } });
  });
});

type Sheet = NonNullable<Awaited<ReturnType<CallQueueService['claimNext']>>>;

function next(): Promise<Sheet | undefined> {
  return app.get(CallQueueService).claimNext('LM');
}

async function claimOf(appointment: string): Promise<Sheet> {
  const all = await followUpsOf(app, appointment);
  return app.get(CallQueueService).lease(all[3].id, { agent: 'LM', direction: 'outgoing' });
}

async function done(sheet: Sheet, note?: string): Promise<void> {
  await app.get(CallsService).record(sheet.followUp.id, {
    leaseId: sheet.leaseId,
    agent: 'LM',
    direction: 'outgoing',
    outcome: 'reached-done',
    answers: { situation: 'job', employer: 'Boulangerie Exemple', wantsHelp: false, obstacles: [] },
    note,
  });
}
