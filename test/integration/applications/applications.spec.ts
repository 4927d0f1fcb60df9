import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApplicationsQueries } from '../../../src/applications/applications.queries.js';
import { PostsQueries } from '../../../src/applications/posts.queries.js';
import { RetentionService } from '../../../src/applications/retention.service.js';
import { SweepService } from '../../../src/applications/sweep.service.js';
import { CandidatesService } from '../../../src/candidates/candidates.service.js';
import { MyMessagesQueries } from '../../../src/candidates/my-messages.queries.js';
import { offerEnded } from '../../../src/offers/offers.events.js';
import { Outbox } from '../../../src/platform/events/outbox.js';
import { day } from '../../../src/platform/lang/day.js';
import { type Applicants, applicants } from './applications-fixture.js';

const BY = { role: 'candidate' } as const;

describe('applications', () => {
  let world: Applicants;
  let own: ApplicationsQueries;

  beforeAll(async () => {
    world = await applicants();
    own = world.app.get(ApplicationsQueries);
  }, 60_000);
  afterAll(() => world?.app.stop());

  const pair = async () => {
    const organisation = await world.organisation();
    return { organisation, offer: await world.offer(organisation.id), person: await world.person() };
  };
  const call = (method: string, path: string, key: string, body?: unknown, version?: number) =>
    world.app.http(method, `/api/v1${path}`, {
      key,
      ...(body !== undefined && { body }),
      ...(version !== undefined && { headers: { 'if-match': `"${version}"` } }),
    });

  it('shows what will be seen before anything is sent', async () => {
    const { offer, person } = await pair();
    const check = await world.service.check(person, offer);
    expect(check).toMatchObject({
      verdict: { ok: true },
      mayShare: ['phone'],
      applicationId: null,
      odds: null,
      opportunity: { title: 'Aide à domicile (H/F)', commune: 'Laon', organisationName: 'Aide à Laon' },
      preview: { name: 'Camille E.', commune: 'Laon', email: null },
    });
    const anonymous = await world.offer((await world.organisation()).id, { anonymous_employer: true });
    expect((await world.service.check(person, anonymous)).opportunity?.organisationName).toBeNull();
    expect((await world.service.check(person, crypto.randomUUID())).verdict).toMatchObject({ reason: 'over' });
  });

  it('is sent once, with a receipt and a notice, even when the button is pressed ten times', async () => {
    const { offer, person, organisation } = await pair();
    const sent = await Promise.all(
      Array.from({ length: 10 }, () =>
        world.service.apply(person, { opportunityId: offer, words: 'Bonjour', shares: ['phone'], by: BY }),
      ),
    );
    const values = sent.flatMap((verdict) => (verdict.ok ? [verdict.value] : []));
    expect(values.length).toBe(10);
    expect(values.filter(({ again }) => !again).length).toBe(1);
    expect(new Set(values.map(({ applicationId }) => applicationId)).size).toBe(1);
    await world.app.runJobs();
    const messages = await world.messages(`candidate_id = '${person}'`);
    expect(messages.map(({ template, status }) => [template, status]).sort()).toEqual([
      ['application-news', 'sent'],
      ['application-notice', 'sent'],
    ]);
    const notice = messages.find(({ template }) => template === 'application-notice');
    expect(notice?.subject).toBe('Une personne a postulé : Aide à domicile (H/F)');
    expect(notice?.body_text).toContain('Camille E., de Laon');
    expect(notice?.body_text).toContain('Son message :\nBonjour');
    const page = await call('GET', '/applications', organisation.key);
    expect(page.body).toMatchObject({ total: 1, items: [{ name: 'Camille E.', state: 'sent', commune: 'Laon' }] });
  });

  it('refuses with plain words what cannot be sent', async () => {
    const { offer, person } = await pair();
    const reason = async (who: string, wish: object) => {
      const verdict = await world.service.apply(who, { opportunityId: offer, shares: ['phone'], by: BY, ...wish });
      return verdict.ok ? 'sent' : verdict.reason;
    };
    expect(await reason(person, { words: 'RIB : FR14 2004 1010 0505 0001 3M02 606' })).toBe('words-bank-details');
    expect(await reason(person, { shares: [] })).toBe('share-missing');
    expect(await reason(person, { shares: ['email'] })).toBe('contact-missing');
    expect(await reason(await world.person({ status: 'suspended' }), {})).toBe('suspended');
    expect(await reason(await world.person({ phone: null }), {})).toBe('contact-missing');
    await world.app.database.query(`UPDATE offers SET status = 'expired' WHERE id = $1`, [offer]);
    expect(await reason(person, {})).toBe('over');
    await expect(
      world.service.apply(crypto.randomUUID(), { opportunityId: offer, shares: ['phone'], by: BY }),
    ).rejects.toThrow();
  });

  it('pauses when enough people wait, and never lets one more in at the same moment', async () => {
    const { offer, organisation } = await pair();
    const set = await call('PUT', `/application-limits/${offer}`, organisation.key, { cap: 3 });
    expect(set.body).toEqual({ cap: 3, pausedUntil: null, waiting: 0 });
    const crowd = await Promise.all(Array.from({ length: 8 }, () => world.person()));
    const verdicts = await Promise.all(
      crowd.map((person) => world.service.apply(person, { opportunityId: offer, shares: ['phone'], by: BY })),
    );
    expect(verdicts.filter((verdict) => verdict.ok).length).toBe(3);
    expect(new Set(verdicts.flatMap((verdict) => (verdict.ok ? [] : [verdict.reason])))).toEqual(new Set(['full']));
    await call('PUT', `/application-limits/${offer}`, organisation.key, { cap: 30, pausedUntil: '2026-12-01' });
    expect((await world.service.check(await world.person(), offer)).verdict).toMatchObject({ reason: 'paused' });
  });

  it('is seen when the organisation opens it, not when the team does', async () => {
    const { offer, person, organisation } = await pair();
    const id = await world.apply(person, offer, { words: 'Je suis libre' });
    expect((await call('GET', `/applications/${id}`, world.team)).body).toMatchObject({
      state: 'sent',
      words: 'Je suis libre',
    });
    const seen = await call('GET', `/applications/${id}`, organisation.key);
    expect(seen.body).toMatchObject({ state: 'seen', person: { phone: expect.stringMatching(/^\+336/), email: null } });
    expect(seen.headers.get('etag')).toBe('"2"');
    expect((await call('GET', `/applications/${id}`, organisation.key)).headers.get('etag')).toBe('"2"');
    expect(await own.one(person, id)).toMatchObject({
      state: 'seen',
      stateWords: { state: 'Vue par l’employeur le vendredi 20 novembre' },
      timeline: [{ words: 'Candidature envoyée' }, { words: 'Vue par l’employeur' }],
    });
    expect((await call('GET', `/applications/${id}`, (await world.organisation()).key)).status).toBe(403);
  });

  it('is answered once: of two members at once one wins and the other is told', async () => {
    const { offer, person, organisation } = await pair();
    const id = await world.apply(person, offer);
    const answers = await Promise.all([
      call('POST', `/applications/${id}/answer`, organisation.key, { answer: 'accepted' }, 1),
      call('POST', `/applications/${id}/answer`, organisation.key, { answer: 'refused', motive: 'hours' }, 1),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('application.already-answered');
    await world.app.runJobs();
    expect((await world.messages(`candidate_id = '${person}' AND template = 'application-news'`)).length).toBe(2);
  });

  it('tells a refusal kindly, and refuses an unlawful one', async () => {
    const { offer, person, organisation } = await pair();
    const id = await world.apply(person, offer);
    const refuse = (message: string) =>
      call(
        'POST',
        `/applications/${id}/answer`,
        organisation.key,
        { answer: 'refused', motive: 'experience', message },
        1,
      );
    expect((await refuse('Nous cherchons une personne de moins de 30 ans.')).body.code).toBe(
      'application.forbidden-wording',
    );
    expect((await refuse('Voir https://exemple.fr')).body).toMatchObject({
      code: 'application.words-link',
      field: 'message',
    });
    expect((await refuse('Merci, et bonne chance.')).body).toMatchObject({
      state: 'answered',
      answer: 'refused',
      version: 2,
    });
    expect(await own.one(person, id)).toMatchObject({
      answerMessage: 'Merci, et bonne chance.',
      stateWords: {
        tone: 'ended',
        next: 'Cette fois, il faut avoir déjà fait ce travail. Une immersion peut vous aider à commencer. D’autres offres peuvent vous convenir.',
      },
    });
  });

  it('may propose a meeting, then say what came of it', async () => {
    const { offer, person, organisation } = await pair();
    const id = await world.apply(person, offer);
    const meeting = { answer: 'meeting', meetingPlace: 'Mairie de Laon' };
    const answer = (body: object, version: number) =>
      call('POST', `/applications/${id}/answer`, organisation.key, body, version);
    expect((await answer({ ...meeting, meetingAt: '2026-11-19T10:00:00+01:00' }, 1)).body.code).toBe(
      'application.meeting-not-ahead',
    );
    expect((await answer({ ...meeting, meetingAt: '2026-11-25T14:30:00+01:00' }, 1)).status).toBe(200);
    expect((await own.one(person, id))?.stateWords.next).toBe(
      'Rendez-vous mercredi 25 novembre à 14 h 30, Mairie de Laon. Un empêchement ? Appelez-nous.',
    );
    expect((await answer({ answer: 'accepted', byPhone: true }, 1)).status).toBe(412);
    expect((await answer({ answer: 'accepted', byPhone: true }, 2)).status).toBe(200);
    expect((await answer({ answer: 'accepted' }, 3)).body.code).toBe('application.already-answered');
    await world.app.runJobs();
    const texts = (await world.messages(`candidate_id = '${person}' AND template = 'application-news'`)).map(
      ({ body_text }) => body_text,
    );
    expect(texts.at(-1)).toContain('dit vous avoir répondu par téléphone');
    expect((await call('POST', `/applications/${id}/archive`, organisation.key)).status).toBe(200);
    expect((await call('GET', '/applications', organisation.key)).body.total).toBe(0);
    expect((await call('GET', '/applications?archived=true', organisation.key)).body.total).toBe(1);
  });

  it('cannot be filed away without an answer', async () => {
    const { offer, person, organisation } = await pair();
    const id = await world.apply(person, offer);
    expect((await call('POST', `/applications/${id}/archive`, organisation.key)).body.code).toBe(
      'application.answer-first',
    );
  });

  it('is withdrawn by the person, whom the organisation then no longer sees', async () => {
    const { offer, person, organisation } = await pair();
    const id = await world.apply(person, offer);
    expect(await world.service.withdraw(person, id)).toEqual({ ok: true, value: true });
    expect(await world.service.withdraw(person, id)).toEqual({ ok: true, value: true });
    await expect(world.service.withdraw(await world.person(), id)).rejects.toThrow('n’existe pas');
    expect((await call('GET', `/applications/${id}`, organisation.key)).body).toMatchObject({
      state: 'withdrawn',
      person: null,
      name: null,
    });
    expect((await call('GET', '/applications', organisation.key)).body.total).toBe(0);
    expect(
      (await call('POST', `/applications/${id}/answer`, organisation.key, { answer: 'accepted' }, 2)).body.code,
    ).toBe('application.withdrawn');
    expect((await world.service.check(person, offer)).verdict).toMatchObject({ reason: 'withdrawn' });
    expect((await world.messages(`candidate_id = '${person}' AND template = 'application-notice'`)).length).toBe(2);
  });

  it('may be relanced once from day 10; without an address the hotline is asked to call', async () => {
    const { offer, person } = await pair();
    const unreachable = await world.offer((await world.organisation({ contact_email: null })).id);
    const [first, second] = [await world.apply(person, offer), await world.apply(person, unreachable)];
    expect(await world.service.remind(person, first)).toMatchObject({ reason: 'too-early' });
    world.at('2026-11-30');
    expect((await own.of(person)).every(({ mayRemind }) => mayRemind)).toBe(true);
    expect(await world.service.remind(person, first, 'Je suis toujours intéressée')).toMatchObject({ ok: true });
    expect(await world.service.remind(person, first)).toMatchObject({ reason: 'already-reminded' });
    expect(await world.service.remind(person, second)).toMatchObject({ ok: true });
    const notices = await world.messages(`candidate_id = '${person}' AND template = 'application-notice'`);
    expect(notices.at(-1)?.body_text).toContain('Je suis toujours intéressée');
    const { items: received } = await world.app.get(MyMessagesQueries).of(person, { page: 1, perPage: 50 });
    expect(received.some(({ about }) => about === 'Votre candidature')).toBe(true);
    expect(received.some(({ about }) => about === 'Un message')).toBe(false);
    const escalated = await call('GET', '/applications?escalated=true', world.team);
    expect(escalated.body.items.map(({ id }: { id: string }) => id)).toContain(second);
    world.at('2026-11-20');
  });

  it('ends with an explanation when the position is filled, and goes on when the offer merely expires', async () => {
    const { offer, person, organisation } = await pair();
    const expired = await world.offer(organisation.id);
    const [first, second] = [await world.apply(person, offer), await world.apply(person, expired)];
    await world.app.database.query(`UPDATE offers SET status = 'filled', filled_at = now() WHERE id = $1`, [offer]);
    await world.app.database.query(`UPDATE offers SET status = 'expired' WHERE id = $1`, [expired]);
    await world.app.database.transaction(() =>
      world.app.get(Outbox).publish(offerEnded, { opportunityIds: [offer, expired] }),
    );
    await world.app.runJobs();
    expect(await own.one(person, first)).toMatchObject({
      state: 'closed',
      opportunityOpen: false,
      stateWords: { state: 'Terminée le vendredi 20 novembre : la place est prise' },
    });
    expect(await own.one(person, second)).toMatchObject({ state: 'sent' });
    expect((await world.messages(`candidate_id = '${person}'`)).at(-1)?.body_text).toContain('la place est prise');
  });

  it('is also ended by the daily sweep when the event was lost', async () => {
    const { offer, person } = await pair();
    const id = await world.apply(person, offer);
    await world.app.database.query(`UPDATE offers SET status = 'closed' WHERE id = $1`, [offer]);
    await world.app.get(SweepService).sweep();
    expect((await own.one(person, id))?.state).toBe('closed');
  });

  it('may be sent by an agent, and says so', async () => {
    const { offer, person } = await pair();
    const account = crypto.randomUUID();
    const id = await world.apply(person, offer, { by: { role: 'agent', accountId: account } });
    expect((await own.one(person, id))?.timeline[0]?.words).toBe('Candidature envoyée avec notre équipe');
    expect(await world.app.database.query('SELECT sent_by FROM applications WHERE id = $1', [id])).toEqual([
      { sent_by: `account:${account}` },
    ]);
  });

  it('gives the figures of an organisation and says odds only when enough is known', async () => {
    const { offer, organisation } = await pair();
    for (let i = 0; i < 5; i++) {
      const id = await world.apply(await world.person(), offer);
      world.at('2026-11-24');
      await call('POST', `/applications/${id}/answer`, organisation.key, { answer: 'accepted' }, 1);
      world.at('2026-11-20');
      expect(await world.service.odds(offer)).toBe(
        `${i + 1} personne${i === 0 ? ' a' : 's ont'} déjà postulé pour 1 poste.${i === 4 ? ' Cet employeur répond en 4 jours environ.' : ''}`,
      );
    }
    const figures = await world.app.get(PostsQueries).responseFigures([organisation.id], day('2026-11-20'));
    expect(figures.get(organisation.id)).toEqual({ applications: 5, answered: 5, medianDays: 4 });
  });

  it('leaves nothing of a person who is erased, but the counts', async () => {
    const { offer, person, organisation } = await pair();
    await world.apply(person, offer, { words: 'Effacez-moi' });
    await world.app.runJobs();
    expect(JSON.stringify(await own.export(person))).toContain('Effacez-moi');
    await world.app.get(CandidatesService).erase(person);
    await world.app.runJobs();
    expect(await own.of(person)).toEqual([]);
    const rows = await world.app.database.query(
      'SELECT a::text AS row, state, next_step_on FROM applications a WHERE opportunity_id = $1',
      [offer],
    );
    expect(rows).toMatchObject([{ state: 'withdrawn', next_step_on: null }]);
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`Effacez|Camille|${person}`));
    expect(
      await world.app.database.query(
        `SELECT 1 FROM messages WHERE body_text ~ 'Effacez' OR to_address LIKE '%${organisation.id}%'`,
      ),
    ).toEqual([]);
    expect((await call('GET', '/applications', organisation.key)).body.total).toBe(0);
  });

  it('hides a refused person from the organisation after three months, and empties what is two years old', async () => {
    const { offer, person, organisation } = await pair();
    const id = await world.apply(person, offer);
    await call('POST', `/applications/${id}/answer`, organisation.key, { answer: 'refused', motive: 'dates' }, 1);
    world.at('2027-02-19');
    expect((await call('GET', '/applications', organisation.key)).body.total).toBe(1);
    world.at('2027-02-20');
    expect((await call('GET', '/applications', organisation.key)).body.total).toBe(0);
    expect((await call('GET', `/applications/${id}`, organisation.key)).body.person).toBeNull();
    expect((await own.one(person, id))?.seenByOrganisation?.name).toBe('Camille E.');
    world.at('2028-11-19');
    await world.app.get(RetentionService).purge();
    expect(await own.one(person, id)).toBeDefined();
    world.at('2028-11-22');
    expect(await world.app.get(RetentionService).purge()).toBeGreaterThan(0);
    expect(await own.one(person, id)).toBeUndefined();
    world.at('2026-11-20');
  });
});
