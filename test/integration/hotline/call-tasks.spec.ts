import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { contactBroken } from '../../../src/alerts/alerts.events.js';
import { CandidatesService } from '../../../src/candidates/candidates.service.js';
import { CallQueueService } from '../../../src/hotline/call-queue.service.js';
import type { CallSheet } from '../../../src/hotline/call-task.schema.js';
import { CallTasksService } from '../../../src/hotline/call-tasks.service.js';
import { CallsService } from '../../../src/hotline/calls.service.js';
import type { Outcome } from '../../../src/hotline/call.rules.js';
import { FollowUpPlanningService } from '../../../src/hotline/follow-up-planning.service.js';
import { FixedClock } from '../../../src/platform/clock.js';
import { OutboxRelay } from '../../../src/platform/events/outbox-relay.js';
import { Outbox } from '../../../src/platform/events/outbox.js';
import { newId } from '../../../src/platform/ids.js';
import { day, parisInstant } from '../../../src/platform/lang/day.js';
import { type TestApp, testApp } from '../../support/test-app.js';
import { anAppointment, aPerson, setClock } from './hotline-fixture.js';

const clock = new FixedClock('2026-11-20T08:00:00Z');
const NUMBER = '+33639980199';
let app: TestApp;
let tasks: CallTasksService;

beforeAll(async () => {
  app = await testApp({ clock });
  tasks = app.get(CallTasksService);
});
afterAll(() => app?.stop());
beforeEach(async () => {
  await app.database.query('TRUNCATE calls, call_tasks, appointments, contact_breaks, outbox_events, outbox_jobs');
  setClock(clock, '2026-11-20', '10:30');
});

const claim = (agent = 'LM') => app.get(CallQueueService).claimNext(agent);
const record = (sheet: CallSheet | undefined, outcome: Outcome) => {
  if (!sheet) throw new Error('nothing to call');
  const input = { leaseId: sheet.leaseId, agent: 'LM', direction: 'outgoing', outcome } as const;
  return app.get(CallsService).record(sheet.followUp.id, input);
};
/** In short: 'due ignored-alerts', 'cancelled (merged) broken-contact'. */
const all = async () =>
  (
    await app.database.query<{ state: string; end_reason: string | null; reason: string }>(
      'SELECT state, end_reason, reason FROM call_tasks ORDER BY created_at, id',
    )
  ).map((row) => `${row.state}${row.end_reason ? ` (${row.end_reason})` : ''} ${row.reason}`);

/** A person with a follow-up at 3 months that is due today. */
async function withFollowUp(): Promise<string> {
  const person = await aPerson(app);
  const appointment = await anAppointment(app, person, '2026-08-20');
  await app.get(FollowUpPlanningService).plan(appointment);
  await app.get(FollowUpPlanningService).openDue();
  return person;
}

