import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadReferenceData } from '../../../src/cli/reference-data.js';
import { CvsService } from '../../../src/candidates/cvs.service.js';
import { FixedClock } from '../../../src/platform/clock.js';
import { type TestApp, testApp } from '../../support/test-app.js';
import { WebVisitor, wordsOf } from '../../support/web-visitor.js';

describe('signing up on the site', () => {
  const clock = new FixedClock('2026-11-20T10:00:00Z');
  let app: TestApp;
  let number = 0;

  beforeAll(async () => {
    app = await testApp({ clock });
    await loadReferenceData(app.nest, () => undefined);
  }, 120_000);
  afterAll(() => app.stop());

  const phone = () => `06 39 98 40 ${String(++number).padStart(2, '0')}`;

  /** Proves a number by the code of the SMS; `suite`: page wanted afterwards. */
  async function prove(visitor: WebVisitor, to: string, at = '/connexion') {
    clock.advance(61);
    const sent = await visitor.send(at, { telephone: to });
    const [message] = await app.database.query<{ body_text: string }>(
      `SELECT body_text FROM messages WHERE to_address = $1 ORDER BY created_at DESC LIMIT 1`,
      [`+33${to.replaceAll(' ', '').slice(1)}`],
    );
    const code = /\b(\d{6})\b/.exec(message?.body_text ?? '')?.[1] ?? '';
    return visitor.send(sent.headers.get('location') ?? '', { code });
  }

  /** First name, commune and work, as far as the agreements. */
  async function answerAll(visitor: WebVisitor, suite = '') {
    const name = { prenom: 'Malika', nom: 'Benali', majeur: 'oui' };
    const named = await visitor.send(`/inscription/prenom${suite}`, name);
    expect(named.headers.get('location')).toBe(`/inscription/commune${suite}`);
    const placed = await visitor.send(`/inscription/commune${suite}`, { commune: 'Guise' });
    expect(placed.headers.get('location')).toBe(`/inscription/travail${suite}`);
    const worked = await visitor.send(`/inscription/travail${suite}`, { courant: 'K1304' });
    expect(worked.headers.get('location')).toBe(`/inscription/taches${suite}`);
    return visitor.send(`/inscription/taches${suite}`, { 'tache-domicile': ['domicile.menage', 'domicile.repassage'] });
  }

  const candidateOf = async (visitor: WebVisitor) => {
    const to = await visitor.get('/mon-espace/cv');
    return wordsOf(to.text);
  };

  it('leads from an unknown number, question by question, to a registered person who is signed in', async () => {
    const visitor = new WebVisitor(app);
    const proven = await prove(visitor, phone(), '/connexion?suite=%2Foffres%3Fou%3DGuise');
    const suite = '?suite=%2Foffres%3Fou%3DGuise';
    expect(proven.headers.get('location')).toBe(`/inscription${suite}`);
    const begin = await visitor.follow(proven);
    expect(wordsOf(begin.text)).toContain('Votre code est bon');
    expect(begin.text).toContain(`href="/inscription/prenom${suite}"`);

    const last = await answerAll(visitor, suite);
    expect(last.headers.get('location')).toBe(`/inscription/accords${suite}`);
    const agreements = await visitor.follow(last);
    const words = wordsOf(agreements.text);
    expect(words).toContain('Étape 5 sur 5');
    expect(words).toContain('Malika Benali');
    expect(words).toContain('Je fais le ménage d’une maison');
    expect(agreements.text).not.toMatch(/<input[^>]*checked/);

    const done = await visitor.send(`/inscription/accords${suite}`, { accord: ['alertes', 'visible'] });
    expect(done.headers.get('location')).toBe('/offres?ou=Guise');
    expect([visitor.cookie('brouillon'), visitor.cookie('proof')]).toEqual([undefined, undefined]);
    const cv = await candidateOf(visitor);
    expect(cv).toContain('Malika Benali');
    expect(cv).toContain('Guise');
    expect(cv).toContain('Les employeurs voient mon CV');
    const consents = await app.database.query<{ purpose: string; granted: boolean; how: string }>(
      `SELECT purpose, granted, how FROM consents WHERE candidate_id =
        (SELECT id FROM candidates WHERE first_name = 'Malika') ORDER BY purpose`,
    );
    expect(consents).toEqual([
      { purpose: 'cv-visible', granted: true, how: 'web' },
      { purpose: 'follow-up-calls', granted: false, how: 'web' },
      { purpose: 'sms-alerts', granted: true, how: 'web' },
    ]);
  });

  it('keeps the answers of someone who begins without a number, and asks for it at the end', async () => {
    const visitor = new WebVisitor(app);
    expect(wordsOf((await visitor.get('/inscription')).text)).toContain('Cela prend 3 minutes');
    expect(visitor.cookie('brouillon')).toBeUndefined();
    const ready = await visitor.follow(await answerAll(visitor));
    expect(wordsOf(ready.text)).toContain('Merci Malika. Vos réponses sont gardées.');
    const signIn = /href="(\/connexion\?suite=[^"]*)"/.exec(ready.text)?.[1] ?? '';
    const proven = await prove(visitor, phone(), signIn.replaceAll('&amp;', '&'));
    const back = await visitor.follow(proven);
    expect(back.headers.get('location')).toBe('/inscription/accords');
    const done = await visitor.send('/inscription/accords', {});
    expect(done.headers.get('location')).toBe('/mon-espace');
    expect(await candidateOf(visitor)).toContain('Mon CV est caché');
  });

  it('takes the answers up where they stopped, or forgets them', async () => {
    const visitor = new WebVisitor(app);
    await visitor.send('/inscription/prenom', { prenom: 'Zoé', majeur: 'non' });
    const again = await visitor.get('/inscription');
    expect(wordsOf(again.text)).toContain('Zoé, on continue ?');
    expect(again.text).toContain('href="/inscription/commune"');
    expect((await visitor.get('/inscription/prenom')).text).toContain('value="Zoé"');
    expect((await visitor.get('/inscription/accords')).headers.get('location')).toBe('/inscription/commune');
    await visitor.send('/inscription', {});
    expect(wordsOf((await visitor.get('/inscription')).text)).not.toContain('Zoé');
    const [left] = await app.database.query<{ n: number }>(
      `SELECT count(*) AS n FROM cv_drafts WHERE answers->'name'->>'firstName' = 'Zoé'`,
    );
    expect(left?.n).toBe(0);
  });

  it('says what is wrong by the field and keeps what was typed', async () => {
    const visitor = new WebVisitor(app);
    const refused = await visitor.send('/inscription/prenom', { prenom: '', nom: 'O<script>' });
    expect(refused.status).toBe(422);
    const words = wordsOf(refused.text);
    expect(refused.text).toContain('<title>Erreur : ');
    expect(words).toContain('Écrivez votre prénom.');
    expect(words).toContain('Dites si vous avez 18 ans ou plus.');
    expect(refused.text).toContain('value="O&lt;script>"');
    expect(visitor.cookie('brouillon')).toBeUndefined();
    const nowhere = await visitor.send('/inscription/commune', { commune: 'Qqqqwwwwzzzz' });
    expect(nowhere.status).toBe(422);
    expect(nowhere.text).toContain('value="Qqqqwwwwzzzz"');
  });

  it('offers the communes of a postal code to choose from', async () => {
    const visitor = new WebVisitor(app);
    const several = await visitor.send('/inscription/commune', { commune: '02400' });
    expect(several.status).toBe(422);
    const [choice = ''] = /insee:\w{5}/.exec(several.text) ?? [];
    expect(several.text).toContain('type="radio"');
    const none = await visitor.post('/inscription/commune', {
      _csrf: /name="_csrf" value="([^"]*)"/.exec(several.text)?.[1] ?? '',
    });
    expect(none.status).toBe(422);
    const chosen = await visitor.send('/inscription/commune', { choix: choice });
    expect(chosen.headers.get('location')).toBe('/inscription/travail');
  });

  it('asks which commune is meant when the words are not quite its name', async () => {
    const visitor = new WebVisitor(app);
    const near = await visitor.send('/inscription/commune', { commune: 'Gise' });
    expect(near.status).toBe(422);
    expect(wordsOf(near.text)).toContain('Guise (02120)');
  });

  it('finds trades by words without losing what is ticked', async () => {
    const visitor = new WebVisitor(app);
    const found = await visitor.send('/inscription/travail', {
      courant: 'K1304',
      cherche: 'maçon',
      action: 'chercher',
    });
    expect(found.status).toBe(200);
    expect(wordsOf(found.text)).toContain('Métiers trouvés pour « maçon »');
    expect(found.text).toMatch(/name="metier"[^>]*value="K1304"[^>]*checked/);
    expect(found.text).toMatch(/name="trouve"[^>]*value="F1703"/);
    const nothing = await visitor.send('/inscription/travail', { action: '' });
    expect(nothing.status).toBe(422);
    expect(wordsOf(nothing.text)).toContain('Choisissez au moins un métier');
    const any = await visitor.send('/inscription/travail', { tous: 'oui' });
    expect(any.headers.get('location')).toBe('/inscription/accords');
  });

  it('joins the file of the same person at the same number', async () => {
    const to = phone();
    for (const suite of ['?suite=%2Foffres', '?suite=%2Fmissions']) {
      const visitor = new WebVisitor(app);
      await prove(visitor, to);
      if (visitor.cookie('session') !== undefined) {
        // Known by now: the code alone lets them in, and the questions lead to their CV.
        expect((await visitor.get(`/inscription${suite}`)).headers.get('location')).toBe('/missions');
        continue;
      }
      await answerAll(visitor, suite);
      await visitor.send(`/inscription/accords${suite}`, { accord: 'appels' });
    }
    const people = await app.database.query<{ id: string }>('SELECT id FROM candidates WHERE phone = $1', [
      `+33${to.replaceAll(' ', '').slice(1)}`,
    ]);
    expect(people).toHaveLength(1);
    expect((await app.get(CvsService).of(people[0]?.id ?? '')).tasks).toHaveLength(2);
  });

  it('asks someone known whether the answers on this device are theirs, and takes them in or forgets them', async () => {
    const to = phone();
    const first = new WebVisitor(app);
    await prove(first, to);
    await answerAll(first);
    await first.send('/inscription/accords', {});
    for (const [answer, shown] of [
      ['non', 'Malika Benali'],
      ['oui', 'Malika Dupont'],
    ] as const) {
      const second = new WebVisitor(app);
      await second.send('/inscription/prenom', { prenom: 'Malika', nom: 'Dupont', majeur: 'oui' });
      await prove(second, to, '/connexion?suite=%2Finscription%2Faccords');
      const start = await second.follow(await second.get('/inscription/accords'));
      expect(wordsOf(start.text)).toContain('Ces réponses sont à vous ?');
      expect(await candidateOf(second)).toContain('Malika Benali');
      const said = await second.send('/inscription', { reponse: answer });
      expect(said.headers.get('location')).toBe(answer === 'oui' ? '/mon-espace/cv?fait=repris' : '/mon-espace/cv');
      expect(second.cookie('brouillon')).toBeUndefined();
      expect(await candidateOf(second)).toContain(shown);
    }
  });

  it('registers once when the button is pressed twice', async () => {
    const to = phone();
    const visitor = new WebVisitor(app);
    await prove(visitor, to);
    const page = await visitor.follow(await answerAll(visitor));
    const fields = { _csrf: /name="_csrf" value="([^"]*)"/.exec(page.text)?.[1] ?? '' };
    const answers = await Promise.all([
      visitor.post('/inscription/accords', fields),
      visitor.post('/inscription/accords', fields),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    const people = await app.database.query('SELECT id FROM candidates WHERE phone = $1', [
      `+33${to.replaceAll(' ', '').slice(1)}`,
    ]);
    expect(people).toHaveLength(1);
  });

  it('has no page for a question that the sign-up does not ask', async () => {
    const visitor = new WebVisitor(app);
    for (const path of ['/inscription/permis', '/inscription/__proto__', '/inscription/age']) {
      expect((await visitor.get(path)).status).toBe(404);
    }
  });
});
