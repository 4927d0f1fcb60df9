import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CandidatesQueries } from '../../../src/candidates/candidates.queries.js';
import { CvDraftsService } from '../../../src/candidates/cv-drafts.service.js';
import { CvsService } from '../../../src/candidates/cvs.service.js';
import { SelfRegistrationService } from '../../../src/candidates/self-registration.service.js';
import { offerPublished } from '../../../src/offers/offers.events.js';
import { Outbox } from '../../../src/platform/events/outbox.js';
import { type Laon, laon } from '../matching/laon.js';

const WORK = { any: false, occupations: [{ code: 'K1304', experienced: false }] };

describe('the CV', () => {
  let world: Laon;
  let drafts: CvDraftsService;
  let cvs: CvsService;
  let signUp: SelfRegistrationService;

  beforeAll(async () => {
    world = await laon();
    drafts = world.app.get(CvDraftsService);
    cvs = world.app.get(CvsService);
    signUp = world.app.get(SelfRegistrationService);
  }, 120_000);
  afterAll(async () => world.app.stop());

  async function begun(firstName: string): Promise<string> {
    const { token } = await drafts.begin();
    expect(await drafts.answer({ token }, 'name', { firstName, lastName: '', adult: true })).toBe('place');
    expect(await drafts.answer({ token }, 'place', { place: 'Guise' })).toBe('work');
    expect(await drafts.answer({ token }, 'work', WORK)).toBe('tasks');
    return token;
  }

  it('registers who answers three questions, with what they agreed to, and matches them at once', async () => {
    const offer = await world.publishOffer();
    await world.app.database.transaction(() =>
      world.app.get(Outbox).publish(offerPublished, { opportunityIds: [offer] }),
    );
    await world.app.runJobs();
    const token = await begun('Léa');
    await drafts.answer({ token }, 'tasks', { tasks: ['domicile.menage', 'domicile.repassage'] });
    await drafts.answer({ token }, 'travel', { travelMode: 'bike', reachKm: 60, transport: ['bus'] });
    await drafts.answer({ token }, 'visibility', { visible: true, contact: false });
    const { id } = await signUp.register({
      address: { phone: '+33639984001' },
      draftToken: token,
      consents: [{ purpose: 'sms-alerts', granted: true }],
    });
    const cv = await cvs.of(id);
    expect(cv).toMatchObject({
      firstName: 'Léa',
      lastName: '',
      commune: 'Guise',
      skills: ['menage-courant', 'repassage'],
      transport: ['bus'],
      visible: true,
      acceptsContact: false,
    });
    const { history } = await world.app.get(CandidatesQueries).consents(id);
    expect(history.map(({ purpose, granted, how, recordedBy }) => [purpose, granted, how, recordedBy])).toEqual([
      ['cv-visible', true, 'web', 'self'],
      ['sms-alerts', true, 'web', 'self'],
    ]);
    const [file] = await world.app.database.query('SELECT registered_by FROM candidates WHERE id = $1', [id]);
    expect(file).toEqual({ registered_by: 'self' });
    expect(await drafts.view({ token })).toBeUndefined();
    await world.app.runJobs();
    const matches = await world.app.database.query(
      'SELECT 1 FROM matches WHERE candidate_id = $1 AND opportunity_id = $2',
      [id, offer],
    );
    expect(matches).toHaveLength(1);
  });

  it('does not register half a person', async () => {
    const { token } = await drafts.begin();
    await drafts.answer({ token }, 'name', { firstName: 'Max', lastName: '', adult: true });
    const asked = signUp.register({ address: { phone: '+33639984002' }, draftToken: token, consents: [] });
    await expect(asked).rejects.toMatchObject({ code: 'cv.answers-missing', details: { steps: ['place', 'work'] } });
    expect(await world.app.database.query(`SELECT 1 FROM candidates WHERE phone = '+33639984002'`)).toEqual([]);
  });

  it('is one person who signs up twice with the same name at the same address, two people with two names', async () => {
    const register = async (firstName: string) =>
      signUp.register({
        address: { email: 'shared@exemple.invalid' },
        draftToken: await begun(firstName),
        consents: [],
      });
    const [first, again, other] = [await register('Ana'), await register('Ana'), await register('Bea')];
    expect(again.id).toBe(first.id);
    expect(other.id).not.toBe(first.id);
  });

  it('asks at once which commune is meant, and takes the one chosen', async () => {
    const { token } = await drafts.begin();
    await expect(drafts.answer({ token }, 'place', { place: '02400' })).rejects.toMatchObject({
      code: 'place.ambiguous',
      details: { choices: expect.arrayContaining([{ insee: '02168', label: 'Château-Thierry (02400)' }]) },
    });
    await drafts.answer({ token }, 'place', { place: 'insee:02168' });
    expect(await drafts.view({ token })).toMatchObject({ commune: 'Château-Thierry', resumeAt: 'name' });
  });

  it('keeps each answer of a draft, changes nothing before it is committed, then all at once', async () => {
    const id = await world.register({ skills: ['Permis poney'], lastName: 'Brouillon' });
    const owner = { candidateId: id };
    await drafts.answer(owner, 'skills', { skillWords: ['Réparer un vélo'] });
    await drafts.answer(owner, 'experiences', {
      experiences: [{ title: 'Coups de main aux voisins', kind: 'informal', from: '2020' }],
    });
    expect(await cvs.of(id)).toMatchObject({ skills: ['permis-poney'], experiences: [], version: 1 });
    expect(await drafts.view(owner)).toMatchObject({ answers: { skills: { skillWords: ['Réparer un vélo'] } } });
    await drafts.commit(id);
    expect(await cvs.of(id)).toMatchObject({
      skillWords: ['Réparer un vélo'],
      skills: ['permis-poney', 'reparer-un-velo'],
      experiences: [{ title: 'Coups de main aux voisins' }],
      version: 2,
    });
    expect((await drafts.view(owner))?.savedAt).toBeNull();
    await drafts.commit(id);
    expect((await cvs.of(id)).version).toBe(2);
  });

  it('passes questions over without guessing for the person', async () => {
    const id = await world.register({ lastName: 'Passe' });
    expect(await drafts.skip({ candidateId: id }, 'headline')).toBe('volunteering');
    await drafts.skip({ candidateId: id }, 'visibility');
    await drafts.commit(id);
    expect(await cvs.of(id)).toMatchObject({
      headline: null,
      visible: false,
      answered: expect.arrayContaining(['headline']),
    });
    expect((await world.app.get(CandidatesQueries).consents(id)).history).toEqual([]);
  });

  it('loses nothing when a session ends in the middle: the answers wait under a token and join the draft at sign-in', async () => {
    const id = await world.register({ lastName: 'Session' });
    await drafts.answer({ candidateId: id }, 'headline', { headline: 'Je cherche des heures' });
    const { token } = await drafts.begin();
    await drafts.answer({ token }, 'languages', { languages: [{ name: 'polonais', level: 'fluent' }] });
    await drafts.adopt(token, id);
    await drafts.adopt(token, id);
    expect((await drafts.view({ candidateId: id }))?.answers).toMatchObject({
      headline: { headline: 'Je cherche des heures' },
      languages: { languages: [{ name: 'polonais', level: 'fluent' }] },
    });
    expect(await drafts.view({ token })).toBeUndefined();
  });

  it('keeps one draft when two tabs answer at the same moment', async () => {
    const id = await world.register({ lastName: 'Onglets' });
    await Promise.all([
      drafts.answer({ candidateId: id }, 'headline', { headline: 'Onglet un' }),
      drafts.answer({ candidateId: id }, 'available', { availableFrom: null }),
      drafts.answer({ candidateId: id }, 'languages', { languages: [] }),
    ]);
    expect(Object.keys((await drafts.view({ candidateId: id }))?.answers ?? {})).toEqual(
      expect.arrayContaining(['headline', 'available', 'languages']),
    );
  });

  it('forgets a draft 30 days after its last answer', async () => {
    const { token } = await drafts.begin();
    await drafts.answer({ token }, 'headline', { headline: 'Je cherche' });
    world.clock.advance(29 * 86_400);
    await drafts.answer({ token }, 'skills', { skillWords: ['Chanter'] });
    world.clock.advance(29 * 86_400);
    expect(await drafts.view({ token })).toBeDefined();
    world.clock.advance(2 * 86_400);
    expect(await drafts.view({ token })).toBeUndefined();
    await expect(drafts.answer({ token }, 'headline', { headline: 'Encore' })).rejects.toMatchObject({ status: 410 });
    expect(await drafts.purge()).toBeGreaterThan(0);
    expect(
      await world.app.database.query('SELECT 1 FROM cv_drafts WHERE expires_at < $1', [world.clock.now()]),
    ).toEqual([]);
  });

  it('says when it first held enough', async () => {
    const id = await world.register({ lastName: 'Complet' });
    const completed = async () =>
      (
        await world.app.database.query<{ at: Date | null }>(
          'SELECT completed_at AS at FROM candidate_cvs WHERE candidate_id = $1',
          [id],
        )
      )[0]?.at;
    await cvs.save(id, { headline: { headline: 'Bonjour' } }, { by: 'self', how: 'web' });
    expect(await completed()).toBeNull();
    await cvs.save(id, { tasks: { tasks: ['domicile.menage'] } }, { by: 'self', how: 'web' });
    expect(await completed()).toEqual(world.clock.now());
  });
});