describe('a call for another reason than a follow-up', () => {
  it('waits in the same queue, once, whoever says so and however often at once', async () => {
    const person = await aPerson(app);
    const subject = newId();
    const calls = [1, 2, 3, 4, 5].map(() => tasks.need([{ candidateId: person, reason: 'other', subject }]));
    await Promise.all([...calls, tasks.need([{ candidateId: person, reason: 'account-expiring' }])]);
    expect((await all()).sort()).toEqual(['cancelled (merged) other', 'due account-expiring'].sort());
    const sheets = await Promise.all(['LM', 'AB', 'CD'].map(claim));
    const given = sheets.filter((sheet) => sheet !== undefined);
    expect(given).toHaveLength(1);
    expect(given[0]).toMatchObject({
      followUp: { reason: 'account-expiring', candidateId: person, months: null, dueOn: '2026-11-20' },
      also: [{ reason: 'other', subject }],
      person: { firstName: 'Camille' },
      appointment: null,
    });
  });

  it('is needed again once the first was made', async () => {
    const person = await aPerson(app);
    await tasks.need([{ candidateId: person, reason: 'other' }]);
    expect((await record(await claim(), 'reached-done')).followUp).toMatchObject({ state: 'done' });
    await tasks.need([{ candidateId: person, reason: 'other' }]);
    expect(await all()).toEqual(['done (answered) other', 'due other']);
  });

  it('becomes due on a working day', async () => {
    const person = await aPerson(app);
    await tasks.need([{ candidateId: person, reason: 'other', dueOn: day('2026-12-25') }]);
    const [task] = await app.database.query('SELECT due_on, window_starts_on, window_ends_on FROM call_tasks');
    expect(task).toEqual({ due_on: '2026-12-28', window_starts_on: '2026-11-20', window_ends_on: '2027-01-18' });
  });

  it('is made for somebody known only by a number, whose number is forgotten six months later', async () => {
    await tasks.need([{ candidateId: null, phone: NUMBER, reason: 'missed-call' }]);
    const sheet = await claim();
    expect(sheet?.person).toMatchObject({ candidateId: null, phone: NUMBER, firstName: null });
    await record(sheet, 'no-answer');
    expect(await app.database.query('SELECT to_address, candidate_id FROM messages ORDER BY id DESC LIMIT 1')).toEqual([
      { to_address: NUMBER, candidate_id: null },
    ]);
    setClock(clock, '2026-11-23', '15:00');
    await record(await claim(), 'reached-done');
    const traces = () =>
      app.database.query(
        'SELECT phone FROM call_tasks WHERE phone IS NOT NULL UNION ALL SELECT phone FROM calls WHERE phone IS NOT NULL',
      );
    setClock(clock, '2027-05-23', '03:00');
    await tasks.purgeNumbers();
    expect(await traces()).toHaveLength(3);
    setClock(clock, '2027-05-24', '03:00');
    await tasks.purgeNumbers();
    expect(await traces()).toEqual([]);
  });

  it('follows the same rules as any other: three attempts, then out of reach', async () => {
    await tasks.need([{ candidateId: await aPerson(app), reason: 'ignored-alerts' }]);
    for (const [on, at] of [
      ['2026-11-20', '10:30'],
      ['2026-11-23', '15:00'],
      ['2026-11-24', '10:30'],
    ] as const) {
      setClock(clock, on, at);
      await record(await claim(), 'no-answer');
    }
    expect(await all()).toEqual(['unreachable (three-attempts) ignored-alerts']);
  });

  it('is left out for who has no telephone, was erased or opposes calls', async () => {
    const people = await Promise.all([1, 2, 3].map(() => aPerson(app)));
    const [mute = '', gone = '', opposed = ''] = people;
    await app.database.query('UPDATE candidates SET phone = NULL WHERE id = $1', [mute]);
    await app.get(CandidatesService).erase(gone);
    await app.get(CandidatesService).opposeToCalls(opposed, 'test');
    await tasks.need(people.map((candidateId) => ({ candidateId, reason: 'other' }) as const));
    expect(await all()).toEqual([]);
  });
});

