import { describe, expect, test } from '@jest/globals';
import type { Mapped, MissionDraft, OfferDraft } from '../../../src/imports/mapping/draft.schema.js';
import { mapEngagement } from '../../../src/imports/mapping/engagement.mapper.js';
import { mapFranceTravail } from '../../../src/imports/mapping/france-travail.mapper.js';
import { mapIndeed } from '../../../src/imports/mapping/indeed.mapper.js';
import { mapJobPosting, UNSAID_CONTRACT } from '../../../src/imports/mapping/job-posting.mapper.js';
import { day } from '../../../src/platform/lang/day.js';
import { sampleItems } from './samples.js';

const today = day('2026-11-20');

function drafts<T>(mapped: readonly Mapped<T>[]): T[] {
  return mapped.map((one) => {
    if (!one.ok) throw new Error(one.reason);
    return one.draft;
  });
}

describe('France Travail', () => {
  const offers = async (): Promise<OfferDraft[]> =>
    drafts(
      (await sampleItems('france-travail-offres-v2.synthetique.json', 'france-travail')).map((raw) =>
        mapFranceTravail(raw, today),
      ),
    );

  test('the twelve samples become twelve offers', async () => {
    expect(
      (await offers()).map((offer) => [
        offer.externalRef,
        offer.contract,
        offer.contractMonths,
        offer.weeklyHours,
        offer.pay.min,
        offer.pay.period,
        offer.licences,
        offer.positions,
      ]),
    ).toEqual([
      ['SYN0001', 'permanent', null, 24, 12.02, 'hour', ['B'], 3],
      ['SYN0002', 'temporary', 2, 35, 12.5, 'hour', [], 1],
      ['SYN0003', 'permanent', null, 35, 1900, 'month', [], 1],
      ['SYN0004', 'fixed-term', 6, 39, 1867, 'month', [], 1],
      ['SYN0005', 'seasonal', 3, 35, 12.02, 'hour', [], 12],
      ['SYN0006', 'permanent', null, 35, 2400, 'month', [], 1],
      ['SYN0007', 'apprenticeship', 6, 35, null, null, [], 1],
      ['SYN0008', 'insertion', 12, 26, 12.02, 'hour', [], 1],
      ['SYN0009', 'permanent', null, 35, 28000, 'year', [], 1],
      ['SYN0010', 'permanent', null, 35, 2050, 'month', ['C'], 1],
      ['SYN0011', 'fixed-term', 6, 35, null, null, [], 1],
      ['SYN0012', 'fixed-term', 6, 20, null, null, [], 1],
    ]);
  });

  test('an offer stays open 30 days after it was last confirmed', async () => {
    const [first] = await offers();
    expect(first).toMatchObject({ closesOn: '2026-12-03', publishedAt: new Date('2026-11-02T08:30:00Z') });
    const mapped = mapFranceTravail(
      { id: 'x', intitule: 'Maçon (H/F)', typeContrat: 'CDI', dateCreation: '2026-10-01T08:00:00Z' },
      today,
    );
    expect(mapped).toMatchObject({
      ok: false,
      gone: true,
      reason: 'Offre trop ancienne : elle aurait pris fin le 2026-10-31.',
    });
  });

  test('the contact is not kept, only where to apply', async () => {
    const [first] = await offers();
    expect(first?.applicationUrl).toBe('https://exemple.invalid/offres/SYN0001');
    expect(JSON.stringify(first)).not.toContain('Service recrutement');
  });

  test('a licence demanded to come to work is information, not a gate', async () => {
    const mason = (await offers())[2];
    expect(mason?.requirements).toContain('Permis B demandé par l’employeur');
    expect(mason?.licences).toEqual([]);
  });

  test('an insertion contract is reserved to people the département declared eligible', async () => {
    expect((await offers())[7]?.reservedFor).toBe('insertion-structure');
  });

  test('"02 - AISNE" gives no place but its name', async () => {
    expect((await offers())[10]?.place).toMatchObject({
      insee: null,
      postalCode: null,
      city: 'AISNE',
      departement: '02',
      lat: null,
    });
  });

  test.each([
    [{}, 'Identifiant « id » absent.'],
    [{ id: 'x' }, 'Intitulé absent.'],
    [{ id: 'x', intitule: 'Maçon' }, 'Date de création absente ou illisible.'],
    [
      { id: 'x', intitule: 'Maçon', dateCreation: '2026-11-19', typeContrat: 'ZZZ' },
      'Type de contrat inconnu : « ZZZ ».',
    ],
    ['une offre', 'L’élément n’est pas une offre.'],
    [null, 'L’élément n’est pas une offre.'],
  ])('%j is refused: %s', (raw, reason) => {
    expect(mapFranceTravail(raw, today)).toMatchObject({ ok: false, reason });
  });

  test('texts too long are cut, numbers out of range are brought back, and the report says so', () => {
    const mapped = mapFranceTravail(
      {
        id: 7,
        intitule: `Maçon ${'x '.repeat(300)}`,
        description: `Écrire à a@exemple.invalid. ${'mot '.repeat(5000)}`,
        typeContrat: 'CDI',
        dateCreation: '2026-11-19',
        nombrePostes: 100000,
        lieuTravail: { libelle: 'LAON', latitude: 3.61, longitude: 49.57, codePostal: 2000 },
      },
      today,
    );
    expect(mapped).toMatchObject({
      ok: true,
      draft: {
        externalRef: '7',
        positions: 999,
        place: { postalCode: '02000', lat: 49.57, lng: 3.61 },
        notices: [
          'Titre coupé à 120 caractères.',
          'Coordonnées retirées de la description.',
          'Description coupée à 5000 caractères.',
          'Latitude et longitude étaient inversées.',
        ],
      },
    });
  });
});

