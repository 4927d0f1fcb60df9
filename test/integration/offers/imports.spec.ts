import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ImportedOffer } from '../../../src/offers/imported-offer.schema.js';
import { OffersService } from '../../../src/offers/offers.service.js';
import { OrganisationsService } from '../../../src/organisations/organisations.service.js';
import { FixedClock } from '../../../src/platform/clock.js';
import { type TestApp, testApp } from '../../support/test-app.js';

const clock = new FixedClock('2026-11-20T10:00:00Z');
let app: TestApp;
let offers: OffersService;
let organisations: string[];

beforeAll(async () => {
  app = await testApp({ clock });
  offers = app.get(OffersService);
  const named = Array.from({ length: 50 }, (_, i) => ({
    kind: 'employer' as const,
    name: `Entreprise ${i}`,
    siret: null,
    rna: null,
    insee: null,
  }));
  organisations = await app.get(OrganisationsService).registerFromFeed('essai', named);
}, 120_000);
afterAll(() => app.stop());

const WORK = ['Cueilleur H/F', 'Maçon H/F', 'Serveur H/F', 'Aide à domicile', 'Cariste', 'Plombier', 'Soudeur'];
const PLACE = ['à la ferme', 'en usine', 'en ville', 'de nuit', 'le week-end'];

let serial = 0;
function item(change: Partial<ImportedOffer> = {}): ImportedOffer {
  serial += 1;
  return {
    source: 'essai',
    externalRef: `ref-${serial}`,
    organisationId: organisations[serial % organisations.length] ?? '',
    publishedAt: clock.now(),
    contentHash: 'a',
    title: `${WORK[serial % WORK.length]} ${PLACE[Math.floor(serial / WORK.length) % PLACE.length]}`,
    allowDuplicate: !('title' in change),
    occupationCode: 'A1401',
    description: 'Cueillette des pommes et tri en atelier.',
    contract: 'seasonal',
    insee: '02408',
    lat: 49.56,
    lng: 3.62,
    coordinateSource: 'given',
    coordinatePrecision: 'commune',
    ...change,
  };
}

async function outbox(): Promise<{ name: string; ids: number }[]> {
  return app.database.query(
    "SELECT name, jsonb_array_length(payload->'opportunityIds') AS ids FROM outbox_events WHERE name LIKE 'offer.%' ORDER BY id",
  );
}

async function emptyOutbox(): Promise<void> {
  await app.database.query('DELETE FROM outbox_events');
}

