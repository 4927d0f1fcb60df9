import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadReferenceData } from '../../../src/cli/reference-data.js';
import { CvProposalsService } from '../../../src/candidates/cv-proposals.service.js';
import { CvsService } from '../../../src/candidates/cvs.service.js';
import { SelfRegistrationService } from '../../../src/candidates/self-registration.service.js';
import { CvDraftsService } from '../../../src/candidates/cv-drafts.service.js';
import { type TestApp, testApp } from '../../support/test-app.js';
import { signedIn } from '../../support/town.js';
import { WebVisitor, wordsOf } from '../../support/web-visitor.js';

const CV = '/mon-espace/cv';

describe('the CV in the space of a person', () => {
  let app: TestApp;
  let number = 0;

  beforeAll(async () => {
    app = await testApp();
    await loadReferenceData(app.nest, () => undefined);
  }, 120_000);
  afterAll(() => app.stop());

  /** Somebody who just registered alone, signed in. */
  async function person(firstName = 'Léa') {
    const drafts = app.get(CvDraftsService);
    const { token } = await drafts.begin();
    await drafts.answer({ token }, 'name', { firstName, lastName: 'Exemple', adult: true });
    await drafts.answer({ token }, 'place', { place: 'Guise' });
    await drafts.answer({ token }, 'work', { any: false, occupations: [{ code: 'K1304', experienced: false }] });
    const phone = `+336399850${String(++number).padStart(2, '0')}`;
    const registration = { address: { phone }, draftToken: token, consents: [] };
    const { id } = await app.get(SelfRegistrationService).register(registration);
    return { id, visitor: await signedIn(app, id) };
  }
  const cvOf = (id: string) => app.get(CvsService).of(id);

  it('says what is missing and leads to it, question after question', async () => {
    const { id, visitor } = await person();
    const page = await visitor.get(CV);
    expect(wordsOf(page.text)).toContain('Votre CV n’est pas fini.');
    expect(page.text).toContain(`href="${CV}/taches?fil=1"`);
    const tasks = await visitor.send(`${CV}/taches?fil=1`, { 'tache-domicile': ['domicile.menage'] });
    expect(tasks.headers.get('location')).toBe(`${CV}/savoir-faire?fil=1`);
    const skills = await visitor.send(`${CV}/savoir-faire?fil=1`, { savoir: '- Réparer un vélo\r\n\r\nFaire du pain' });
    expect(skills.headers.get('location')).toBe(`${CV}/experiences?fil=1`);
    const experiences = await visitor.send(`${CV}/experiences?fil=1`, { deja: 'K1304' });
    expect(experiences.headers.get('location')).toBe(`${CV}/formations?fil=1`);
    const passed = await visitor.send(`${CV}/formations?fil=1`, { action: 'passer' });
    expect(passed.headers.get('location')).toBe(`${CV}/permis?fil=1`);
    const cv = await cvOf(id);
    expect(cv.skillWords).toEqual(['Réparer un vélo', 'Faire du pain']);
    expect(cv.occupations).toMatchObject([{ code: 'K1304', experienced: true }]);
    expect(cv.answered).toContain('trainings');
    expect(wordsOf((await visitor.get(CV)).text)).toContain('Votre CV est prêt.');
  });

  const ANSWERS: readonly [slug: string, fields: Record<string, string | string[]>, shown: string][] = [
    ['prenom', { prenom: 'Léa', nom: 'Martin', majeur: 'oui' }, 'Léa Martin'],
    ['commune', { commune: 'Laon' }, 'Laon'],
    ['travail', { metier: 'K1304', courant: 'G1602' }, 'Aide en cuisine et plonge Aide à domicile'],
    ['permis', { permis: ['B'] }, 'Voiture (B)'],
    ['deplacements', { moyen: 'bike', aussi: ['bus'], distance: '10' }, 'À vélo, en bus, jusqu’à 10 km'],
    ['heures', { heures: '15-a-24', contrat: ['permanent'] }, 'Entre 15 et 24 heures par semaine'],
    ['jours', { jour: ['mon', 'tue', 'wed'], moment: 'morning' }, 'Du lundi au mercredi, le matin'],
    ['debut', { quand: 'plus-tard', jour: '3', mois: '3', annee: '2031' }, 'À partir du 3 mars 2031'],
    ['phrase', { phrase: 'J’aime le travail bien fait' }, 'J’aime le travail bien fait'],
    ['benevolat', { benevolat: 'oui', domaine: 'domain:sport' }, 'Oui Sport'],
    ['visibilite', { visible: 'oui', contact: 'oui' }, 'Les employeurs voient mon CV'],
  ];

  it('takes every answer in at once, shows it in words and again in its form', async () => {
    const { visitor } = await person();
    for (const [slug, fields, shown] of ANSWERS) {
      const saved = await visitor.send(`${CV}/${slug}`, fields);
      expect([slug, saved.headers.get('location')]).toEqual([slug, `${CV}?fait=garde`]);
      expect(wordsOf((await visitor.follow(saved)).text)).toContain(shown);
    }
    expect((await visitor.get(`${CV}/debut`)).text).toMatch(/name="annee"[^>]*value="2031"/);
    expect((await visitor.get(`${CV}/heures`)).text).toMatch(/value="15-a-24"[^>]*checked/);
    expect((await visitor.get(`${CV}/permis`)).text).not.toMatch(/value="AM"[^>]*checked/);
  });

  it('says what is wrong by the field, changes nothing, keeps what was typed', async () => {
    const { id, visitor } = await person();
    const before = await cvOf(id);
    const wrong: [slug: string, fields: Record<string, string | string[]>, message: string][] = [
      ['prenom', { prenom: '1234', majeur: 'oui' }, 'Écrivez un nom avec des lettres'],
      ['travail', {}, 'Choisissez au moins un métier'],
      ['travail', { metier: ['Z9999'] }, 'Métier inconnu'],
      ['deplacements', { moyen: 'avion' }, 'Choisissez comment vous vous déplacez.'],
      ['heures', { heures: 'beaucoup' }, 'Choisissez une réponse'],
      ['debut', { quand: 'plus-tard', jour: '31', mois: '2', annee: '2031' }, 'Écrivez une date qui existe'],
      ['visibilite', { visible: 'oui' }, 'Dites si les employeurs peuvent vous écrire.'],
      ['savoir-faire', { savoir: 'x'.repeat(80) }, 'Écrivez au plus 60 caractères.'],
    ];
    for (const [slug, fields, message] of wrong) {
      const refused = await visitor.send(`${CV}/${slug}`, fields);
      expect([slug, refused.status]).toEqual([slug, 422]);
      expect(wordsOf(refused.text)).toContain(message);
      expect(refused.text).toContain('<title>Erreur : ');
    }
    const date = await visitor.send(`${CV}/debut`, { quand: 'plus-tard', jour: '31', mois: '2', annee: '2031' });
    expect(date.text).toMatch(/name="jour"[^>]*value="31"/);
    expect((await cvOf(id)).version).toBe(before.version);
  });

  it('adds, changes and takes out experiences, one a page', async () => {
    const { id, visitor } = await person();
    const at = `${CV}/experiences`;
    expect(wordsOf((await visitor.get(at)).text)).toContain('une aide à la famille : tout compte');
    const first = { genre: 'family-help', titre: 'Aide à ma grand-mère', debut: '3/2019', fin: '2021', detail: '' };
    for (let twice = 0; twice < 2; twice++) await visitor.send(`${at}/nouvelle`, first);
    await visitor.send(`${at}/nouvelle`, {
      genre: 'volunteering',
      titre: 'Distribution de repas',
      lieu: 'Une association',
    });
    expect((await cvOf(id)).experiences).toMatchObject([
      { kind: 'family-help', title: 'Aide à ma grand-mère', from: '2019-03', to: '2021' },
      { kind: 'volunteering', organisation: 'Une association' },
    ]);
    expect((await visitor.get(`${at}/1`)).text).toMatch(/name="debut"[^>]*value="03\/2019"/);
    const wrong = await visitor.send(`${at}/1`, { ...first, fin: '2018' });
    expect(wordsOf(wrong.text)).toContain('La fin vient avant le début.');
    await visitor.send(`${at}/2`, { genre: 'job', titre: 'Aide en cuisine' });
    await visitor.send(`${at}/1`, { action: 'retirer' });
    expect((await cvOf(id)).experiences).toMatchObject([{ kind: 'job', title: 'Aide en cuisine' }]);
    expect((await visitor.get(`${at}/2`)).status).toBe(404);
    await visitor.send(`${CV}/langues/nouvelle`, { langue: 'picard', niveau: 'fluent' });
    await visitor.send(`${CV}/formations/nouvelle`, { titre: 'CAP cuisine', annee: '2012' });
    const words = wordsOf((await visitor.get(CV)).text);
    expect(words).toContain('Picard (très bien)');
    expect(words).toContain('CAP cuisine (2012)');
  });

  it('goes back to the page that was waiting for an answer', async () => {
    const { visitor } = await person();
    const saved = await visitor.send(`${CV}/phrase?suite=%2Foffres`, { phrase: '' });
    expect(saved.headers.get('location')).toBe('/offres');
    const elsewhere = await visitor.send(`${CV}/phrase?suite=%2F%2Fexample.org`, { phrase: '' });
    expect(elsewhere.headers.get('location')).toBe(`${CV}?fait=garde`);
  });

  it('shows what an employer sees, without name, telephone or dates', async () => {
    const { visitor } = await person();
    await visitor.send(`${CV}/experiences/nouvelle`, { genre: 'job', titre: 'Vendange', debut: '2019', fin: '2021' });
    const page = await visitor.get(`${CV}/employeur`);
    const sheet = /<article class="cv">[\s\S]*<\/article>/.exec(page.text)?.[0] ?? '';
    expect(wordsOf(sheet)).toContain('Léa E.');
    expect(wordsOf(sheet)).toContain('environ 2 ans');
    expect(sheet).not.toMatch(/Exemple|06\s?39|2019/);
  });

  it('prints the CV with the telephone only when it is ticked', async () => {
    const { visitor } = await person();
    const page = await visitor.get(`${CV}/pdf`);
    expect(wordsOf(page.text)).toContain('Mon téléphone : 06');
    const file = await visitor.send(`${CV}/pdf`, { montrer: 'telephone' });
    expect(file.headers.get('content-type')).toBe('application/pdf');
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="cv-lea.pdf"');
    expect(file.text.startsWith('%PDF-')).toBe(true);
  });

  it('hands the CV on by a link that counts its views and closes', async () => {
    const { visitor } = await person();
    const other = await person('Max');
    const made = await visitor.send(`${CV}/partages`, { pour: 'La boulangerie', jours: '7', montrer: 'telephone' });
    const page = await visitor.follow(made);
    const [, token = ''] = /\/cv\/([\w-]{22})"/.exec(page.text) ?? [];
    const anybody = new WebVisitor(app);
    const shared = await anybody.get(`/cv/${token}`);
    expect(shared.status).toBe(200);
    expect(shared.headers.get('x-robots-tag')).toBe('noindex');
    expect(wordsOf(shared.text)).toContain('Léa E.');
    expect(shared.text).toContain('href="tel:+33639985');
    const pdf = await anybody.get(`/cv/${token}/pdf`);
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    const list = await visitor.get(`${CV}/partages`);
    expect(list.text).not.toContain(token);
    expect(wordsOf(list.text)).toContain('La boulangerie');
    expect(wordsOf(list.text)).toContain('Ouvert 2 fois');
    const [, id = ''] = /name="fermer" value="([^"]*)"/.exec(list.text) ?? [];
    expect((await other.visitor.send(`${CV}/partages`, { fermer: id })).status).toBe(404);
    expect((await other.visitor.send(`${CV}/partages`, { fermer: 'x' })).status).toBe(404);
    const closed = await visitor.send(`${CV}/partages`, { fermer: id });
    expect(wordsOf((await visitor.follow(closed)).text)).toContain('Le lien est fermé.');
    const over = await anybody.get(`/cv/${token}`);
    expect(over.status).toBe(410);
    expect(wordsOf(over.text)).toContain('Ce lien ne marche plus');
    expect((await anybody.get(`/cv/${token}/pdf`)).status).toBe(410);
    expect((await anybody.get('/cv/trop-court')).status).toBe(404);
    const forever = await visitor.send(`${CV}/partages`, { jours: '9999' });
    expect(forever.status).toBe(422);
  });

  it('shows a new link to nobody else on the same device', async () => {
    const { visitor } = await person();
    const made = await visitor.send(`${CV}/partages`, { jours: '7' });
    const other = await person('Max');
    other.visitor.setCookie('partage', visitor.cookie('partage') ?? '');
    expect((await other.visitor.follow(made)).text).not.toMatch(/\/cv\/[\w-]{22}"/);
  });

  it('asks the person whether what an agent wrote is right, and changes nothing before', async () => {
    const { id, visitor } = await person();
    const propose = async (title: string) => {
      const answers = { experiences: { experiences: [{ title, kind: 'job' as const }] } };
      await app.get(CvProposalsService).propose(id, answers, { id: 'agent', name: 'Lucie' });
      const [message] = await app.database.query<{ body_text: string }>(
        `SELECT body_text FROM messages WHERE candidate_id = $1 AND template = 'cv-proposal' ORDER BY created_at DESC LIMIT 1`,
        [id],
      );
      return /\/cv\/accord\/[\w-]{22}/.exec(message?.body_text ?? '')?.[0] ?? '';
    };
    const anybody = new WebVisitor(app);
    const refusedLink = await propose('Plonge');
    expect(wordsOf((await visitor.get(CV)).text)).toContain('Lucie a écrit votre CV avec vous.');
    const page = await anybody.get(refusedLink);
    expect(wordsOf(page.text)).toContain('Bonjour Léa. Lucie a écrit ceci avec vous.');
    expect(wordsOf(page.text)).toContain('Plonge (Emploi)');
    expect((await anybody.send(refusedLink, {})).status).toBe(422);
    const no = await anybody.send(refusedLink, { reponse: 'non' });
    expect(wordsOf((await anybody.follow(no)).text)).toContain('Votre CV n’a pas changé.');
    expect((await cvOf(id)).experiences).toEqual([]);
    const link = await propose('Ménage de bureaux');
    const yes = await anybody.send(link, { reponse: 'oui' });
    expect(wordsOf((await anybody.follow(yes)).text)).toContain('Vos réponses sont dans votre CV.');
    expect((await cvOf(id)).experiences).toMatchObject([{ title: 'Ménage de bureaux' }]);
    expect((await anybody.get(link)).status).toBe(410);
    expect((await anybody.get('/cv/accord/abcdefghijklmnopqrstuv')).status).toBe(410);
  });

  it('opens to the person alone', async () => {
    const anybody = new WebVisitor(app);
    for (const path of ['', '/pdf', '/employeur', '/partages', '/travail', '/experiences/nouvelle']) {
      expect((await anybody.get(CV + path)).headers.get('location')).toMatch(/^\/connexion\?suite=/);
    }
    const { visitor } = await person();
    for (const path of ['/age', '/constructor', '/prenom/1', '/experiences/0', '/experiences/7', '/experiences/x']) {
      expect([path, (await visitor.get(CV + path)).status]).toEqual([path, 404]);
    }
  });
});
