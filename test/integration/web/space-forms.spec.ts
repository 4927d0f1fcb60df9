import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { barriers, describeInBrowser, openBrowser, overflow } from '../../support/browser.js';
import { signedIn } from '../../support/town.js';
import { type Applicants, applicants } from '../applications/applications-fixture.js';

describeInBrowser('the forms of one’s own space, on a small telephone without script', () => {
  let world: Applicants;
  let browser: Browser;
  let page: Page;
  let offer: string;

  beforeAll(async () => {
    world = await applicants();
    offer = await world.offer((await world.organisation()).id);
    const id = await world.person({ skills: ['cuisine'], email: 'camille@exemple.invalid', alert_rhythm: 'off' });
    await world.app.database.query(
      `INSERT INTO candidate_occupations (candidate_id, occupation_code, experienced) VALUES ($1, 'K1304', true)`,
      [id],
    );
    const session = (await signedIn(world.app, id)).cookie('session') ?? '';
    browser = await openBrowser();
    const context = await browser.newContext({ viewport: { width: 320, height: 640 } });
    await context.route('**/*.js', (route) => route.abort());
    await context.addCookies([{ name: 'session', value: session, url: world.app.url }]);
    page = await context.newPage();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await world?.app.stop();
  });

  async function open(path: string): Promise<void> {
    await page.goto(`${world.app.url}${path}`);
    await look();
  }

  /** Presses the button of this name and looks at what comes. */
  async function press(name: string): Promise<void> {
    await Promise.all([page.waitForNavigation(), page.getByRole('button', { name, exact: true }).click()]);
    await look();
  }

  async function look(): Promise<void> {
    expect([page.url(), ...(await barriers(page)), await overflow(page)]).toEqual([page.url(), 0]);
  }

  const focus = () => page.evaluate<string>('document.activeElement?.className ?? ""');

  it('lets one apply: refused, read again, changed, sent', async () => {
    await open(`/offres/${offer}/postuler`);
    await page.locator('#mots').fill('www.exemple.com');
    await page.getByLabel(/Par téléphone/).uncheck();
    await press('Continuer');
    expect(await focus()).toBe('errors');
    await page.locator('#mots').fill('Un mot très long : anticonstitutionnellementanticonstitutionnellement');
    await page.getByLabel(/Par e-mail/).check();
    await page.getByLabel('Je peux commencer tout de suite.').check();
    await press('Continuer');
    await press('Modifier');
    expect(await page.getByLabel(/Par e-mail/).isChecked()).toBe(true);
    await press('Continuer');
    await press('Envoyer ma candidature');
    expect(await page.title()).toContain('Ma candidature');
  });

  it('lets one ask for a call and report', async () => {
    await open(`/offres/${offer}/appel`);
    await page.locator('#telephone').fill('12');
    await press('Appelez-moi');
    expect(await focus()).toBe('errors');
    await open(`/offres/${offer}/signaler`);
    await press('Envoyer');
    expect(await focus()).toBe('errors');
  });

  it('lets one choose and follow alerts', async () => {
    await open('/mon-espace/alertes');
    await page.getByLabel(/De temps en temps/).check();
    await press('Enregistrer');
    expect(await focus()).toBe('errors');
    await page.getByLabel(/Par SMS/).check();
    await press('Enregistrer');
    await press('Faire une pause d’un mois');
    await open('/mon-espace/alertes/nouvelle?liste=missions');
    await press('Suivre cette recherche');
    expect(await focus()).toBe('errors');
    await open('/mon-espace/alertes/nouvelle?ou=Laon&liste=offres');
    await press('Continuer');
    expect(await focus()).toBe('errors');
  });
});
