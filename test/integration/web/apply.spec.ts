import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Applicants, applicants } from '../applications/applications-fixture.js';
import { WebVisitor, wordsOf } from '../../support/web-visitor.js';
import { signedIn } from '../../support/town.js';
import { AnswersService } from '../../../src/applications/answers.service.js';

let world: Applicants;
let employer: string;

beforeAll(async () => {
  world = await applicants();
  employer = (await world.organisation()).id;
});
afterAll(async () => {
  await world?.app.stop();
});
beforeEach(() => {
  world.at('2026-11-20');
});

/** A person whose CV says enough. */
async function person(fields: Record<string, unknown> = {}): Promise<{ id: string; visitor: WebVisitor }> {
  const id = await world.person({ skills: ['cuisine'], ...fields });
  await world.app.database.query(
    `INSERT INTO candidate_occupations (candidate_id, occupation_code, experienced) VALUES ($1, 'K1304', true)`,
    [id],
  );
  return { id, visitor: await signedIn(world.app, id) };
}

const applicationsOf = (id: string) =>
  world.app.database.query<{ id: string; words: string | null; state: string }>(
    'SELECT id, words, state FROM applications WHERE candidate_id = $1',
    [id],
  );

describe('applying', () => {
  it('takes two screens: what will be seen, then the button that sends; the receipt says what comes next', async () => {
    const { id, visitor } = await person();
    const path = `/offres/${await world.offer(employer)}/postuler`;
    const first = await visitor.get(path);
    expect(first.status).toBe(200);
    const words = wordsOf(first.text);
    expect(words).toContain('Étape 1 sur 2');
    expect(words).toContain('Ce que l’employeur verra');
    expect(words).toContain('Camille E.');
    expect(words).not.toContain('Exemple');
    expect(words).toContain('Rien n’est envoyé maintenant');
    const fields = { partage: 'phone', phrases: ['envie', 'libre'], mots: 'J’aime aider.\r\nVraiment.' };
    const second = await visitor.send(path, { ...fields, etape: 'verifier' });
    expect(second.status).toBe(200);
    expect(wordsOf(second.text)).toContain('Relisez, puis envoyez');
    expect(wordsOf(second.text)).toContain('Ce travail m’intéresse. Je peux commencer tout de suite. J’aime aider.');
    expect(await applicationsOf(id)).toEqual([]);
    const sent = await visitor.send(path, { ...fields, etape: 'envoyer' });
    expect(sent.status).toBe(303);
    const [application] = await applicationsOf(id);
    expect(application?.words).toBe(
      'Ce travail m’intéresse. Je peux commencer tout de suite.\nJ’aime aider.\nVraiment.',
    );
    const receipt = await visitor.follow(sent);
    expect(wordsOf(receipt.text)).toContain('Bravo, c’est envoyé.');
    expect(wordsOf(receipt.text)).toContain('Vous pourrez relancer à partir du lundi 30 novembre');
    const [message] = await world.messages(`candidate_id = '${id}' AND template = 'application-news'`);
    expect(message?.body_text).toContain('candidature envoyée');
  });

  it('is one application when the button is pressed twice', async () => {
    const { id, visitor } = await person();
    const path = `/offres/${await world.offer(employer)}/postuler`;
    const page = await visitor.send(path, { partage: 'phone' });
    const _csrf = /name="_csrf" value="([^"]*)"/.exec(page.text)?.[1] ?? '';
    const sends = await Promise.all(
      [1, 2, 3].map(() => visitor.post(path, { _csrf, partage: 'phone', etape: 'envoyer' })),
    );
    expect(sends.map(({ status }) => status)).toEqual([303, 303, 303]);
    const [one, ...others] = await applicationsOf(id);
    expect(others).toEqual([]);
    for (const { headers } of sends) expect(headers.get('location')).toContain(`/mon-espace/candidatures/${one?.id}`);
  });

  it('keeps what was typed and says what is wrong beside it', async () => {
    const { id, visitor } = await person({ email: 'camille@exemple.invalid' });
    const path = `/offres/${await world.offer(employer)}/postuler`;
    const answer = await visitor.send(path, { mots: 'Voyez www.mon-site.example pour moi', phrases: 'envie' });
    expect(answer.status).toBe(422);
    const words = wordsOf(answer.text);
    expect(words).toContain('Il y a un problème');
    expect(words).toContain('les liens ne sont pas envoyés');
    expect(words).toContain('Choisissez comment on peut vous joindre');
    expect(answer.text).toContain('Voyez www.mon-site.example pour moi</textarea>');
    expect(answer.text).toMatch(/value="envie" checked/);
    const back = await visitor.send(path, { partage: 'email', mots: 'Bonjour', etape: 'modifier' });
    expect(back.status).toBe(200);
    expect(back.text).toContain('>Bonjour</textarea>');
    expect(await applicationsOf(id)).toEqual([]);
  });

  it('leads the anonymous to sign in and back', async () => {
    const path = `/offres/${await world.offer(employer)}/postuler`;
    const answer = await new WebVisitor(world.app).get(path);
    expect(answer.headers.get('location')).toBe(`/connexion?suite=${encodeURIComponent(path)}`);
  });

  it('asks first for what the CV lacks', async () => {
    const id = await world.person();
    const visitor = await signedIn(world.app, id);
    const path = `/offres/${await world.offer(employer)}/postuler`;
    const answer = await visitor.get(path);
    expect(wordsOf(answer.text)).toContain('Il manque une réponse dans votre CV');
    expect(answer.text).toContain(`/mon-espace/cv/travail?suite=${encodeURIComponent(path)}`);
  });

  it('says in plain words why it is not possible', async () => {
    const minor = await person({ adult: false });
    const adultsOnly = await world.offer(employer, { minimum_age: 18 });
    expect(wordsOf((await minor.visitor.get(`/offres/${adultsOnly}/postuler`)).text)).toContain('18 ans');
    const asleep = await person({ status: 'suspended' });
    const open = await world.offer(employer);
    expect((await asleep.visitor.get(`/offres/${open}/postuler`)).headers.get('location')).toContain(
      '/mon-espace/retour?suite=',
    );
    const over = await world.offer(employer, { status: 'filled' });
    const { visitor } = await person();
    expect((await visitor.get(`/offres/${over}/postuler`)).headers.get('location')).toBe(`/offres/${over}`);
    expect((await visitor.get(`/missions/${open}/postuler`)).status).toBe(404);
    expect((await visitor.get('/offres/nimporte/postuler')).status).toBe(404);
  });

  it('works for a mission with the words of missions', async () => {
    const { id, visitor } = await person();
    const path = `/missions/${await world.mission(employer, { open_to_minors: true, slots: 2 })}/postuler`;
    const page = wordsOf((await visitor.get(path)).text);
    expect(page).toContain('Proposer mon aide');
    expect(page).toContain('Ce que l’association verra');
    expect((await visitor.send(path, { partage: 'phone', etape: 'envoyer' })).status).toBe(303);
    expect(await applicationsOf(id)).toHaveLength(1);
  });
});