describe('a call to a person who has a follow-up due', () => {
  it('is part of the follow-up, whose questions are asked', async () => {
    const person = await withFollowUp();
    await tasks.need([{ candidateId: person, reason: 'ignored-alerts' }]);
    const sheet = await claim();
    expect(sheet).toMatchObject({ followUp: { reason: 'follow-up', months: 3 }, also: [{ reason: 'ignored-alerts' }] });
    expect(await claim('AB')).toBeUndefined();
    await expect(record(sheet, 'reached-done')).rejects.toMatchObject({ code: 'call.answers-missing' });
  });

  it('waits while an agent is on the telephone with the person', async () => {
    const person = await withFollowUp();
    const sheet = await claim();
    await tasks.need([{ candidateId: person, reason: 'callback-asked', promisedAt: clock.now() }]);
    expect((await all()).at(-1)).toBe('planned callback-asked');
    await record(sheet, 'refuses-this-call');
    await app.get(FollowUpPlanningService).openDue();
    expect((await claim('AB'))?.followUp.reason).toBe('callback-asked');
  });

  it('that the person asked for stands alone again when the person opposes calls, and is kept', async () => {
    const person = await withFollowUp();
    await tasks.need([{ candidateId: person, reason: 'callback-asked', promisedAt: clock.now() }]);
    await tasks.need([{ candidateId: person, reason: 'other' }]);
    await app.get(CandidatesService).opposeToCalls(person, 'test');
    await app.runJobs();
    const open = await app.database.query(`SELECT reason FROM call_tasks WHERE state IN ('planned', 'due')`);
    expect(open).toEqual([{ reason: 'callback-asked' }]);
    await record(await claim(), 'no-answer');
    // Neither the opposition nor a limit stands against trying again, in opening hours.
    setClock(clock, '2026-11-23', '14:00');
    expect((await claim())?.followUp).toMatchObject({ reason: 'callback-asked', attempts: 1 });
  });

  it('ends with it when the person asks on the telephone not to be called any more', async () => {
    const person = await withFollowUp();
    await tasks.need([{ candidateId: person, reason: 'callback-asked', promisedAt: clock.now() }]);
    await record(await claim(), 'do-not-call');
    await app.runJobs();
    expect(await app.database.query(`SELECT 1 FROM call_tasks WHERE state IN ('planned', 'due')`)).toEqual([]);
  });

  it('leaves nothing that points to the person once erased', async () => {
    const person = await withFollowUp();
    await tasks.need([
      { candidateId: person, phone: NUMBER, reason: 'callback-asked', subject: newId(), requestedBy: newId() },
    ]);
    await app.get(CandidatesService).erase(person);
    await app.runJobs();
    expect(
      await app.database.query(
        `SELECT 1 FROM call_tasks WHERE state IN ('planned', 'due') OR phone IS NOT NULL OR subject IS NOT NULL OR requested_by IS NOT NULL`,
      ),
    ).toEqual([]);
  });
});

describe('people whom messages do not reach, or who ignored four alerts', () => {
  async function broken(person: string, reason: 'bounced' | 'ignored-alerts', channel: string | null): Promise<void> {
    await app.database.transaction(async () => {
      await app.database.query(
        'INSERT INTO contact_breaks (id, candidate_id, channel, reason, recorded_at) VALUES ($1, $2, $3, $4, $5)',
        [newId(), person, channel, reason, clock.now()],
      );
      await app.get(Outbox).publish(contactBroken, { candidateIds: [person] });
    });
  }

  it('are called, once for both, even when the event is told twice and its queue was lost', async () => {
    const person = await aPerson(app);
    await broken(person, 'ignored-alerts', null);
    await broken(person, 'bounced', 'email');
    await app.get(OutboxRelay).relayBatch();
    await app.get(OutboxRelay).requeueOverdue(0);
    await app.runJobs();
    await app.database.transaction(() => app.get(Outbox).publish(contactBroken, { candidateIds: [person] }));
    await app.runJobs();
    expect(await all()).toHaveLength(2);
    const sheet = await claim();
    expect([sheet?.followUp.reason, ...(sheet?.also.map((task) => task.reason) ?? [])].sort()).toEqual([
      'broken-contact',
      'ignored-alerts',
    ]);
    expect(await claim()).toBeUndefined();
  });

  it('are called again only after somebody has spoken with them', async () => {
    const person = await aPerson(app);
    const open = () => app.database.query('SELECT reason FROM contact_breaks WHERE handled_at IS NULL');
    await broken(person, 'ignored-alerts', null);
    await app.runJobs();
    await record(await claim(), 'no-answer');
    expect(await open()).toHaveLength(1);
    clock.set(parisInstant(day('2026-11-23'), '15:00').toISOString());
    await record(await claim(), 'reached-done');
    expect(await open()).toEqual([]);
    await broken(person, 'ignored-alerts', null);
    await app.runJobs();
    expect(await all()).toEqual(['done (answered) ignored-alerts', 'due ignored-alerts']);
  });
});