describe('schema.org JobPosting', () => {
  test('the four samples become four offers', async () => {
    const mapped = drafts(
      (await sampleItems('schema-org-jobposting.synthetique.json', 'job-posting')).map((raw) =>
        mapJobPosting(raw, today),
      ),
    );
    expect(
      mapped.map((offer) => [
        offer.externalRef,
        offer.contract,
        offer.occupationCode,
        offer.place.postalCode,
        offer.closesOn,
        offer.pay.max,
        offer.positions,
      ]),
    ).toEqual([
      ['SYN0001', 'permanent', 'K1304', '02000', '2027-01-19', 12.8, 3],
      ['SYN0002', 'temporary', 'N1101', '02400', '2027-01-19', 12.8, 1],
      ['SYN0003', 'permanent', 'F1703', '02140', '2027-01-19', null, 1],
      ['SYN0004', 'fixed-term', 'G1803', '02200', '2027-01-19', null, 1],
    ]);
    expect(mapped[0]?.notices).toContain(UNSAID_CONTRACT);
  });

  test('texts, objects and lists are understood everywhere', () => {
    const mapped = mapJobPosting(
      {
        '@type': ['https://schema.org/JobPosting'],
        '@id': 'https://exemple.invalid/1',
        title: 'Ma&ccedil;on (H/F)',
        datePosted: '2026-11-19',
        hiringOrganization: 'Bâti SA',
        jobLocation: [{ address: 'Vervins' }, { address: { addressLocality: 'Hirson' } }],
        employmentType: 'https://schema.org/FULL_TIME',
        baseSalary: '12,50 € / heure',
        experienceRequirements: 'Débutant accepté',
      },
      today,
    );
    expect(mapped).toMatchObject({
      ok: true,
      draft: {
        title: 'Maçon (H/F)',
        organisation: { name: 'Bâti SA' },
        place: { city: 'Vervins' },
        pay: { min: 12.5, period: 'hour' },
        beginnerAccepted: true,
      },
    });
  });

  test.each([
    [{ employmentType: 'VOLUNTEER' }, 'Bénévolat : à importer comme mission, pas comme offre.'],
    [{ validThrough: '2026-11-01' }, 'Offre expirée le 2026-11-01.'],
    [{ identifier: null }, 'Identifiant absent (« identifier », « @id » ou « url »).'],
  ])('%j is refused: %s', (change, reason) => {
    const posting = {
      '@type': 'JobPosting',
      title: 'Maçon (H/F)',
      identifier: 'x',
      datePosted: '2026-10-25',
      ...change,
    };
    expect(mapJobPosting(posting, today)).toMatchObject({ ok: false, reason });
  });
});

describe('Indeed feed', () => {
  test('the six samples become six offers', async () => {
    const mapped = drafts(
      (await sampleItems('indeed-flux.synthetique.xml', 'indeed')).map((raw) => mapIndeed(raw, today)),
    );
    expect(
      mapped.map((offer) => [
        offer.externalRef,
        offer.contract,
        offer.place.city,
        offer.pay.min,
        offer.beginnerAccepted,
      ]),
    ).toEqual([
      ['SYN0001', 'permanent', 'Laon', 12.02, true],
      ['SYN0002', 'temporary', 'Château-Thierry', 12.5, false],
      ['SYN0003', 'permanent', 'Vervins', 1900, false],
      ['SYN0004', 'permanent', 'Soissons', 1867, true],
      ['SYN0005', 'seasonal', 'Charly-sur-Marne', 12.02, true],
      ['SYN0006', 'permanent', 'Saint-Quentin', 2400, true],
    ]);
    expect(JSON.stringify(mapped)).not.toContain('recrutement@');
  });

  test('an offer abroad is refused', () => {
    expect(mapIndeed({ title: 'x', referencenumber: '1', country: 'BE' }, today)).toMatchObject({
      ok: false,
      reason: 'Offre hors de France (BE).',
    });
  });
});