describe('a feed', () => {
  test('of 500 offers is published in one go with one event, and coming again changes nothing', async () => {
    const batch = Array.from({ length: 500 }, () => item());
    const started = performance.now();
    const first = await offers.importBatch(batch);
    const elapsed = performance.now() - started;
    expect(new Set(first.map(({ result }) => result))).toEqual(new Set(['created']));
    expect(first.map(({ externalRef }) => externalRef)).toEqual(batch.map(({ externalRef }) => externalRef));
    expect(await outbox()).toEqual([{ name: 'offer.published', ids: 500 }]);
    await emptyOutbox();
    expect(new Set((await offers.importBatch(batch)).map(({ result }) => result))).toEqual(new Set(['unchanged']));
    expect(await outbox()).toEqual([]);
    process.stdout.write(`500 new offers of a feed in ${Math.round(elapsed)} ms\n`);
    expect(elapsed).toBeLessThan(10_000);
  });

  test('updates what changed, under the same id and the next version', async () => {
    await emptyOutbox();
    const one = item();
    const [created] = await offers.importBatch([one]);
    const [updated] = await offers.importBatch([{ ...one, contentHash: 'b', positions: 4 }]);
    expect(updated).toEqual({ externalRef: one.externalRef, result: 'updated', id: created?.id });
    expect(
      await app.database.query('SELECT positions, version, content_hash FROM offers WHERE id = $1', [created?.id]),
    ).toEqual([{ positions: 4, version: 2, content_hash: 'b' }]);
    expect((await outbox()).map(({ name }) => name)).toEqual(['offer.published', 'offer.changed']);
  });

  test('with bad items takes the good ones and says why the others are refused', async () => {
    const outcomes = await offers.importBatch([
      item(),
      item({ title: '🍽️' }),
      item({ description: 'Vous avez moins de 30 ans.' }),
      item({ organisationId: '00000000-0000-7000-8000-000000000000' }),
      item({ weeklyHours: 80 }),
      item({ payMin: 20, payMax: 10, payPeriod: 'hour' }),
      item({ closesOn: '2026-11-01' }),
      item({ insee: '2408' }),
      item({ lat: 490 }),
    ]);
    expect(outcomes.map(({ result }) => result)).toEqual(['created', ...Array.from({ length: 8 }, () => 'refused')]);
    expect(outcomes[2]?.reason).toContain('moins de 30 ans');
    for (const outcome of outcomes.slice(1)) expect(outcome.reason).toBeTruthy();
  });

  test('is mended where it holds what a person may not write', async () => {
    const [outcome] = await offers.importBatch([
      item({ title: '🔥 Maçon\u0000 \u202EH/F', closesOn: '2030-01-01', applicationUrl: 'javascript:alert(1)' }),
    ]);
    const [row] = await app.database.query('SELECT title, closes_on, application_url FROM offers WHERE id = $1', [
      outcome?.id,
    ]);
    expect(row).toEqual({ title: 'Maçon H/F', closes_on: '2027-01-19', application_url: null });
  });

  test('does not repeat an offer of the same organisation, in the feed or before it', async () => {
    const one = item({ title: 'Vendangeur H/F' });
    const twin = { ...one, externalRef: 'twin', title: 'VENDANGEUR (F/H)' };
    const [first, second] = await offers.importBatch([one, twin]);
    expect(second).toMatchObject({ result: 'duplicate', id: first?.id });
    expect((await offers.importBatch([{ ...twin, externalRef: 'third', source: 'autre' }]))[0]).toMatchObject({
      result: 'duplicate',
      id: first?.id,
    });
    expect((await offers.importBatch([{ ...twin, externalRef: 'fourth', allowDuplicate: true }]))[0]?.result).toBe(
      'created',
    );
    expect((await offers.importBatch([one, one])).map(({ result }) => result)).toEqual(['unchanged', 'unchanged']);
  });

  test('closes what it no longer names, opens again what comes back, and leaves alone what a person closed', async () => {
    const [kept, gone, filled] = [item({ source: 'flux' }), item({ source: 'flux' }), item({ source: 'flux' })];
    const [, goneRow, filledRow] = await offers.importBatch([kept, gone, filled]);
    const team = {
      keyId: '00000000-0000-7000-8000-000000000001',
      kind: 'team',
      organisationId: undefined,
      scopes: [],
    } as const;
    await offers.fill(team, filledRow?.id ?? '');
    await expect(offers.closeMissing('flux', [])).rejects.toMatchObject({ code: 'offer.feed-empty' });
    expect(await offers.closeMissing('flux', [kept.externalRef])).toBe(1);
    expect(await offers.closeMissing('flux', [kept.externalRef])).toBe(0);
    const again = await offers.importBatch([kept, gone, filled]);
    expect(again.map(({ result }) => result)).toEqual(['unchanged', 'updated', 'unchanged']);
    expect(
      await app.database.query('SELECT id, status FROM offers WHERE id = ANY($1) ORDER BY status', [
        [goneRow?.id, filledRow?.id],
      ]),
    ).toEqual([
      { id: filledRow?.id, status: 'filled' },
      { id: goneRow?.id, status: 'published' },
    ]);
  });

  test('imported twice at once is there once', async () => {
    const batch = Array.from({ length: 40 }, () => item({ source: 'double' }));
    const runs = await Promise.all([offers.importBatch(batch), offers.importBatch([...batch].reverse())]);
    const results = runs.flat().map(({ result }) => result);
    expect(results.filter((result) => result === 'created')).toHaveLength(40);
    expect(results.filter((result) => result === 'unchanged')).toHaveLength(40);
  });

  test('of a banned organisation is refused', async () => {
    const [id] = await app
      .get(OrganisationsService)
      .registerFromFeed('essai', [{ kind: 'employer', name: 'Faux employeur', siret: null, rna: null, insee: null }]);
    const team = {
      keyId: '00000000-0000-7000-8000-000000000001',
      kind: 'team',
      organisationId: undefined,
      scopes: [],
    } as const;
    await app.get(OrganisationsService).ban(team, id ?? '', 'Fausses offres.');
    expect((await offers.importBatch([item({ organisationId: id ?? '' })]))[0]).toMatchObject({
      result: 'refused',
      reason: expect.stringContaining('exclue'),
    });
  });

  test('names organisations that are found again by number, else by name', async () => {
    const service = app.get(OrganisationsService);
    const named = {
      kind: 'employer' as const,
      name: 'Garage du Centre',
      siret: '99990001200017',
      rna: null,
      insee: null,
    };
    const [one, same, byName, byNameAgain] = await service.registerFromFeed('a', [
      named,
      { ...named, name: 'GARAGE DU CENTRE SARL' },
      { ...named, siret: null },
      { ...named, siret: null, name: 'garage  du centre' },
    ]);
    expect(same).toBe(one);
    expect(byName).not.toBe(one);
    expect(byNameAgain).toBe(byName);
    expect(await service.registerFromFeed('b', [named])).toEqual([one]);
    const races = await Promise.all(
      Array.from({ length: 4 }, () => service.registerFromFeed('c', [{ ...named, siret: null, name: 'Nouveau' }])),
    );
    expect(new Set(races.flat()).size).toBe(1);
  });
});
