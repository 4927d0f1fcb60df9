import type { Database } from '../../src/platform/database/database.js';

/** Synthetic offers over the real communes of France, in proportion to their population, made by PostgreSQL itself. */

export const TRADES: readonly (readonly [code: string, label: string, synonym: string])[] = [
  ['K1304', 'Aide à domicile', 'auxiliaire de vie'],
  ['G1803', 'Serveur / Serveuse en restauration', 'garçon de café'],
  ['F1703', 'Maçon / Maçonne', 'ouvrier maçon'],
  ['G1602', 'Cuisinier / Cuisinière', 'chef de partie'],
  ['K2204', 'Agent / Agente d’entretien des locaux', 'femme de ménage'],
  ['N4101', 'Conducteur / Conductrice de poids lourd', 'chauffeur routier'],
  ['N1103', 'Préparateur / Préparatrice de commandes', 'magasinier'],
  ['H2913', 'Soudeur / Soudeuse', 'soudeur à l’arc'],
  ['F1610', 'Couvreur / Couvreuse', 'zingueur'],
  ['A1405', 'Ouvrier / Ouvrière viticole', 'vendangeur'],
  ['J1501', 'Aide-soignant / Aide-soignante', 'aide médico psychologique'],
  ['D1102', 'Boulanger / Boulangère', 'ouvrier boulanger'],
  ['D1106', 'Vendeur / Vendeuse en alimentation', 'caissier'],
  ['F1602', 'Électricien / Électricienne du bâtiment', 'électricien'],
  ['F1603', 'Plombier / Plombière chauffagiste', 'installateur sanitaire'],
  ['M1607', 'Secrétaire', 'assistant administratif'],
  ['M1203', 'Comptable', 'aide comptable'],
  ['G1203', 'Animateur / Animatrice de loisirs', 'moniteur de colonie'],
  ['N1101', 'Cariste', 'conducteur de chariot élévateur'],
  ['A1203', 'Jardinier / Jardinière', 'ouvrier paysagiste'],
];

const WORDS =
  'équipe horaires matin soir clients atelier chantier livraison entretien accueil commande stock sécurité qualité formation ' +
  'expérience autonomie ponctualité contrat remplacement saison village ville usine bureau magasin cuisine salle hôpital école ' +
  'crèche ferme vigne machine outil véhicule permis planning repos semaine prime mutuelle repas logement transport covoiturage ' +
  'débutant accepté motivation sourire écoute patience rigueur force précision lecture calcul téléphone ordinateur caisse';

/** Brings the number of open offers to `count`. About 15 s for 100,000. */
export async function growTo(database: Database, count: number): Promise<void> {
  await once(database);
  const [row] = await database.query<{ count: number }>('SELECT count(*)::int AS count FROM offers');
  for (let done = row?.count ?? 0; done < count; done += 50_000) {
    await database.query(
      `INSERT INTO offers (id, organisation_id, status, title, description, occupation_code, contract, weekly_hours, closes_on, insee,
                           lat, lng, location_id, licences, pay_min, pay_period, published_at, created_at, updated_at)
       SELECT gen_random_uuid(), organisation.id, 'published',
              trade.label || (ARRAY[' (H/F)', ' débutant', ' de nuit', ' temps partiel', ' en équipe', ' polyvalent'])[1 + (random() * 5)::int],
              text.description, trade.code,
              (ARRAY['permanent', 'fixed-term', 'temporary', 'seasonal'])[1 + (random() * 3)::int], 8 + (random() * 31)::int, '2099-01-01',
              commune.insee, commune.lat, commune.lng, commune.location_id,
              CASE WHEN random() < 0.3 THEN ARRAY['B'] ELSE '{}' END, 12.5, 'hour', made.at, made.at, made.at
       FROM (SELECT random() AS place, 1 + (random() * 199)::int AS employer, 1 + (random() * 1999)::int AS words,
                    1 + (random() * $2)::int AS trade, now() - random() * interval '50 days' AS at
             FROM generate_series(1, $1)) made
       JOIN bench_organisations organisation ON organisation.n = made.employer
       JOIN bench_texts text ON text.n = made.words
       JOIN bench_trades trade ON trade.n = made.trade
       JOIN LATERAL (SELECT * FROM bench_communes WHERE upto >= made.place ORDER BY upto LIMIT 1) commune ON true`,
      [Math.min(50_000, count - done), TRADES.length - 1],
    );
  }
  await database.query('ANALYZE offers');
}

async function once(database: Database): Promise<void> {
  const [made] = await database.query<{ table: string | null }>("SELECT to_regclass('bench_communes') AS table");
  if (made?.table) return;
  for (const [code, label, synonym] of TRADES) {
    await database.query(`INSERT INTO occupations (code, label, parent_code, source) VALUES ($1, $2, $1, 'starter')`, [
      code,
      label,
    ]);
    await database.query(
      `INSERT INTO occupation_labels (occupation_code, label, kind, rank, origin)
       VALUES ($1, $2, 'principal', 1, 'starter'), ($1, $3, 'synonym', 2, 'starter')`,
      [code, label, synonym],
    );
  }
  await database.query(
    'CREATE TABLE bench_trades AS SELECT code, label, row_number() OVER (ORDER BY code)::int AS n FROM occupations',
  );
  await database.query(
    `INSERT INTO organisations (id, kind, name, status, created_at, updated_at)
     SELECT gen_random_uuid(), 'employer', 'Entreprise ' || n, 'verified', now(), now() FROM generate_series(1, 200) n`,
  );
  await database.query(
    'CREATE TABLE bench_organisations AS SELECT id, row_number() OVER ()::int AS n FROM organisations',
  );
  await database.query(
    `CREATE TABLE bench_texts AS
     SELECT n, (SELECT string_agg(word, ' ' ORDER BY random()) FROM (SELECT word FROM unnest($1::text[]) word, generate_series(1, 2) ORDER BY random() + 0 * n LIMIT 80) drawn) AS description
     FROM generate_series(1, 2000) n`,
    [WORDS.split(' ')],
  );
  await database.query(
    `INSERT INTO locations (lat, lng) SELECT DISTINCT round(lat::numeric, 5)::float8, round(lng::numeric, 5)::float8 FROM communes
     WHERE is_current AND kind = 'commune' ON CONFLICT DO NOTHING`,
  );
  await database.query(
    `CREATE TABLE bench_communes AS
     SELECT commune.insee, place.lat, place.lng, place.id AS location_id,
            sum(commune.population) OVER (ORDER BY commune.insee)::float8 / sum(commune.population) OVER () AS upto
     FROM communes commune
     JOIN locations place ON place.lat = round(commune.lat::numeric, 5)::float8 AND place.lng = round(commune.lng::numeric, 5)::float8
     WHERE commune.is_current AND commune.kind = 'commune' AND commune.lat BETWEEN 41 AND 52 AND commune.population > 0`,
  );
  await database.query('CREATE INDEX ON bench_communes (upto)');
  for (const table of ['bench_communes', 'bench_trades', 'bench_organisations', 'bench_texts', 'locations'])
    await database.query(`ANALYZE ${table}`);
}