describe('API Engagement', () => {
  const topics = {
    domains: new Set([
      'solidarite-insertion',
      'humanitaire',
      'education',
      'environnement',
      'numerique',
      'prevention-protection',
      'autre',
    ]),
    activities: new Set([
      'lutte-contre-isolement',
      'distribution',
      'collecte',
      'soutien-scolaire',
      'jardinage',
      'ramassage-dechets',
      'soutien-accompagnement',
      'informatique',
      'enseignement-formation',
      'secourisme',
    ]),
  };
  const outcome = (mapped: Mapped<MissionDraft>) =>
    mapped.ok
      ? [
          mapped.draft.externalRef,
          mapped.draft.domain,
          mapped.draft.activities,
          mapped.draft.slots,
          mapped.draft.openToMinors,
          mapped.draft.remote,
        ]
      : [mapped.externalRef, mapped.reason];
  const paid = 'Service civique : engagement indemnisé et limité en âge, ce n’est pas du bénévolat.';

  test('JSON: seven missions, and the civic service is no volunteering', async () => {
    const mapped = (await sampleItems('api-engagement-v0-missions.synthetique.json', 'engagement-json')).map((raw) =>
      mapEngagement(raw, today, topics),
    );
    expect(mapped.map(outcome)).toEqual([
      ['syn-client-001', 'solidarite-insertion', ['lutte-contre-isolement'], 3, true, 'no'],
      ['syn-client-002', 'humanitaire', ['distribution', 'collecte'], 8, false, 'no'],
      ['syn-client-003', 'education', ['soutien-scolaire'], 5, true, 'possible'],
      ['syn-client-004', 'environnement', ['jardinage', 'ramassage-dechets'], 15, false, 'no'],
      ['syn-client-005', 'solidarite-insertion', ['soutien-accompagnement'], 6, true, 'no'],
      ['syn-client-006', 'numerique', ['informatique', 'enseignement-formation'], 2, false, 'possible'],
      ['syn-client-007', paid],
      ['syn-client-008', 'prevention-protection', ['secourisme'], 10, false, 'no'],
    ]);
  });

  test('publisher XML gives the same missions', async () => {
    const mapped = (await sampleItems('api-engagement-flux.synthetique.xml', 'engagement-xml')).map((raw) =>
      mapEngagement(raw, today, topics),
    );
    expect(
      mapped.map((one) =>
        one.ok
          ? [one.draft.externalRef, one.draft.place.postalCode, one.draft.place.lat, one.draft.organisation.rna]
          : one.reason,
      ),
    ).toEqual(
      [
        ['syn-client-001', '02000', 49.57109, 'W021000001'],
        ['syn-client-002', '02100', 49.84753, 'W021000002'],
        ['syn-client-003', '02200', 49.37656, 'W021000003'],
        ['syn-client-004', '02600', 49.22367, 'W021000004'],
        ['syn-client-005', '02140', 49.83709, 'W021000005'],
        ['syn-client-006', '02400', 49.0556, 'W021000006'],
        ['syn-client-007', '02120', 49.89729, 'W021000007'],
        ['syn-client-008', '02500', 49.93796, 'W021000008'],
      ].map((row, i) => (i === 6 ? paid : row)),
    );
  });

  const mission = {
    clientId: 'm',
    title: 'Jardin partagé',
    postedAt: '2026-11-10',
    domain: 'environnement',
    activity: 'jardinage',
  };

  test('v2 booleans, four-digit postal codes, "lat,lon" the wrong way round', () => {
    const mapped = mapEngagement(
      {
        ...mission,
        openToMinors: true,
        addresses: [{ city: 'Saint-Quentin', postalCode: 2100, lonlat: '49.84, 3.27' }],
      },
      today,
      topics,
    );
    expect(mapped).toMatchObject({
      ok: true,
      draft: { openToMinors: true, place: { postalCode: '02100', lat: 49.84, lng: 3.27 } },
    });
  });

  test.each([
    [{ deletedAt: '2026-11-12T00:00:00Z' }, 'Mission supprimée par sa source.', true],
    [{ statusCode: 'REFUSED' }, 'Mission non validée par sa source (REFUSED).', true],
    [{ endAt: '2026-11-01' }, 'Mission terminée le 2026-11-01.', true],
    [{ title: '' }, 'Titre « title » absent.', false],
    [{ compensationAmount: 120, compensationUnit: 'month' }, 'Mission indemnisée : ce n’est pas du bénévolat.', false],
  ])('%j is refused: %s', (change, reason, gone) => {
    expect(mapEngagement({ ...mission, ...change }, today, topics)).toMatchObject({ ok: false, reason, gone });
  });
});
