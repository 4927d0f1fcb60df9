import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CandidatesQueries } from '../../../src/candidates/candidates.queries.js';
import { CandidatesService } from '../../../src/candidates/candidates.service.js';
import { CvPdfService } from '../../../src/candidates/cv-pdf.service.js';
import { CvProposalsService } from '../../../src/candidates/cv-proposals.service.js';
import { CvSharesService } from '../../../src/candidates/cv-shares.service.js';
import { CvsService } from '../../../src/candidates/cvs.service.js';
import { SavedOpportunitiesQueries } from '../../../src/candidates/saved-opportunities.queries.js';
import { SavedOpportunitiesService } from '../../../src/candidates/saved-opportunities.service.js';
import { MessagesQueries } from '../../../src/notifications/messages.queries.js';
import { type Laon, laon } from '../matching/laon.js';

describe('the CV handed on', () => {
  let world: Laon;

  beforeAll(async () => {
    world = await laon();
  }, 120_000);
  afterAll(async () => world.app.stop());

  describe('by a link', () => {
    it('shows what employers see and the address chosen, counts the looks, and ends after 30 days', async () => {
      const shares = world.app.get(CvSharesService);
      const id = await world.register({
        firstName: 'Léa',
        lastName: 'Partage',
        phone: '0639988801',
        email: 'lea@exemple.invalid',
      });
      const { token } = await shares.create(id, { label: 'Mairie de Laon', showPhone: true, showEmail: false });
      expect((await shares.open(token))?.cv).toMatchObject({
        name: 'Léa P.',
        commune: 'Laon',
        contact: { phone: '+33639988801', email: null },
      });
      await shares.open(token);
      expect(await shares.list(id)).toMatchObject([{ label: 'Mairie de Laon', views: 2, state: 'open' }]);
      const [row] = await world.app.database.query<{ row: string }>(
        'SELECT s::text AS row FROM cv_shares s WHERE candidate_id = $1',
        [id],
      );
      expect(row?.row).not.toContain(token);
      world.clock.advance(30 * 86_400);
      expect(await shares.open(token)).toBeUndefined();
      expect(await shares.list(id)).toMatchObject([{ views: 2, state: 'over' }]);
    });

    it('is closed by its person alone, at once, and there are at most ten', async () => {
      const shares = world.app.get(CvSharesService);
      const [id, other] = [await world.register({ lastName: 'Lien' }), await world.register({ lastName: 'Autre' })];
      const made = await shares.create(id, { showPhone: false, showEmail: false });
      await expect(shares.revoke(other, made.id)).rejects.toMatchObject({ code: 'cv.link-not-found' });
      await shares.revoke(id, made.id);
      await shares.revoke(id, made.id);
      expect(await shares.open(made.token)).toBeUndefined();
      const wish = { showPhone: false, showEmail: false };
      const asked = await Promise.allSettled(Array.from({ length: 14 }, () => shares.create(id, wish)));
      expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    });

    it('opens nothing once the person is erased', async () => {
      const shares = world.app.get(CvSharesService);
      const id = await world.register({ lastName: 'Partie' });
      const { token } = await shares.create(id, { showPhone: true, showEmail: true });
      await world.app.get(CandidatesService).erase(id);
      expect(await shares.open(token)).toBeUndefined();
    });
  });

  describe('as a PDF', () => {
    it('holds the full name on the own copy alone, and no address that was not chosen', async () => {
      const id = await world.register({ firstName: 'Zoé', lastName: 'Copie', phone: '0639988802' });
      const own = await world.app.get(CvPdfService).own(id, { phone: false, email: false });
      expect(own.name).toBe('cv-zoe.pdf');
      expect(own.bytes.subarray(0, 5).toString()).toBe('%PDF-');
      const shown = await world.app.get(CvPdfService).shown(await world.app.get(CvsService).shown(id));
      expect(shown.bytes.length).toBeGreaterThan(1000);
    });
  });

  describe('written by somebody else on the telephone', () => {
    async function proposed(fields: Record<string, unknown> = {}) {
      const id = await world.register({ lastName: `Proposition ${Math.random()}`.replace(/[0-9.]/g, 'x'), ...fields });
      const proposals = world.app.get(CvProposalsService);
      await proposals.propose(
        id,
        { tasks: { tasks: ['domicile.menage'] }, visibility: { visible: true, contact: true } },
        { id: 'agent-1', name: 'Lucie' },
      );
      const { items } = await world.app
        .get(MessagesQueries)
        .list({ candidateId: id, template: 'cv-proposal', body: 'true' }, { page: 1, perPage: 1 });
      const token = /\/cv\/accord\/([\w-]{22})/.exec(items[0]?.text ?? '')?.[1] ?? '';
      return { id, proposals, token };
    }

    it('changes nothing and shows nobody anything before the person says yes by their link', async () => {
      const { id, proposals, token } = await proposed();
      const cvs = world.app.get(CvsService);
      expect(await cvs.of(id)).toMatchObject({ tasks: [], visible: false, skills: [] });
      expect(await proposals.view(token)).toMatchObject({
        candidateId: id,
        proposedBy: 'Lucie',
        answers: { tasks: { tasks: ['domicile.menage'] } },
      });
      expect(await proposals.view(token)).toBeDefined();
      expect(await proposals.accept(token)).toEqual({ candidateId: id });
      expect(await cvs.of(id)).toMatchObject({ tasks: ['domicile.menage'], skills: ['menage-courant'], visible: true });
      const { history } = await world.app.get(CandidatesQueries).consents(id);
      expect(history).toMatchObject([
        { granted: true, how: 'sms', recordedBy: 'self' },
        { granted: true, how: 'sms', recordedBy: 'self' },
      ]);
      expect(await proposals.accept(token)).toBeUndefined();
      expect(await proposals.view(token)).toBeUndefined();
      await world.app.runJobs();
    });

    it('is forgotten when the person says no, when a later one takes its place, and after 14 days', async () => {
      const { id, proposals, token } = await proposed();
      expect(await proposals.refuse(token)).toEqual({ candidateId: id });
      const again = await proposed();
      await proposals.propose(again.id, { headline: { headline: 'Bonjour' } }, { id: 'agent-1', name: null });
      expect(await proposals.accept(again.token)).toBeUndefined();
      expect(await proposals.waitingFor(again.id)).toMatchObject({ proposedBy: null });
      world.clock.advance(15 * 86_400);
      expect(await proposals.waitingFor(again.id)).toBeUndefined();
      await proposals.purge();
      const rows = await world.app.database.query(
        'SELECT state, answers, token_hash FROM cv_proposals WHERE candidate_id = ANY ($1) ORDER BY state',
        [[id, again.id]],
      );
      expect(rows).toEqual([
        { state: 'expired', answers: null, token_hash: null },
        { state: 'refused', answers: null, token_hash: null },
        { state: 'replaced', answers: null, token_hash: null },
      ]);
      expect(await world.app.get(CvsService).of(id)).toMatchObject({ tasks: [], visible: false });
    });

    it('is accepted once when the button is pressed twice', async () => {
      const { id, proposals, token } = await proposed();
      const answers = await Promise.all([proposals.accept(token), proposals.accept(token)]);
      expect(answers.filter((answer) => answer !== undefined)).toHaveLength(1);
      expect((await world.app.get(CvsService).of(id)).version).toBe(3);
    });

    it('needs an address to ask the person at', async () => {
      const id = await world.register({ lastName: 'Muette', phone: null, support: { referent: 'Mme Lettre' } });
      const asked = world.app
        .get(CvProposalsService)
        .propose(id, { headline: { headline: 'Bonjour' } }, { id: 'a', name: null });
      await expect(asked).rejects.toMatchObject({ code: 'cv.no-address' });
    });
  });

  describe('offers put aside', () => {
    it('are listed as they stand now, open ones first, and given back by their person alone', async () => {
      const saved = world.app.get(SavedOpportunitiesService);
      const queries = world.app.get(SavedOpportunitiesQueries);
      const [id, other] = [await world.register({ lastName: 'Garde' }), await world.register({ lastName: 'Rien' })];
      const fields = { closes_on: '2027-06-01' };
      const [ended, open] = [await world.publishOffer(fields), await world.publishMission(fields)];
      for (const opportunity of [open, ended, ended]) await saved.save(id, opportunity);
      await world.app.database.query(`UPDATE offers SET status = 'filled', filled_at = now() WHERE id = $1`, [ended]);
      expect((await queries.of(id)).map((one) => [one.id, one.kind, one.state])).toEqual([
        [open, 'mission', 'open'],
        [ended, 'offer', 'over'],
      ]);
      expect(await queries.among(id, [open, ended, id])).toEqual(new Set([open, ended]));
      await saved.forget(other, open);
      await saved.forget(id, ended);
      expect((await queries.of(id)).map((one) => one.id)).toEqual([open]);
      await expect(saved.save(id, ended)).rejects.toMatchObject({ code: 'opportunity.not-found' });
    });
  });
});
