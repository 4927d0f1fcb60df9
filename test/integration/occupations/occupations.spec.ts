import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { zipSync } from 'fflate';
import { OccupationsService } from '../../../src/occupations/occupations.service.js';
import { proximityOf, skillScore, skillWeight } from '../../../src/occupations/proximity.rules.js';
import { RomeImportService } from '../../../src/occupations/rome-import.service.js';
import { readStarter } from '../../../src/occupations/starter.reader.js';
import { TestApp } from '../../support/test-app.js';

const FIXTURES = join(dirname(fileURLToPath(import.meta.url)), '../../fixtures/rome');
const FILES = ['code_rome', 'appellation', 'mobilite'].map((name) =>
  join(
    FIXTURES,
    name === 'mobilite' ? 'unix_rubrique_mobilite_v461_utf8.csv' : `unix_referentiel_${name}_v461_utf8.csv`,
  ),
);

describe('the nomenclature of occupations', () => {
  let app: TestApp;
  let occupations: OccupationsService;
  let imports: RomeImportService;
  const count = async (table: string, where = 'true') => {
    const [row] = await app.database.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table} WHERE ${where}`);
    return row?.n;
  };

  beforeAll(async () => {
    app = await TestApp.start();
    occupations = app.get(OccupationsService);
    imports = app.get(RomeImportService);
  });
  afterAll(() => app.stop());

  describe('with the starter set alone', () => {
    it('answers nothing before anything is loaded, and sees the loading at once', async () => {
      expect(await occupations.search('cariste')).toEqual([]);
      expect(await occupations.loadStarter()).toMatchObject({ changed: true });
      expect((await occupations.search('cariste'))[0]?.code).toBe('N1101');
    });

    it('loads once, however often it is asked', async () => {
      const before = await count('occupation_labels');
      expect(await occupations.loadStarter()).toMatchObject({ changed: false });
      expect(await count('occupation_labels')).toBe(before);
      expect(await count('occupations')).toBeGreaterThanOrEqual(250);
    });

    it('knows its codes and their names', async () => {
      expect(await occupations.exists('F1619')).toBe(true);
      expect(await occupations.exists('Z9999')).toBe(false);
      expect(await occupations.label('F1619')).toBe('Couvreur / Couvreuse');
      expect(await occupations.label("' OR 1=1 --")).toBeUndefined();
    });

    it('sets the code of a clear title and leaves a vague one to a person', async () => {
      expect(await occupations.bestFor('Aide à domicile (H/F) - secteur Laon')).toMatchObject({ code: 'K1304' });
      expect(await occupations.bestFor('Employé polyvalent H/F')).toBeUndefined();
      expect(await occupations.bestFor('Agent')).toBeUndefined();
      expect(await occupations.bestFor('Rejoignez notre équipe !')).toBeUndefined();
    });

    it('computes in SQL the proximities that the rules state, for every pair', async () => {
      const { occupations: all, mobilities } = await readStarter();
      const carriers = new Map<string, number>();
      for (const { skills } of all) for (const skill of skills) carriers.set(skill, (carriers.get(skill) ?? 0) + 1);
      const weightOf = (skill: string) => skillWeight(all.length, carriers.get(skill) ?? 1);
      const moves = new Set(
        mobilities.flatMap(({ code, close_code }) => [`${code} ${close_code}`, `${close_code} ${code}`]),
      );
      const expected = new Map<string, string>();
      for (const a of all) {
        for (const b of all) {
          const rule = proximityOf({
            sameCode: a.code === b.code,
            sameParent: a.parent === b.parent,
            mobility: moves.has(`${a.code} ${b.code}`),
            skillScore: skillScore(a.skills, b.skills, weightOf, skillWeight(all.length, 1)),
            sameDomain: a.domain === b.domain,
          });
          if (rule) expected.set(`${a.code} ${b.code}`, `${rule.source} ${rule.proximity.toFixed(3)}`);
        }
      }
      const rows = await app.database.query<{ pair: string; rule: string }>(
        `SELECT code || ' ' || close_code AS pair, source || ' ' || round(proximity::numeric, 3) AS rule FROM occupation_proximities`,
      );
      const wrong = rows.filter(({ pair, rule }) => !near(expected.get(pair), rule));
      expect(wrong).toEqual([]);
      expect(rows).toHaveLength(expected.size);
    });

    it('brings near the trades that people move between', async () => {
      const near = await occupations.closeTo('K1304');
      expect(near.find(({ code }) => code === 'K1311')?.proximity).toBeGreaterThanOrEqual(0.7);
      expect(near.some(({ code }) => code === 'K1304')).toBe(false);
      expect((await occupations.closeTo('F1619')).find(({ code }) => code === 'F1610')?.proximity).toBe(0.85);
      expect(await occupations.closeTo('nothing')).toEqual([]);
    });
  });

  describe('over the API', () => {
    it('finds an occupation by an everyday word', async () => {
      const answer = await app.http('GET', `/api/v1/occupations?q=${encodeURIComponent('femme de ménage')}&limit=2`);
      expect(answer.status).toBe(200);
      expect(answer.body.items[0]).toMatchObject({ code: 'K1304', matched: 'femme de ménage', confidence: 1 });
      expect(answer.body.items).toHaveLength(2);
    });

    it('shows one with its synonyms, skills and close ones', async () => {
      const answer = await app.http('GET', '/api/v1/occupations/n1101');
      expect(answer.body).toMatchObject({ code: 'N1101', label: 'Cariste', domain: 'N11', retired: false });
      expect(answer.body.synonyms).toContain('CACES');
      expect(answer.body.skills).toContainEqual({ slug: 'chariot-elevateur', label: 'Chariot élévateur' });
      expect(answer.body.close.length).toBeGreaterThan(3);
    });

    it.each([
      ['/api/v1/occupations/Z9999', 404],
      [`/api/v1/occupations/${encodeURIComponent("' OR 1")}`, 422],
      ['/api/v1/occupations/%00', 422],
      ['/api/v1/occupations', 422],
      ['/api/v1/occupations?q=', 200],
      ['/api/v1/occupations?q=%F0%9F%99%82%00%E2%80%AE', 200],
      [`/api/v1/occupations?q=${encodeURIComponent("'; DROP TABLE occupations; --")}`, 200],
      [`/api/v1/occupations?q=${'x'.repeat(10_000)}`, 422],
      ['/api/v1/occupations?q=cariste&limit=1000', 422],
      ['/api/v1/occupations?q=cariste&x=1', 422],
    ])('answers odd input calmly (%#)', async (path, status) => {
      expect((await app.http('GET', path)).status).toBe(status);
    });
  });

  describe('with the official export', () => {
    it('refuses nonsense with file, line and reason, and changes nothing', async () => {
      const text = await readFile(FILES[0] ?? '', 'utf8');
      const before = await count('occupations', `source = 'rome'`);
      const nonsense = [
        { name: 'a.csv', text: text.replace('"N1101","4"', '"M18","4"') },
        { name: 'b.csv', text: text.replace('"Cariste inventé / Cariste inventée"', '""') },
        { name: 'c.csv', text: `${text}${text.split('\n')[1]}\n` },
        { name: 'd.csv', text: text.split('\n').slice(0, 1).join('') },
        { name: 'e.csv', text: text.replace('"4","104",', '"4",') },
      ];
      const lines: string[] = [];
      for (const file of nonsense) {
        await imports.importFiles([file]).catch((error: Error) => lines.push(error.message.split('\n')[1] ?? ''));
      }
      expect(lines).toEqual([
        expect.stringContaining('a.csv, ligne 5 : code : code ROME attendu'),
        expect.stringContaining('b.csv, ligne 5 : label : libellé vide'),
        expect.stringContaining('c.csv, ligne 7 : le code K1304 est déjà à la ligne 2'),
        expect.stringContaining('d.csv, ligne 1 : le fichier ne contient aucune ligne'),
        expect.stringMatching(/e\.csv, ligne 5 :/),
      ]);
      await expect(imports.importFiles([{ name: 'x.csv', text: 'a,b\n1,2\n' }])).rejects.toThrow('Aucun fichier');
      await expect(imports.import({ files: ['/nowhere/rome.zip'] })).rejects.toThrow('ENOENT');
      expect(await count('occupations', `source = 'rome'`)).toBe(before);
    });

    it('refuses a table whose codes are unknown', async () => {
      const text = '"code_rome","code_rome_cible","numero_ordre"\n"A1999","A1998","1"\n';
      await expect(imports.importFiles([{ name: 'mobilites.csv', text }])).rejects.toThrow('code ROME inconnu');
    });

    it('says clearly that the network is absent', async () => {
      const lonely = await TestApp.start({ environment: { ROME_EXPORT_URL: 'http://127.0.0.1:9/rome.zip' } });
      try {
        await expect(lonely.get(RomeImportService).import({})).rejects.toThrow('--file RefRomeCsv.zip');
      } finally {
        await lonely.stop();
      }
    });

    it('takes the official wording, keeps our synonyms and skills, and retires nothing for a partial file', async () => {
      const synonyms = await count('occupation_labels', `kind = 'synonym'`);
      const folder = await mkdtemp(join(tmpdir(), 'rome-'));
      const zip = join(folder, 'RefRomeCsv.zip');
      const entries = await Promise.all(
        FILES.map(async (path) => [path.split('/').at(-1) ?? '', await readFile(path)] as const),
      );
      await writeFile(
        zip,
        zipSync({ ...Object.fromEntries(entries), 'unix_texte_v461_utf8.csv': new Uint8Array([34]) }),
      );

      const summary = await imports.import({ files: [zip] });
      expect(summary).toMatchObject({
        version: 'v461',
        changed: true,
        occupations: { given: 5, created: 1, updated: 4, retired: 0 },
        appellations: { added: 4, removed: 0 },
        mobilities: 2,
      });
      expect(summary.keptThoughMissing).toBeGreaterThan(200);
      expect(await occupations.label('F1619')).toBe('Couvreur inventé / Couvreuse inventée');
      expect(
        await app.database.query(
          `SELECT code, everyday_label AS name FROM occupations WHERE code IN ('A1499', 'F1619', 'K1304') ORDER BY code`,
        ),
      ).toEqual([
        { code: 'A1499', name: null },
        { code: 'F1619', name: 'couvreur ou couvreuse' },
        { code: 'K1304', name: 'aide à domicile' },
      ]);
      expect((await occupations.search('essayeur de moissonneuse'))[0]?.code).toBe('A1499');
      expect((await occupations.search('femme de ménage'))[0]).toMatchObject({
        code: 'K1304',
        matched: 'femme de ménage',
      });
      expect(await count('occupation_labels', `kind = 'synonym'`)).toBe(synonyms);
      expect((await occupations.closeTo('A1499')).find(({ code }) => code === 'N1101')?.proximity).toBe(0.7);
      expect((await occupations.closeTo('A1499')).find(({ code }) => code === 'A1401')?.proximity).toBe(0.85);
    });

    it('changes nothing the second time, nor when the starter set is loaded again', async () => {
      const before = await app.database.query('SELECT revision, rome_version FROM occupations_state');
      expect(await imports.import({ files: FILES })).toMatchObject({
        changed: false,
        occupations: { created: 0, updated: 0 },
      });
      await occupations.loadStarter();
      expect(await app.database.query('SELECT revision, rome_version FROM occupations_state')).toEqual(before);
      expect(before).toEqual([{ revision: expect.any(Number), rome_version: 'v461' }]);
    });

    it('retires what a whole export no longer has, and keeps its name', async () => {
      const rows = await app.database.query<{ code: string; label: string; parent_code: string }>(
        `SELECT code, label, parent_code FROM occupations WHERE code <> 'A1499'`,
      );
      const text = [
        'code_rome;libelle;code_rome_parent',
        ...rows.map((r) => `${r.code};${r.label};${r.parent_code}`),
      ].join('\n');
      expect(await imports.importFiles([{ name: 'rome-v470-metiers.csv', text }])).toMatchObject({
        version: 'v470',
        occupations: { retired: 1 },
      });
      expect(await occupations.exists('A1499')).toBe(false);
      expect(await occupations.label('A1499')).toContain('Essayeur');
      expect(await occupations.search('essayeur de moissonneuse')).not.toContainEqual(
        expect.objectContaining({ code: 'A1499' }),
      );
      expect(await count('occupation_proximities', `'A1499' IN (code, close_code)`)).toBe(0);
    });
  });
});

/** Both "skills 0.512": the same reason, and the same figure but for the rounding of a real. */
function near(expected: string | undefined, actual: string): boolean {
  const [reason, figure] = expected?.split(' ') ?? [];
  const [actualReason, actualFigure] = actual.split(' ');
  return reason === actualReason && Math.abs(Number(figure) - Number(actualFigure)) <= 0.0011;
}
