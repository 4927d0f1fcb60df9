import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { GeoService } from '../../../src/geo/geo.service.js';
import type { ImportRequest, ItemOutcome } from '../../../src/imports/import.schema.js';
import { ImportsService } from '../../../src/imports/imports.service.js';
import { OccupationsService } from '../../../src/occupations/occupations.service.js';
import { FixedClock } from '../../../src/platform/clock.js';
import { type TestApp, testApp } from '../../support/test-app.js';
import { samplePath } from '../../unit/imports/samples.js';

const clock = new FixedClock('2026-11-20T10:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'imports-'));
let app: TestApp;

beforeAll(async () => {
  app = await testApp({ clock, environment: { IMPORT_ALLOWED_HOSTS: '127.0.0.1' } });
  await app.get(GeoService).loadCommunes();
  await app.get(OccupationsService).loadStarter();
});
afterAll(async () => {
  await app?.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(() => clock.set('2026-11-20T10:00:00Z'));

async function run(request: ImportRequest) {
  const items: ItemOutcome[] = [];
  const summary = await app.get(ImportsService).import(request, { onItem: (item) => void items.push(item) });
  return {
    summary,
    items,
    lines: items.map(({ externalRef, result, reason }) => [externalRef, result, ...(reason === null ? [] : [reason])]),
  };
}

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const rows = <T>(sql: string, parameters: unknown[] = []) => app.database.query<T>(sql, parameters);

const offer = (id: string, more: object = {}) => ({
  id,
  intitule: `Maçon ${id} (H/F)`,
  description: 'Vous montez des murs.',
  dateCreation: '2026-11-18T08:00:00Z',
  lieuTravail: { libelle: '02 - LAON', codePostal: '02000', commune: '02408' },
  romeCode: 'F1703',
  entreprise: { nom: `Bâtiment ${id}` },
  typeContrat: 'CDI',
  typeContratLibelle: 'CDI',
  ...more,
});
const feed = (name: string, offers: object[]) => file(name, JSON.stringify({ resultats: offers }));

describe('the France Travail sample', () => {
  const request = { kind: 'offers', from: samplePath('france-travail-offres-v2.synthetique.json') } as const;

  test('is foretold by a dry run that writes nothing', async () => {
    const { summary } = await run({ ...request, dryRun: true });
    expect(summary.counts).toMatchObject({ created: 11, refused: 1 });
    expect(await rows('SELECT FROM offers')).toHaveLength(0);
    expect(await rows('SELECT FROM outbox_events')).toHaveLength(0);
  });

  test('gives eleven offers, and one whose place is only a département', async () => {
    const { lines, items } = await run(request);
    expect(lines).toEqual([
      ...Array.from({ length: 10 }, (_, i) => [`SYN${String(i + 1).padStart(4, '0')}`, 'created']),
      ['SYN0011', 'refused', 'Lieu trop vague : « AISNE » est un département. Il faut une commune.'],
      ['SYN0012', 'created'],
    ]);
    expect(items[11]?.notices).toEqual(expect.arrayContaining([expect.stringContaining('02434')]));
    const [first] = await rows(
      'SELECT title, status, occupation_code, insee, licences, application_url, contact_email, closes_on FROM offers WHERE external_ref = $1',
      ['SYN0001'],
    );
    expect(first).toEqual({
      title: 'Aide à domicile (H/F)',
      status: 'published',
      occupation_code: 'K1304',
      insee: '02408',
      licences: ['B'],
      application_url: 'https://exemple.invalid/offres/SYN0001',
      contact_email: null,
      closes_on: '2026-12-03',
    });
  });

  test('changes nothing the second time', async () => {
    const { summary } = await run(request);
    expect(summary.counts).toEqual({ created: 0, updated: 0, unchanged: 11, duplicate: 0, refused: 1, closed: 0 });
    expect(await rows('SELECT kind, format, status, dry_run FROM imports ORDER BY started_at, id')).toEqual([
      { kind: 'offers', format: 'france-travail', status: 'done', dry_run: true },
      { kind: 'offers', format: 'france-travail', status: 'done', dry_run: false },
      { kind: 'offers', format: 'france-travail', status: 'done', dry_run: false },
    ]);
  });
});

describe('a file of something else', () => {
  test.each([
    ['missions', 'france-travail-offres-v2.synthetique.json', 'offres', 'import offers'],
    ['missions', 'indeed-flux.synthetique.xml', 'offres', 'import offers'],
    ['candidates', 'schema-org-jobposting.synthetique.json', 'offres', 'import offers'],
    ['offers', 'api-engagement-v0-missions.synthetique.json', 'missions', 'import missions'],
  ] as const)('%s: %s is said to hold %s, and nothing changes', async (kind, name, words, command) => {
    const state = () =>
      rows(
        'SELECT (SELECT count(*) FROM offers) AS o, (SELECT count(*) FROM missions) AS m, (SELECT count(*) FROM imports) AS i',
      );
    const before = await state();
    const refused = run({ kind, from: samplePath(name) });
    await expect(refused).rejects.toMatchObject({ code: 'import.other-kind', message: expect.stringContaining(words) });
    await expect(run({ kind, from: samplePath(name) })).rejects.toThrow(command);
    const formats = { missions: 'engagement-json', candidates: 'beneficiaries-csv', offers: 'france-travail' } as const;
    await expect(run({ kind, from: samplePath(name), format: formats[kind] })).rejects.toThrow(words);
    expect(await state()).toEqual(before);
  });
});

describe('two imports of one source at a time', () => {
  test('the second is told so, and may run once the first has ended', async () => {
    const request = {
      kind: 'offers',
      source: 'verrou',
      from: feed('verrou.json', [offer('V1'), offer('V2')]),
    } as const;
    const service = app.get(ImportsService);
    let second: Promise<unknown> = Promise.resolve();
    let other: Promise<unknown> = Promise.resolve();
    const first = await service.import(request, {
      onItem: async ({ position }) => {
        if (position !== 1) return;
        second = service.import(request).catch((error: unknown) => error);
        other = service.import({ ...request, source: 'verrou-2', dryRun: true });
        await Promise.all([second, other]);
      },
    });
    expect(first.counts.created).toBe(2);
    expect(await second).toMatchObject({ code: 'import.already-running', message: expect.stringContaining('verrou') });
    expect(await other).toMatchObject({ status: 'done' });
    expect((await service.import(request)).counts.unchanged).toBe(2);
    expect(
      await rows(
        'SELECT FROM pg_locks WHERE locktype = $1 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())',
        ['advisory'],
      ),
    ).toEqual([]);
  });

  test('a run that fails lets the next one in', async () => {
    const from = feed('fails.json', [offer('F1')]);
    const failing = { onItem: () => Promise.reject(new Error('no more paper')) };
    await expect(app.get(ImportsService).import({ kind: 'offers', source: 'echec', from }, failing)).rejects.toThrow();
    expect((await run({ kind: 'offers', source: 'echec', from })).summary.counts.unchanged).toBe(1);
  });
});

describe('the other samples', () => {
  test('schema.org: four offers', async () => {
    expect((await run({ kind: 'offers', from: samplePath('schema-org-jobposting.synthetique.json') })).lines).toEqual([
      ['SYN0001', 'created'],
      ['SYN0002', 'created'],
      ['SYN0003', 'created'],
      ['SYN0004', 'created'],
    ]);
  });

  test('Indeed: six offers', async () => {
    const { summary } = await run({ kind: 'offers', from: samplePath('indeed-flux.synthetique.xml') });
    expect(summary.counts).toMatchObject({ created: 6, refused: 0 });
  });

  test('API Engagement: seven missions, the civic service refused; the XML feed says the same', async () => {
    const json = await run({ kind: 'missions', from: samplePath('api-engagement-v0-missions.synthetique.json') });
    expect(json.summary.counts).toMatchObject({ created: 7, refused: 1 });
    expect(json.lines[6]).toEqual([
      'syn-client-007',
      'refused',
      'Service civique : engagement indemnisé et limité en âge, ce n’est pas du bénévolat.',
    ]);
    const xml = await run({
      kind: 'missions',
      from: samplePath('api-engagement-flux.synthetique.xml'),
      source: 'engagement-xml',
    });
    expect(xml.lines.map(([ref, result]) => [ref, result])).toEqual(
      json.lines.map(([ref, result]) => [ref, result === 'created' ? 'duplicate' : result]),
    );
    expect(xml.summary.counts.refused).toBe(1);
  });
});

describe('a feed that lives', () => {
  const source = 'vivant';

  test('updates what changed, closes what vanished, opens it again when it comes back', async () => {
    const four = [offer('a'), offer('b'), offer('c'), offer('d')];
    await run({ kind: 'offers', source, from: feed('one.json', four) });
    const second = await run({
      kind: 'offers',
      source,
      from: feed('two.json', [offer('a'), offer('b', { description: 'Vous coulez des dalles.' }), offer('c')]),
    });
    expect(second.summary.counts).toEqual({
      created: 0,
      updated: 1,
      unchanged: 2,
      duplicate: 0,
      refused: 0,
      closed: 1,
    });
    expect(await rows("SELECT status FROM offers WHERE source = 'vivant' AND external_ref = 'd'")).toEqual([
      { status: 'closed' },
    ]);
    const third = await run({ kind: 'offers', source, from: feed('three.json', four) });
    expect(third.lines).toContainEqual(['d', 'updated']);
  });

  test('closes nothing when more than half would go, unless told so', async () => {
    const one = feed('half.json', [offer('a')]);
    const guarded = await run({ kind: 'offers', source, from: one });
    expect(guarded.summary.counts.closed).toBe(0);
    expect(guarded.summary.messages[0]).toContain('--force');
    expect((await run({ kind: 'offers', source, from: one, keepMissing: true })).summary.messages).toEqual([]);
    expect((await run({ kind: 'offers', source, from: one, force: true })).summary.counts.closed).toBe(3);
  });

  test('closes nothing when the file breaks off or an element cannot be read', async () => {
    await run({ kind: 'offers', source: 'cut', from: feed('whole.json', [offer('a'), offer('b'), offer('c')]) });
    const broken = await run({
      kind: 'offers',
      source: 'cut',
      from: file(
        'cut.json',
        `{"resultats":[${JSON.stringify(offer('a'))},${JSON.stringify(offer('b'))},{"id":"c","int`,
      ),
    });
    expect(broken.summary).toMatchObject({ status: 'interrupted', counts: { unchanged: 2, closed: 0 } });
    expect(broken.summary.messages).toEqual([
      'Le fichier s’arrête au milieu de l’élément 3.',
      'Flux incomplet : rien n’est fermé.',
    ]);
  });

  test('a page of a larger list closes nothing', async () => {
    const mission = (clientId: string) => ({
      clientId,
      title: `Jardin ${clientId}`,
      description: 'Vous jardinez.',
      postedAt: '2026-11-18',
      domain: 'environnement',
      activity: 'jardinage',
      city: 'Laon',
      postalCode: '2000',
      organizationName: 'Les Jardins',
      organizationRNA: 'W021000099',
    });
    await run({
      kind: 'missions',
      source: 'pages',
      from: file('all.json', JSON.stringify({ total: 3, data: ['pommes', 'poires', 'cerises'].map(mission) })),
    });
    const page = await run({
      kind: 'missions',
      source: 'pages',
      from: file('page.json', JSON.stringify({ total: 3, data: ['pommes', 'poires'].map(mission) })),
    });
    expect(page.summary.messages).toEqual(['Le fichier contient 2 éléments sur 3 : rien n’est fermé.']);
  });

  test('the same post twice is a duplicate, the same reference twice too', async () => {
    const twin = { intitule: 'Couvreur (H/F)', romeCode: 'F1619', entreprise: { nom: 'Toits' } };
    const { lines } = await run({
      kind: 'offers',
      source: 'twins',
      from: feed('twins.json', [offer('x', twin), offer('y', { ...twin, intitule: 'Couvreur H/F' }), offer('x', twin)]),
    });
    expect(lines[0]).toEqual(['x', 'created']);
    expect(lines).toContainEqual(['y', 'duplicate', expect.stringContaining('Couvreur')]);
    expect(lines).toContainEqual(['x', 'duplicate', 'Même référence que l’élément 1 de ce fichier.']);
  });

  test('forbidden wording is refused with its passage and why', async () => {
    const { lines } = await run({
      kind: 'offers',
      source: 'words',
      from: feed('words.json', [offer('w', { description: 'Vous avez moins de 35 ans et êtes motivé.' })]),
    });
    expect(lines[0]).toEqual(['w', 'refused', expect.stringMatching(/« .*35 ans.* »/)]);
  });

  test('a code of ROME 3 becomes the occupation of version 4 that the title names', async () => {
    await run({
      kind: 'offers',
      source: 'rome3',
      from: feed('rome3.json', [
        offer('r', { intitule: 'Couvreur / Couvreuse', romeCode: 'F1610' }),
        offer('t', { intitule: 'Femme / Homme de ménage', romeCode: null }),
      ]),
    });
    expect(
      await rows("SELECT external_ref AS ref, occupation_code AS code FROM offers WHERE source = 'rome3' ORDER BY 1"),
    ).toEqual([
      { ref: 'r', code: 'F1619' },
      { ref: 't', code: 'K1304' },
    ]);
  });

  test('an employer without name stays anonymous; one with a SIRET is known again under another name', async () => {
    const siret = '99990001200017';
    await run({
      kind: 'offers',
      source: 'names',
      from: feed('names.json', [
        offer('n', { entreprise: {} }),
        offer('s', { entreprise: { nom: 'Ateliers Dupont', siret } }),
        offer('u', {
          intitule: 'Plaquiste (H/F)',
          romeCode: 'F1604',
          entreprise: { nom: 'ATELIERS DUPONT SAS', siret },
        }),
      ]),
    });
    const found = await rows<{ ref: string; organisation_id: string; anonymous: boolean; status: string }>(
      "SELECT o.external_ref AS ref, organisation_id, anonymous_employer AS anonymous, g.status FROM offers o JOIN organisations g ON g.id = o.organisation_id WHERE o.source = 'names' ORDER BY 1",
    );
    expect(found.map(({ ref, anonymous, status }) => [ref, anonymous, status])).toEqual([
      ['n', true, 'unverified'],
      ['s', false, 'unverified'],
      ['u', false, 'unverified'],
    ]);
    expect(found[1]?.organisation_id).toBe(found[2]?.organisation_id);
  });

  test('over the network, an allowed host is read', async () => {
    const server = createServer((_, answer) => answer.end(readFileSync(samplePath('indeed-flux.synthetique.xml'))));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { summary } = await run({
      kind: 'offers',
      from: `http://127.0.0.1:${(server.address() as AddressInfo).port}/flux`,
      source: 'reseau',
    });
    server.close();
    expect(summary.counts.created).toBe(6);
  });

  test.each([
    ['empty.json', ''],
    ['words.txt', 'Ceci n’est pas un flux.'],
    ['zip.json', Buffer.from([0x50, 0x4b, 3, 4, 0, 0])],
  ])('%s is refused with a sentence', async (name, content) => {
    await expect(run({ kind: 'offers', from: file(name, content) })).rejects.toMatchObject({ status: 422 });
  });

  test('NUL bytes, lone surrogates and hostile text are stored as harmless text', async () => {
    const { lines } = await run({
      kind: 'offers',
      source: 'nul',
      from: feed('nul.json', [
        offer('z', { intitule: 'Maçon\u0000 \uD800(H/F)', description: "Robert'); DROP TABLE offers;-- \u0000" }),
      ]),
    });
    expect(lines).toEqual([['z', 'created']]);
  });
});

describe('people of a file', () => {
  const csv = (lines: string[], encoding: 'utf8' | 'latin1' = 'utf8') =>
    file('people.csv', Buffer.from(`${lines.join('\r\n')}\r\n`, encoding));
  const heading = 'Nom;Prénom;Téléphone;Courriel;Code postal;Commune;Métiers recherchés;Permis;RSA;Référent;Territoire';

  test('are taken in with an explained outcome for each line, in a file of Excel', async () => {
    const from = csv(
      [
        heading,
        'Exemple;Léa;06 39 98 00 01;;2000;Laon;aide à domicile;non;Bénéficiaire;Équipe de Laon;UTAS Laon',
        'Exemple;Léa;0639980001;;02000;Laon;;;;;',
        'Sans;Téléphone;;;02000;Laon;;;;;',
        'Loin;Paul;0639980003;;02000;Commune qui n’existe pas;métier inconnu zzz;;;;',
        'Nulle;Part;0639980004;;;Xyzxyz;;;;;',
      ],
      'utf8',
    );
    const { items } = await run({ kind: 'candidates', from });
    expect(items.map(({ position, result, reason, title }) => [position, result, reason, title])).toEqual([
      [2, 'created', null, null],
      [3, 'duplicate', 'Même référence que l’élément 2 de ce fichier.', null],
      [4, 'refused', 'Ni téléphone ni adresse e-mail.', null],
      [5, 'created', null, null],
      [6, 'refused', 'Commune introuvable : « Xyzxyz ».', null],
    ]);
    const [lea] = await rows(
      "SELECT id, insee, rsa_status, referent, territory, cv_visible, accepts_contact FROM candidates WHERE phone = '+33639980001'",
    );
    expect(lea).toMatchObject({
      insee: '02408',
      rsa_status: 'beneficiaire',
      referent: 'Équipe de Laon',
      territory: 'UTAS Laon',
      cv_visible: false,
      accepts_contact: false,
    });
    expect(await rows('SELECT FROM consents')).toHaveLength(0);
  });

  test('Windows-1252, a mapping saved by its name, and a second run that changes nothing', async () => {
    const mapping = file(
      'mapping.json',
      JSON.stringify({
        name: 'cd02',
        columns: { "Nom d'usage": 'lastName', 'Prénom usuel': 'firstName', Portable: 'phone', CP: 'postalCode' },
      }),
    );
    const from = csv(["Nom d'usage,Prénom usuel,Portable,CP,NIR", 'Évrard,Zoé,639980009,2100,1234'], 'latin1');
    expect((await run({ kind: 'candidates', from, mapping, source: 'cd02' })).summary.counts.created).toBe(1);
    expect((await run({ kind: 'candidates', from, mapping: 'cd02', source: 'cd02' })).summary.counts.unchanged).toBe(1);
    expect(await rows("SELECT first_name, last_name, insee FROM candidates WHERE phone = '+33639980009'")).toEqual([
      { first_name: 'Zoé', last_name: 'Évrard', insee: '02691' },
    ]);
    await expect(run({ kind: 'candidates', from, mapping: 'inconnue' })).rejects.toMatchObject({
      code: 'import.mapping-not-found',
    });
  });

  test('a file without names says what to do', async () => {
    const { summary } = await run({ kind: 'candidates', from: csv(['a;b', '1;2']) });
    expect(summary).toMatchObject({ status: 'interrupted', messages: [expect.stringContaining('--mapping')] });
  });
});
