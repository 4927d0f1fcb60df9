import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CandidatesService } from '../../../src/candidates/candidates.service.js';
import { RetentionService } from '../../../src/candidates/retention.service.js';
import { erasureDay, keptUntil } from '../../../src/candidates/retention.rules.js';
import { MessagesQueries } from '../../../src/notifications/messages.queries.js';
import { newId } from '../../../src/platform/ids.js';
import { day } from '../../../src/platform/lang/day.js';
import { type Laon, laon } from '../matching/laon.js';

describe('what is kept of silent people', () => {
  let world: Laon;
  let retention: RetentionService;

  beforeAll(async () => {
    world = await laon();
    retention = world.app.get(RetentionService);
  }, 120_000);
  afterAll(async () => world.app.stop());

  const at = (on: string) => world.clock.set(`${on}T10:15:00+01:00`);
  const told = async (candidateId: string): Promise<string[]> => {
    const { items } = await world.app
      .get(MessagesQueries)
      .list({ candidateId, body: 'true' }, { page: 1, perPage: 20 });
    return items.toReversed().map((message) => `${message.template} ${message.text ?? ''}`.replace(/\s+/g, ' '));
  };
  const status = async (id: string) =>
    (await world.app.database.query<{ status: string }>('SELECT status FROM candidates WHERE id = $1', [id]))[0]
      ?.status;

  it('is hidden after 6 months, warned of at 21, 22 and 23, erased at 24: each step once', async () => {
    at('2026-11-20');
    const id = await world.register({ firstName: 'Alix', lastName: 'Silence' });
    at('2027-05-19');
    expect(await retention.sweep()).toMatchObject({ hidden: 0 });
    at('2027-05-20');
    expect((await Promise.all([retention.sweep(), retention.sweep()])).map(({ hidden }) => hidden).sort()).toEqual([
      0, 1,
    ]);
    expect(await status(id)).toBe('suspended');
    for (const on of [
      '2028-08-19',
      '2028-08-20',
      '2028-08-21',
      '2028-09-20',
      '2028-09-21',
      '2028-10-20',
      '2028-11-19',
    ]) {
      at(on);
      await Promise.all([retention.sweep(), retention.sweep()]);
    }
    expect(await told(id)).toEqual([
      expect.stringMatching(/^cv-hidden .*plus visible/),
      expect.stringMatching(/^account-ending .*20 novembre 2028/),
      expect.stringMatching(/^account-ending .*20 novembre 2028/),
      expect.stringMatching(/^account-ending .*20 novembre 2028/),
    ]);
    expect(await status(id)).toBe('suspended');
    at('2028-11-20');
    expect(await retention.sweep()).toMatchObject({ erased: 1 });
    expect(await status(id)).toBe('erased');
    expect(await world.app.database.query('SELECT 1 FROM retention_steps WHERE candidate_id = $1', [id])).toEqual([]);
  });

  it('begins anew with every contact, and the CV comes back when the person does', async () => {
    at('2029-01-10');
    const id = await world.register({ firstName: 'Retour', lastName: 'Exemple' });
    at('2029-08-01');
    await retention.sweep();
    expect(await status(id)).toBe('suspended');
    await retention.reactivate(id);
    expect(await status(id)).toBe('active');
    at('2031-01-15');
    await world.app.get(CandidatesService).recordContact(id);
    at('2032-10-14');
    await retention.sweep();
    expect((await told(id)).filter((text) => text.startsWith('account-ending'))).toEqual([]);
    at('2032-10-15');
    await retention.sweep();
    expect((await told(id)).filter((text) => text.startsWith('account-ending'))).toHaveLength(1);
  });

  it('counts a click on an alert and a sign-in as signs of life', async () => {
    at('2033-01-10');
    const id = await world.register({ firstName: 'Clic', lastName: 'Exemple' });
    await world.app.database.query('INSERT INTO alert_reactions (candidate_id, reacted_at) VALUES ($1, $2)', [
      id,
      '2033-06-01T10:00:00Z',
    ]);
    at('2033-07-15');
    await retention.sweep();
    expect(await status(id)).toBe('active');
    await world.app.database.query(
      `INSERT INTO accounts (id, role, candidate_id, created_at, signed_in_at) VALUES ($1, 'candidate', $2, $3, $3)`,
      [newId(), id, '2033-09-01T10:00:00Z'],
    );
    at('2034-02-28');
    await retention.sweep();
    expect(await status(id)).toBe('active');
    at('2034-03-02');
    await retention.sweep();
    expect(await status(id)).toBe('suspended');
  });

  it('erases nobody without a last warning four weeks before, even when the sweeps slept for years', async () => {
    at('2034-03-10');
    const id = await world.register({ firstName: 'Tard', lastName: 'Exemple' });
    at('2036-06-02');
    await retention.sweep();
    expect(await status(id)).toBe('suspended');
    expect(await told(id)).toEqual([expect.stringMatching(/^account-ending .*30 juin 2036/)]);
    at('2036-06-29');
    await retention.sweep();
    expect([await status(id), (await told(id)).length]).toEqual(['suspended', 1]);
    at('2036-06-30');
    await retention.sweep();
    expect(await status(id)).toBe('erased');
  });

  it('writes on working days and to nobody without an address', async () => {
    at('2036-10-01');
    const [mute, reached] = [
      await world.register({
        firstName: 'Muet',
        lastName: 'Exemple',
        phone: null,
        support: { referent: 'Mme Lettre' },
      }),
      await world.register({ firstName: 'Mail', lastName: 'Exemple', phone: null, email: 'mail@exemple.invalid' }),
    ];
    at('2037-04-05'); // Easter Sunday
    await retention.sweep();
    expect(await told(mute)).toEqual([]);
    const { items } = await world.app.get(MessagesQueries).list({ candidateId: reached }, { page: 1, perPage: 5 });
    expect(items).toMatchObject([{ channel: 'email', sendAfter: '2037-04-07T08:00:00.000Z' }]);
  });

  it('is said to the person in days', () => {
    expect(keptUntil(day('2026-08-31'))).toEqual({ visibleUntil: '2027-02-28', keptUntil: '2028-08-31' });
    expect(erasureDay(day('2026-01-10'), day('2028-01-02'))).toBe('2028-01-30');
  });
});
