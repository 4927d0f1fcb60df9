import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Browser, BrowserContext } from 'playwright-core';
import { FixedClock, SystemClock } from '../../../src/platform/clock.js';
import { GeoService } from '../../../src/geo/geo.service.js';
import { OccupationsService } from '../../../src/occupations/occupations.service.js';
import { describeInBrowser, openBrowser } from '../../support/browser.js';
import { type Hands, Keyboard, Pointer } from '../../support/hands.js';
import { indexesWith, tablesWith } from '../../support/left-behind.js';
import { type TestApp, testApp } from '../../support/test-app.js';

/** Numbers that are kept for fiction; one for each journey, since the second must find nothing of the first. */
const PHONES = { pointer: '06 39 98 55 01', keyboard: '06 39 98 55 02' } as const;

describeInBrowser('a whole journey, from a search to nothing left', () => {
  let app: TestApp;
  let browser: Browser;
  const clock = new FixedClock(new SystemClock().now().toISOString());
  let offer: { id: string; title: string; key: string };

  beforeAll(async () => {
    app = await testApp({ clock });
    await app.get(GeoService).loadCommunes();
    await app.get(OccupationsService).loadStarter();
    offer = await offerAtGuise(app, clock);
    browser = await openBrowser();
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  it('is made without JavaScript', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
    await journey(new Pointer(await context.newPage()), PHONES.pointer, 'Jeannelise');
    await context.close();
  }, 180_000);

  it('is made with the keyboard alone, the focus always in sight', async () => {
    const context = await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 1280, height: 900 } });
    const hands = new Keyboard(await context.newPage());
    await journey(hands, PHONES.keyboard, 'Rosemonde');
    expect([...hands.problems]).toEqual([]);
    await context.close();
  }, 300_000);

  async function journey(hands: Hands, phone: string, firstName: string): Promise<void> {
    const { page } = hands;
    const says = async (words: string) => expect(await page.locator('main').textContent()).toContain(words);
    const e164 = `+33${phone.replaceAll(' ', '').slice(1)}`;

    // A search near Guise, by bike.
    await page.goto(app.url);
    await hands.write('Où ?', 'Guise');
    await hands.write('Quel métier ?', 'aide à domicile');
    await hands.choose('À vélo');
    await hands.press('Chercher');
    await says('autour de Guise');
    await says('à vélo');

    // The offer; applying asks who one is.
    await hands.press(offer.title);
    await says('Ne payez jamais pour travailler');
    await hands.press('Je postule');
    await hands.write('Votre numéro de téléphone portable', phone);
    await hands.press('Recevoir mon code');
    await hands.write('Le code à 6 chiffres', await codeFor(e164));
    await hands.press('Continuer');

    // Nobody yet: sign-up, a question a screen.
    await says('Nous ne vous connaissons pas encore');
    await hands.press('Commencer');
    await hands.write('Votre prénom', firstName);
    await hands.choose('Oui');
    await hands.press('Continuer');
    await hands.write('Votre commune ou votre code postal', 'Guise');
    await hands.press('Continuer');
    await hands.choose('Aide à domicile');
    await hands.press('Continuer');
    await hands.choose('Je fais le ménage');
    await hands.press('Continuer');
    await hands.choose('Envoyez-moi des offres par SMS');
    await hands.choose('Les employeurs peuvent voir mon CV');
    await hands.choose('Les employeurs peuvent m’écrire');
    await hands.press('Terminer mon inscription');

    // Back at the offer: two screens.
    await says('Ce que l’employeur verra');
    await hands.choose('Ce travail m’intéresse.');
    await hands.press('Continuer');
    await says('Relisez, puis envoyez');
    await hands.press('Envoyer ma candidature');
    await says('est envoyé');
    const applicationAt = page.url();

    // The CV a little further.
    await hands.press(`Espace de ${firstName}`);
    await hands.press('Mon CV');
    await says('Ce que dit mon CV');
    await hands.press('Modifier : Déplacements');
    await hands.choose('À vélo');
    await hands.choose('Jusqu’à 10');
    await hands.press('Enregistrer');
    await says('C’est enregistré');

    // An alert from the search.
    await hands.press('Offres d’emploi');
    await page.goto(`${app.url}/offres?ou=Guise&metier=aide+%C3%A0+domicile&deplacement=velo`);
    await hands.press('Prévenez-moi des nouvelles offres');
    await hands.press('Suivre cette recherche');
    await says('Nous vous prévenons dès qu’une offre arrive.');
    expect(await followed(e164)).toBe(1);

    // The organisation reads and answers; the person sees it change.
    await page.goto(applicationAt);
    await says('Envoyée');
    await organisationAnswers(firstName);
    await page.goto(applicationAt);
    await says('Bonjour, venez lundi.');
    expect(await page.locator('main').textContent()).not.toContain('Vous attendez');

    // The CV to keep, as a file.
    await hands.press(`Espace de ${firstName}`);
    await hands.press('Mon CV');
    await hands.press('Imprimer ou garder mon CV');
    const file = await hands.take('Recevoir mon CV');
    expect(await textOf(file)).toContain(firstName);

    // And out.
    await app.runJobs();
    const candidateId = await idOf(e164);
    expect(await tablesWith(app, e164)).not.toEqual([]);
    expect(await indexesWith(app, candidateId)).not.toEqual([]);
    clock.advance(120);
    await hands.press(`Espace de ${firstName}`);
    await hands.press('Mes données');
    await hands.press('Effacer mon compte');
    await hands.press('Continuer');
    await hands.write('Le code à 6 chiffres', await codeFor(e164));
    await hands.press('Tout effacer maintenant');
    await says('Votre compte est effacé');
    await app.runJobs();
    expect(await tablesWith(app, e164)).toEqual([]);
    expect(await tablesWith(app, firstName)).toEqual([]);
    for (const words of [e164, firstName, candidateId]) expect(await indexesWith(app, words)).toEqual([]);
    await page.goto(`${app.url}/mon-espace`);
    expect(page.url()).toContain('/connexion');
    await noCookieOf(page.context());
  }

  async function codeFor(e164: string): Promise<string> {
    const [message] = await app.database.query<{ body_text: string }>(
      `SELECT body_text FROM messages WHERE to_address = $1 AND body_text ~ '\\m\\d{6}\\M' ORDER BY created_at DESC, id DESC LIMIT 1`,
      [e164],
    );
    return /\b(\d{6})\b/.exec(message?.body_text ?? '')?.[1] ?? '';
  }

  async function idOf(e164: string): Promise<string> {
    const [row] = await app.database.query<{ id: string }>('SELECT id FROM candidates WHERE phone = $1', [e164]);
    return row?.id ?? '';
  }

  async function followed(e164: string): Promise<number> {
    const [row] = await app.database.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM saved_searches WHERE candidate_id = (SELECT id FROM candidates WHERE phone = $1)',
      [e164],
    );
    return row?.count ?? 0;
  }

  async function organisationAnswers(firstName: string): Promise<void> {
    const { key } = offer;
    const list = await app.http('GET', '/api/v1/applications', { key });
    const lines = (list.body as { items: { id: string }[] }).items;
    for (const { id } of lines) {
      const read = await app.http('GET', `/api/v1/applications/${id}`, { key });
      if (!JSON.stringify(read.body).includes(firstName)) continue;
      const answer = await app.http('POST', `/api/v1/applications/${id}/answer`, {
        key,
        body: { answer: 'accepted', message: 'Bonjour, venez lundi.' },
        headers: { 'if-match': read.headers.get('etag') ?? '' },
      });
      expect({ status: answer.status, body: answer.body as unknown }).toMatchObject({ status: 200 });
      return;
    }
    throw new Error(`No application of ${firstName} in ${JSON.stringify(list.body)}`);
  }
});

