import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signedIn } from '../../support/town.js';
import { WebVisitor, wordsOf } from '../../support/web-visitor.js';
import { type Applicants, applicants } from '../applications/applications-fixture.js';

let world: Applicants;
let employer: string;

beforeAll(async () => {
  world = await applicants();
  employer = (await world.organisation()).id;
  world.at('2026-11-20', '10:00');
});
afterAll(async () => {
  await world?.app.stop();
});

describe('"call me, I want to talk about it"', () => {
  it('is open to everybody and says when the telephone rings', async () => {
    const offer = await world.offer(employer);
    const visitor = new WebVisitor(world.app);
    const path = `/offres/${offer}/appel`;
    expect(wordsOf((await visitor.get(path)).text)).toContain('aujourd’hui, entre 9 h et 12 h');
    const asked = await visitor.send(path, { telephone: '06 39 98 12 12', moment: 'afternoon' });
    expect(asked.status).toBe(303);
    expect(asked.headers.get('location')).not.toContain('0639');
    expect(
      await world.app.database.query(
        "SELECT candidate_id, best_time, reason FROM call_tasks WHERE person = '+33639981212' OR phone = '+33639981212'",
      ),
    ).toEqual([{ candidate_id: null, best_time: 'afternoon', reason: 'callback-asked' }]);
    const promised = await visitor.follow(asked);
    expect(wordsOf(promised.text)).toContain('Nous vous appelons aujourd’hui, entre 13 h 30 et 17 h 30.');
  });

  it('knows the number of whoever is signed in', async () => {
    const id = await world.person({ phone: '+33639984444' });
    const visitor = await signedIn(world.app, id);
    const path = `/missions/${await world.mission(employer)}/appel`;
    const page = await visitor.get(path);
    expect(page.text.replaceAll('\u00a0', ' ')).toContain('value="06 39 98 44 44"');
    const telephone = /name="telephone"[^>]*value="([^"]*)"/.exec(page.text)?.[1] ?? '';
    expect((await visitor.send(path, { telephone, moment: 'any' })).status).toBe(303);
  });

  it('keeps what was typed when it is not a number', async () => {
    const visitor = new WebVisitor(world.app);
    const path = `/offres/${await world.offer(employer)}/appel`;
    const wrong = await visitor.send(path, { telephone: '12', moment: 'morning' });
    expect(wrong.status).toBe(422);
    expect(wordsOf(wrong.text)).toContain('Indiquez un numéro de téléphone français');
    expect(wrong.text).toContain('value="12"');
    expect(wrong.text).toMatch(/value="morning" checked/);
    const empty = await visitor.send(path, {});
    expect(wordsOf(empty.text)).toContain('Écrivez votre numéro de téléphone.');
    expect(wordsOf(empty.text)).toContain('Choisissez un moment.');
  });

  it('is not there for what the public does not see', async () => {
    const draft = await world.offer(employer, { status: 'draft' });
    const open = await world.offer(employer);
    const visitor = new WebVisitor(world.app);
    for (const page of ['appel', 'signaler']) {
      expect((await visitor.get(`/offres/${draft}/${page}`)).status).toBe(404);
      expect((await visitor.get(`/missions/${open}/${page}`)).status).toBe(404);
      expect((await visitor.get(`/offres/pas-un-id/${page}`)).status).toBe(404);
    }
  });
});

describe('reporting a problem', () => {
  it('is open to everybody, and thanks even when the offer is out of sight at once', async () => {
    const offer = await world.offer(employer);
    const visitor = new WebVisitor(world.app);
    const path = `/offres/${offer}/signaler`;
    const sent = await visitor.send(path, { motif: 'asks-for-money', mots: 'On veut 50 euros.' });
    expect(sent.headers.get('location')).toBe(`${path}?fait=oui`);
    expect(wordsOf((await visitor.follow(sent)).text)).toContain('Nous regardons ce problème.');
    expect(await world.app.database.query('SELECT motive, words FROM reports')).toEqual([
      { motive: 'asks-for-money', words: 'On veut 50 euros.' },
    ]);
    expect(await world.app.database.query('SELECT status FROM offers WHERE id = $1', [offer])).toEqual([
      { status: 'pending-review' },
    ]);
  });

  it('asks for a motive, and keeps the words', async () => {
    const visitor = new WebVisitor(world.app);
    const path = `/missions/${await world.mission(employer)}/signaler`;
    const wrong = await visitor.send(path, { mots: 'Ce n’est pas ici' });
    expect(wrong.status).toBe(422);
    expect(wordsOf(wrong.text)).toContain('Choisissez ce qui ne va pas.');
    expect(wrong.text).toContain('Ce n’est pas ici</textarea>');
  });
});
