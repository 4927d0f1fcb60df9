import { anApplication, anOpen } from './town.js';
import type { TestApp } from './test-app.js';

/** A page of the site in one of its states. */
export interface SitePage {
  readonly name: string;
  /** As anybody, or as Nadia of the demonstration. */
  readonly as: 'anybody' | 'nadia';
  readonly path: string | ((app: TestApp) => Promise<string>);
  /** Status of the answer, 200 unless told. */
  readonly status?: number;
  /** A map weighs more than a list: it is asked for by a tap. */
  readonly map?: boolean;
}

const anybody = (name: string, path: SitePage['path'], status?: number): SitePage => ({
  name,
  as: 'anybody',
  path,
  ...(status && { status }),
});
const nadia = (name: string, path: SitePage['path'], status?: number): SitePage => ({
  name,
  as: 'nadia',
  path,
  ...(status && { status }),
});

/** Every page that can be read with GET, and its states. A new page is added here: all are checked for barriers and weight. */
export const SITE_PAGES: readonly SitePage[] = [
  anybody('home', '/'),
  anybody('offers around Laon by bike', '/offres?ou=Laon&deplacement=velo'),
  anybody('offers with filters', '/offres?ou=Laon&deplacement=velo&contrat=permanent&heures=35-plus&tri=recent'),
  anybody('every offer, most recent first', '/offres'),
  anybody('offers of a place that is not known', '/offres?ou=zzzzzz'),
  anybody('offers of a place with homonyms', '/offres?ou=Saint-Martin'),
  anybody('no offer at all', '/offres?ou=Laon&metier=astronaute%20lunaire&distance=5'),
  anybody('missions', '/missions?ou=Laon'),
  { ...anybody('map of offers around Laon', '/offres/carte?ou=Laon&deplacement=velo'), map: true },
  { ...anybody('map of missions', '/missions/carte'), map: true },
  anybody('an offer', async (app) => `/offres/${await anOpen(app, 'offer')}?deplacement=velo`),
  anybody('a mission', async (app) => `/missions/${await anOpen(app, 'mission')}`),
  anybody('a page that does not exist', '/nulle-part', 404),
  anybody('an offer that does not exist', '/offres/01890000-0000-7000-8000-000000000000', 404),
  anybody('sign-up, before it begins', '/inscription'),
  anybody('sign-up, the name', '/inscription/prenom'),
  anybody('sign-up, the commune', '/inscription/commune'),
  anybody('sign-up, the work', '/inscription/travail'),
  anybody('a shared CV that is over', '/cv/abcdefghijklmnopqrstuv', 410),
  anybody('a CV to agree to that is over', '/cv/accord/abcdefghijklmnopqrstuv', 410),
  anybody('how it works', '/comment-ca-marche'),
  anybody('accessibility', '/accessibilite'),
  anybody('privacy', '/donnees-personnelles'),
  anybody('legal notice', '/mentions-legales'),
  anybody('site map', '/plan-du-site'),
  anybody('no network', '/hors-ligne'),
  anybody('call me about an offer', async (app) => `/offres/${await anOpen(app, 'offer')}/appel`),
  anybody(
    'a call that is promised',
    async (app) => `/offres/${await anOpen(app, 'offer')}/appel?le=2026-11-23&quand=morning`,
  ),
  anybody('report an offer', async (app) => `/offres/${await anOpen(app, 'offer')}/signaler`),
  anybody('a mission that is reported', async (app) => `/missions/${await anOpen(app, 'mission')}/signaler?fait=oui`),
  nadia('own space', '/mon-espace'),
  nadia('own applications', '/mon-espace/candidatures'),
  nadia(
    'an application that has just been sent',
    async (app) => `/mon-espace/candidatures/${await anApplication(app)}?fait=envoyee`,
  ),
  nadia('withdraw an application', async (app) => `/mon-espace/candidatures/${await anApplication(app)}/retirer`),
  nadia('apply for a mission', async (app) => `/missions/${await anOpen(app, 'mission')}/postuler`),
  nadia('keep an offer', async (app) => `/offres/${await anOpen(app, 'offer')}/garder`),
  nadia('what one keeps', '/mon-espace/offres'),
  nadia('own alerts', '/mon-espace/alertes'),
  nadia('follow a search', '/mon-espace/alertes/nouvelle?ou=Laon&code=K1304&distance=20&liste=offres'),
  nadia('follow a search without a trade', '/mon-espace/alertes/nouvelle?ou=Laon&liste=offres'),
  nadia('follow missions', '/mon-espace/alertes/nouvelle?domaine=education&liste=missions'),
  nadia('home, signed in', '/'),
  nadia('offers with reasons', '/offres?ou=Laon&deplacement=velo'),
  nadia('an offer, signed in', async (app) => `/offres/${await anOpen(app, 'offer')}`),
  nadia('the CV', '/mon-espace/cv'),
  nadia('the CV as employers see it', '/mon-espace/cv/employeur'),
  nadia('the CV on paper', '/mon-espace/cv/pdf'),
  nadia('links to the CV', '/mon-espace/cv/partages'),
  ...[
    ...[
      'prenom',
      'commune',
      'travail',
      'taches',
      'savoir-faire',
      'experiences',
      'formations',
      'permis',
      'deplacements',
    ],
    ...['heures', 'jours', 'debut', 'langues', 'phrase', 'benevolat', 'visibilite'],
  ].map((slug) => nadia(`the CV, ${slug}`, `/mon-espace/cv/${slug}`)),
  nadia('the CV, one question after another', '/mon-espace/cv/heures?fil=1'),
  nadia('the CV, a new experience', '/mon-espace/cv/experiences/nouvelle'),
  nadia('the CV, a new training', '/mon-espace/cv/formations/nouvelle'),
  nadia('the CV, a new language', '/mon-espace/cv/langues/nouvelle'),
  anybody('sign-in by telephone', '/connexion'),
  anybody('sign-in by e-mail', '/connexion/e-mail'),
  anybody('sign-in by letter', '/connexion/courrier'),
  anybody('goodbye', '/au-revoir'),
  anybody('a link about an account that is over', '/i/aaaaaaaaaaaaaaaa', 404),
  nadia('my data', '/mon-espace/donnees'),
  nadia('who saw my data', '/mon-espace/donnees/qui'),
  nadia('my agreements', '/mon-espace/donnees/accords'),
  nadia('messages received', '/mon-espace/donnees/messages'),
  nadia('my devices', '/mon-espace/donnees/appareils'),
  nadia('another telephone', '/mon-espace/donnees/telephone'),
  nadia('another e-mail address', '/mon-espace/donnees/e-mail'),
  nadia('erase my account', '/mon-espace/donnees/effacer'),
  nadia('a page of the team', '/equipe', 403),
];
