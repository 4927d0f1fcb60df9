import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { CvDraftsService } from '../../../src/candidates/cv-drafts.service.js';
import { CvProposalsService } from '../../../src/candidates/cv-proposals.service.js';
import { CvSharesService } from '../../../src/candidates/cv-shares.service.js';
import { CvsService } from '../../../src/candidates/cvs.service.js';
import { MyDataService } from '../../../src/candidates/my-data.service.js';
import { MyMessagesQueries } from '../../../src/candidates/my-messages.queries.js';
import { LEFT_OUT, PERSONAL_TABLES } from '../../../src/candidates/personal-tables.rules.js';
import { SavedOpportunitiesService } from '../../../src/candidates/saved-opportunities.service.js';
import { NotificationsService } from '../../../src/notifications/notifications.service.js';
import { offerPublished } from '../../../src/offers/offers.events.js';
import { Outbox } from '../../../src/platform/events/outbox.js';
import { newId } from '../../../src/platform/ids.js';
import { type Laon, laon } from '../matching/laon.js';

/** Columns that point to a person, or hold where a person is reached. */
const POINTING =
  '^(candidate_ids?|account_ids?|person|person_id|reporter|phone|email|contact_phone|contact_email|from_number|to_address|first_name|last_name|full_name)$';

describe('my data', () => {
  let world: Laon;

  beforeAll(async () => {
    world = await laon();
  }, 120_000);
  afterAll(async () => world.app.stop());

  async function known(firstName: string, phone: string): Promise<string> {
    const id = await world.register({
      firstName,
      lastName: 'Donnée',
      phone,
      support: { privateNote: `Note sur ${firstName}`, rsaStatus: 'bénéficiaire' },
      consents: [{ purpose: 'sms-alerts', granted: true, how: 'oral' }],
    });
    const app = world.app;
    await app
      .get(CvsService)
      .save(id, { skills: { skillWords: [`Savoir de ${firstName}`] } }, { by: 'self', how: 'web' });
    await app.get(CvDraftsService).answer({ candidateId: id }, 'headline', { headline: `Brouillon de ${firstName}` });
    await app.get(CvSharesService).create(id, { label: `Lien de ${firstName}`, showPhone: false, showEmail: false });
    await app
      .get(CvProposalsService)
      .propose(id, { headline: { headline: `Dicté par ${firstName}` } }, { id: 'agent-1', name: 'Lucie' });
    const offer = await world.publishOffer();
    await app.get(SavedOpportunitiesService).save(id, offer);
    await app.database.transaction(() => app.get(Outbox).publish(offerPublished, { opportunityIds: [offer] }));
    await app.get(NotificationsService).receiveSms({
      provider: 'http-json',
      reference: null,
      from: `+33${phone.slice(1)}`,
      text: `Bonjour de ${firstName}`,
      receivedAt: null,
    });
    await app.database.query('INSERT INTO alert_reactions (candidate_id, reacted_at) VALUES ($1, $2)', [
      id,
      world.clock.now(),
    ]);
    await app.runJobs();
    return id;
  }

  it('knows every table of the product that points to a person', async () => {
    const pointing = await world.app.database.query<{ name: string }>(
      `SELECT DISTINCT c.table_name AS name FROM information_schema.columns c
       JOIN information_schema.tables t USING (table_schema, table_name)
       WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.column_name ~ $1
       UNION SELECT DISTINCT con.conrelid::regclass::text FROM pg_constraint con
       WHERE con.contype = 'f' AND con.confrelid IN ('candidates'::regclass, 'accounts'::regclass, 'applications'::regclass)`,
      [POINTING],
    );
    const told = [...PERSONAL_TABLES.map(({ table }) => table), ...Object.keys(LEFT_OUT)];
    expect(pointing.map(({ name }) => name).filter((name) => !told.includes(name))).toEqual([]);
    expect(new Set(told).size).toBe(told.length);
  });

  it('leaves out columns that exist, and no column that says who or what', async () => {
    for (const { table, without = [] } of PERSONAL_TABLES) {
      const columns = await world.app.database.query<{ name: string }>(
        `SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1`,
        [table],
      );
      const names = columns.map(({ name }) => name);
      expect([table, without.filter((column) => !names.includes(column))]).toEqual([table, []]);
      const secret = names.filter((name) => /digest|token|hash|secret/.test(name));
      expect([table, secret.filter((name) => !without.includes(name))]).toEqual([table, []]);
    }
  });

  it('hands out everything of the person, nothing of another and no secret, as JSON', async () => {
    const [ana, bea] = [await known('Ana', '0639989901'), await known('Bea', '0639989902')];
    const { name, content } = await world.app.get(MyDataService).json(ana);
    expect(name).toBe('mes-donnees-2026-11-20.json');
    const { tables } = JSON.parse(content) as { tables: Record<string, { rows: unknown[] }> };
    const filled = Object.entries(tables)
      .filter(([, { rows }]) => rows.length > 0)
      .map(([table]) => table);
    expect(filled).toEqual(
      expect.arrayContaining([
        ...[
          'candidates',
          'candidate_cvs',
          'candidate_occupations',
          'consents',
          'saved_opportunities',
          'cv_drafts',
          'cv_proposals',
        ],
        ...['cv_shares', 'messages', 'inbound_sms', 'alerts', 'alert_reactions', 'matches'],
      ]),
    );
    for (const word of [
      'Note sur Ana',
      'Savoir de Ana',
      'Brouillon de Ana',
      'Lien de Ana',
      'Dicté par Ana',
      'Bonjour de Ana',
      'bénéficiaire',
    ])
      expect(content).toContain(word);
    expect(content).not.toMatch(/Bea|token_hash|dedup_key/);
    expect(content).not.toContain(bea);
    await expect(world.app.get(MyDataService).json(newId())).rejects.toMatchObject({ code: 'candidate.not-found' });
  });

  it('keeps an SMS from a shared telephone to itself', async () => {
    const ids = [
      await world.register({ firstName: 'Mère', lastName: 'Partage', phone: '0639989903' }),
      await world.register({ firstName: 'Fille', lastName: 'Partage', phone: '0639989903' }),
    ];
    await world.app.get(NotificationsService).receiveSms({
      provider: 'http-json',
      reference: null,
      from: '+33639989903',
      text: 'Un mot de l’une des deux',
      receivedAt: null,
    });
    for (const id of ids) expect((await world.app.get(MyDataService).json(id)).content).not.toContain('l’une des deux');
  });

  it('reads as a PDF in plain words', async () => {
    const id = await known('Cléo', '0639989904');
    const { name, bytes } = await world.app.get(MyDataService).pdf(id);
    expect(name).toBe('mes-donnees-2026-11-20.pdf');
    const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
    const pdf = await task.promise;
    const pages = await Promise.all(
      Array.from({ length: pdf.numPages }, async (_, index) => {
        const { items } = await (await pdf.getPage(index + 1)).getTextContent();
        return items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? ' ' : ''}` : '')).join('');
      }),
    );
    await task.destroy();
    const words = pages.join(' ').replace(/\s+/g, ' ');
    for (const phrase of [
      'Mes données',
      'Cléo Donnée, le 20 novembre 2026',
      'Prénom : Cléo',
      'Accord : oui',
      'Savoir de Cléo',
    ])
      expect(words).toContain(phrase);
  });

  it('lists the messages with what became of them', async () => {
    const id = await known('Dan', '0639989905');
    const { items, total } = await world.app.get(MyMessagesQueries).of(id, { page: 1, perPage: 10 });
    expect(total).toBe(items.length);
    expect(items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          channel: 'sms',
          about: 'Votre CV à relire',
          state: expect.stringMatching(/^(parti|arrivé)$/),
        }),
      ]),
    );
  });
});