describe('my applications', () => {
  it('show how each stands and what happens next, on the list, alone and on the page of the offer', async () => {
    const { id, visitor } = await person();
    expect(wordsOf((await visitor.get('/mon-espace/candidatures')).text)).toContain('Vous n’avez pas encore postulé');
    const offer = await world.offer(employer);
    const application = await world.apply(id, offer, { words: 'Bonjour' });
    expect(wordsOf((await visitor.get('/mon-espace/candidatures')).text)).toContain('1 réponse attendue');
    const key = { kind: 'team' as const, keyId: 'test', scopes: [] };
    await world.app
      .get(AnswersService)
      .answer(key as never, application, { answer: 'accepted', message: 'Venez lundi.', byPhone: false });
    const page = wordsOf((await visitor.get(`/mon-espace/candidatures/${application}`)).text);
    expect(page).toContain('c’est oui');
    expect(page).toContain('Venez lundi.');
    expect(page).toContain('Candidature envoyée');
    expect(wordsOf((await visitor.get(`/offres/${offer}`)).text)).toContain('Vous avez déjà postulé.');
  });

  it('are withdrawn after a question, and cannot be sent again alone', async () => {
    const { id, visitor } = await person();
    const offer = await world.offer(employer);
    const path = `/mon-espace/candidatures/${await world.apply(id, offer)}`;
    expect(wordsOf((await visitor.get(`${path}/retirer`)).text)).toContain('Retirer votre candidature ?');
    const done = await visitor.follow(await visitor.send(`${path}/retirer`, {}));
    expect(wordsOf(done.text)).toContain('C’est retiré.');
    expect((await applicationsOf(id))[0]?.state).toBe('withdrawn');
    expect((await visitor.get(`${path}/retirer`)).headers.get('location')).toBe(path);
    expect(wordsOf((await visitor.get(`/offres/${offer}/postuler`)).text)).toContain('appelez-nous');
  });

  it('are sent once more after ten days, not before and not twice', async () => {
    const { id, visitor: before } = await person();
    const path = `/mon-espace/candidatures/${await world.apply(id, await world.offer(employer))}`;
    expect((await before.get(`${path}/relance`)).headers.get('location')).toBe(path);
    world.at('2026-12-01');
    const visitor = await signedIn(world.app, id);
    expect((await visitor.get(path)).text).toContain(`${path}/relance`);
    const wrong = await visitor.send(`${path}/relance`, { mots: 'https://exemple.invalid' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('https://exemple.invalid</textarea>');
    const done = await visitor.follow(await visitor.send(`${path}/relance`, { mots: 'Toujours libre.' }));
    expect(wordsOf(done.text)).toContain('Nous avons transmis votre message');
    expect((await visitor.get(`${path}/relance`)).headers.get('location')).toBe(path);
  });

  it('are nobody else’s', async () => {
    const mine = await person();
    const other = await person();
    const path = `/mon-espace/candidatures/${await world.apply(mine.id, await world.offer(employer))}`;
    for (const page of [path, `${path}/relance`, `${path}/retirer`]) {
      expect((await other.visitor.get(page)).status).toBe(404);
    }
    expect((await other.visitor.get('/mon-espace/candidatures/1234')).status).toBe(404);
    expect((await other.visitor.send(`${path}/retirer`, {}, '/mon-espace/offres')).status).toBe(404);
    expect((await applicationsOf(mine.id))[0]?.state).toBe('sent');
  });
});
