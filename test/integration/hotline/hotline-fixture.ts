import type { Milestone } from '../../../src/hotline/calendar.rules.js';
import type { CallTaskView } from '../../../src/hotline/call-task.schema.js';
import { CallTaskListQueries } from '../../../src/hotline/call-task-list.queries.js';
import { AppointmentsService } from '../../../src/outreach/appointments.service.js';
import type { FixedClock } from '../../../src/platform/clock.js';
import { newId } from '../../../src/platform/ids.js';
import { type Day, day, parisInstant } from '../../../src/platform/lang/day.js';
import type { TestApp } from '../../support/test-app.js';

let numbered = 0;

/** A person in the base, with a telephone number that belongs to nobody. Returns the id. */
export async function aPerson(app: TestApp): Promise<string> {
  const id = newId();
  const phone = `+336399800${String(numbered++ % 100).padStart(2, '0')}`;
  await app.database.query(
    `INSERT INTO candidates (id, first_name, last_name, name_key, phone, registered_by, created_at, updated_at)
     VALUES ($1, 'Camille', $2, $2, $3, 'test', now(), now())`,
    [id, `Exemple ${id}`, phone],
  );
  return id;
}

/** An appointment at 10:00 in Paris on this day. Returns its id. */
export async function anAppointment(app: TestApp, candidateId: string, on: string, at = '10:00'): Promise<string> {
  const startsAt = parisInstant(day(on), at).toISOString();
  const booked = await app.get(AppointmentsService).book({ candidateId, stop: 'Place de la mairie, Guise', startsAt });
  return booked.id;
}

export function setClock(clock: FixedClock, on: string, at: string): void {
  clock.set(parisInstant(day(on), at).toISOString());
}

/** The follow-ups of an appointment, by milestone. */
export async function followUpsOf(app: TestApp, appointmentId: string): Promise<Record<Milestone, CallTaskView>> {
  const page = await app
    .get(CallTaskListQueries)
    .page({ appointmentId, page: 1, perPage: 100 }, parisInstant(day('2000-01-01'), '00:00'));
  const of = (months: Milestone): CallTaskView => {
    const found = page.items.find((item) => item.months === months);
    if (!found) throw new Error(`No follow-up at ${months} months`);
    return found;
  };
  return { 3: of(3), 6: of(6), 12: of(12) };
}

/** In short: 'planned 2026-11-30', 'cancelled (opposed) 2026-11-30'. */
export function inShort(followUp: CallTaskView): string {
  return `${followUp.state}${followUp.endReason ? ` (${followUp.endReason})` : ''} ${followUp.dueOn}`;
}

export async function inShortOf(app: TestApp, appointmentId: string): Promise<string[]> {
  const all = await followUpsOf(app, appointmentId);
  return [all[3], all[6], all[12]].map(inShort);
}

export type { Day };
