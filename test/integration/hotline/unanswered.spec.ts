import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { applicationUnanswered } from '../../../src/applications/applications.events.js';
import { CallQueueService } from '../../../src/hotline/call-queue.service.js';
import { Outbox } from '../../../src/platform/events/outbox.js';
import { newId } from '../../../src/platform/ids.js';
import { type Laon, laon } from '../matching/laon.js';

let world: Laon;
beforeAll(async () => {
  world = await laon();
}, 60_000);
afterAll(() => world?.app.stop());

it('calls the contact of an organisation once about all the applications that it leaves without an answer', async () => {
  const { app } = world;
  const contact = { contact_phone: '03 53 01 00 12' };
  const offers = [
    await world.publishOffer(contact),
    await world.publishOffer({ ...contact, title: 'Cuisinier (H/F)' }),
  ];
  const silent = await world.publishOffer({ title: 'Sans téléphone (H/F)' });
  const ids: string[] = [];
  for (const [i, offer] of [...offers, ...offers, silent].entries()) {
    const person = await world.register({
      firstName: `Personne ${'ABCDE'[i]}`,
      lastName: 'Exemple',
      phone: `06 39 98 04 0${i}`,
      place: 'Laon',
    });
    const id = newId();
    await app.database.query(
      `INSERT INTO applications (id, candidate_id, opportunity_id, kind, organisation_id, state, sent_by, sent_at, sent_on, next_step_on,
         last_event_at, updated_at)
       VALUES ($1, $2, $3, 'offer', $4, 'sent', 'test', $5, '2026-11-01', '2026-11-20', $5, $5)`,
      [id, person, offer, world.employerId, world.clock.now()],
    );
    ids.push(id);
  }
  const tell = () =>
    app.database.transaction(() => app.get(Outbox).publish(applicationUnanswered, { applicationIds: ids }));
  await tell();
  await tell();
  await app.runJobs();
  const queue = app.get(CallQueueService);
  const sheet = await queue.claimNext('LM');
  expect(sheet).toMatchObject({
    followUp: { reason: 'application-unanswered', candidateId: null },
    person: { phone: '+33353010012', firstName: null },
  });
  expect(sheet?.about.map((one) => [one.title, one.organisation]).sort()).toEqual([
    ['Aide à domicile (H/F)', 'Aide à Laon'],
    ['Cuisinier (H/F)', 'Aide à Laon'],
  ]);
  expect(await queue.claimNext('AB')).toBeUndefined();
});
