import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SavedOpportunitiesService } from '../../../src/candidates/saved-opportunities.service.js';
import { signedIn } from '../../support/town.js';
import { WebVisitor, wordsOf } from '../../support/web-visitor.js';
import { type Applicants, applicants } from '../applications/applications-fixture.js';

let world: Applicants;
let employer: string;

beforeAll(async () => {
  world = await applicants();
  employer = (await world.organisation()).id;
});
afterAll(async () => {
  await world?.app.stop();
});

const rows = <T extends object>(sql: string, params: readonly unknown[] = []) =>
  world.app.database.query<T>(sql, [...params]);

describe('the first page of one’s own space', () => {
  it('says what needs the person now: a CV to finish, an answer, ten days of silence', async () => {
    world.at('2026-11-02');
    const id = await world.person();
    const silent = await world.apply(id, await world.offer(employer, { title: 'Cuisinier (H/F)' }));
    const answered = await world.apply(id, await world.offer(employer, { title: 'Serveur (H/F)' }));
    world.at('2026-11-20');
    await rows(
      `UPDATE applications SET state = 'answered', answer = 'accepted', answered_at = $2, next_step_on = NULL WHERE id = $1`,
      [answered, world.clock.now()],
    );
    const page = await (await signedIn(world.app, id)).get('/mon-espace');
    const words = wordsOf(page.text);
    expect(words).toContain('Bonjour Camille');
    expect(words).toContain('Votre CV n’est pas fini');
    expect(words).toContain('Serveur (H/F) : réponse reçue');
    expect(words).toContain('Cuisinier (H/F) : pas de réponse depuis 10 jours');
    expect(page.text).toContain(`/mon-espace/candidatures/${silent}/relance`);
    expect(words).toContain('1 réponse attendue');
  });

  it('shows what suits, with the reasons', async () => {
    world.at('2026-11-20');
    const id = await world.person({ skills: ['cuisine'] });
    const offer = await world.offer(employer, { title: 'Aide de cuisine (H/F)' });
    await rows(
      `INSERT INTO matches (opportunity_id, kind, candidate_id, score, freshness, rules_version, topic, fit, metres, mode, search, skills_asked,
         skills_held, days, reasons, side, created_at, updated_at)
       VALUES ($1, 'offer', $2, 70, 5, 1, 'K1304', 1, 4000, 'bike', false, 0, 0, 0, '{near,beginner}', 'opportunity', now(), now())`,
      [offer, id],
    );
    const words = wordsOf((await (await signedIn(world.app, id)).get('/mon-espace')).text);
    expect(words).toContain('Les offres qui vous vont le mieux');
    expect(words).toContain('Aide de cuisine (H/F)');
    expect(words).toContain('C’est à 4 km');
    expect(words).toContain('Débutant accepté.');
  });

  it('is asked for by nobody else: the anonymous sign in first', async () => {
    const answer = await new WebVisitor(world.app).get('/mon-espace');
    expect(answer.headers.get('location')).toBe('/connexion?suite=%2Fmon-espace');
  });

  it('wakes an account that sleeps by one button, then goes where the person was going', async () => {
    const id = await world.person({ status: 'suspended' });
    const visitor = await signedIn(world.app, id);
    expect((await visitor.get('/mon-espace')).headers.get('location')).toBe('/mon-espace/retour');
    const path = '/mon-espace/retour?suite=%2Fmon-espace%2Foffres';
    expect(wordsOf((await visitor.get(path)).text)).toContain('Votre compte dormait');
    expect(await rows('SELECT status FROM candidates WHERE id = $1', [id])).toEqual([{ status: 'suspended' }]);
    expect((await visitor.send(path, {})).headers.get('location')).toBe('/mon-espace/offres');
    expect(await rows('SELECT status FROM candidates WHERE id = $1', [id])).toEqual([{ status: 'active' }]);
    expect((await visitor.get(path)).headers.get('location')).toBe('/mon-espace/offres');
    expect((await visitor.get('/mon-espace/retour?suite=//mechant.invalid')).headers.get('location')).toBe(
      '/mon-espace',
    );
  });
});

describe('what one keeps', () => {
  it('is put aside on the page of the offer and taken back there', async () => {
    const id = await world.person();
    const visitor = await signedIn(world.app, id);
    const path = `/offres/${await world.offer(employer)}`;
    const kept = await visitor.follow(await visitor.send(`${path}/garder`, { faire: 'garder' }, path));
    expect(wordsOf(kept.text)).toContain('C’est gardé dans votre espace.');
    expect(wordsOf(kept.text)).toContain('Ne plus garder');
    const again = await visitor.send(`${path}/garder`, {}, path);
    expect(again.status).toBe(303);
    expect(await rows('SELECT 1 FROM saved_opportunities WHERE candidate_id = $1', [id])).toHaveLength(1);
    const gone = await visitor.follow(await visitor.send(`${path}/garder`, { faire: 'retirer' }, path));
    expect(wordsOf(gone.text)).toContain('C’est retiré de votre espace.');
    expect(await rows('SELECT 1 FROM saved_opportunities WHERE candidate_id = $1', [id])).toHaveLength(0);
  });

  it('is kept in one tap after signing in', async () => {
    const path = `/missions/${await world.mission(employer)}/garder`;
    const answer = await new WebVisitor(world.app).get(path);
    expect(answer.headers.get('location')).toBe(`/connexion?suite=${encodeURIComponent(path)}`);
    const visitor = await signedIn(world.app, await world.person());
    expect(wordsOf((await visitor.get(path)).text)).toContain('Garder cette mission ?');
    expect((await visitor.send(path, {})).headers.get('location')).toBe(path.replace('/garder', '?fait=enregistre'));
  });

  it('is listed as it stands now, and removed there', async () => {
    const id = await world.person();
    const visitor = await signedIn(world.app, id);
    expect(wordsOf((await visitor.get('/mon-espace/offres')).text)).toContain('Rien ici pour le moment');
    const [open, over] = [
      await world.offer(employer, { title: 'Encore là' }),
      await world.offer(employer, { title: 'Finie' }),
    ];
    for (const offer of [open, over]) await world.app.get(SavedOpportunitiesService).save(id, offer);
    await rows(`UPDATE offers SET status = 'filled' WHERE id = $1`, [over]);
    const words = wordsOf((await visitor.get('/mon-espace/offres')).text);
    expect(words).toContain('1 offre est ouverte.');
    expect(words).toContain('Cette offre est terminée.');
    const after = await visitor.follow(await visitor.send('/mon-espace/offres', { retirer: over }));
    expect(wordsOf(after.text)).toContain('C’est retiré.');
    expect(wordsOf(after.text)).not.toContain('Finie');
    expect((await visitor.send('/mon-espace/offres', { retirer: 'rien' })).status).toBe(303);
  });
});