/** An employer of Guise with one offer, published, and the key with which it answers. */
async function offerAtGuise(app: TestApp, clock: FixedClock) {
  const team = await app.key('team');
  const must = async (path: string, body: unknown) => {
    const answer = await app.http('POST', `/api/v1${path}`, { key: team, body });
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as { id: string };
  };
  const employer = await must('/organisations', { kind: 'employer', name: 'Le Familistère', place: 'Guise' });
  const title = 'Aide à domicile (H/F)';
  const closesOn = new Date(clock.now().getTime() + 30 * 86_400_000).toISOString().slice(0, 10);
  const { id } = await must('/offers', {
    organisationId: employer.id,
    title,
    description: 'Aider des personnes âgées chez elles : le ménage, les courses, les repas. On vous apprend le métier.',
    occupationCode: 'K1304',
    contract: 'permanent',
    weeklyHours: 24,
    payMin: 12.5,
    payPeriod: 'hour',
    positions: 5,
    place: 'Guise',
    startsOn: closesOn,
    closesOn,
    contactName: 'Madame Godin',
    contactEmail: 'godin@exemple.invalid',
    beginnerAccepted: true,
  });
  await must(`/offers/${id}/publish`, {});
  // The first offer of a new employer is read by a person.
  const [state] = await app.database.query<{ status: string }>('SELECT status FROM offers WHERE id = $1', [id]);
  if (state?.status === 'pending-review') await must(`/offers/${id}/approve`, {});
  await app.runJobs();
  return { id, title, key: await app.key('organisation', { organisationId: employer.id }) };
}

/** The words of a PDF. */
async function textOf(file: Buffer): Promise<string> {
  const pdf = await getDocument({ data: new Uint8Array(file) }).promise;
  const { items } = await (await pdf.getPage(1)).getTextContent();
  return items.map((item) => ('str' in item ? item.str : '')).join(' ');
}

/** The browser keeps nothing that says who one was. */
async function noCookieOf(context: BrowserContext): Promise<void> {
  const names = (await context.cookies()).filter(({ value }) => value !== '').map(({ name }) => name);
  expect(names.filter((name) => name !== 'visit')).toEqual([]);
}
