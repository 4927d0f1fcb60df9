/** Every page that a person may want to find. */
export function SiteMap() {
  return (
    <div class="narrow">
      <h1>Plan du site</h1>
      {PARTS.map(({ title, links }) => (
        <section key={title}>
          <h2>{title}</h2>
          <ul>
            {links.map(([href, words]) => (
              <li key={href}>
                <a href={href}>{words}</a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

const PARTS: readonly { title: string; links: readonly (readonly [href: string, words: string])[] }[] = [
  {
    title: 'Chercher',
    links: [
      ['/', 'Accueil'],
      ['/offres', 'Offres d’emploi'],
      ['/missions', 'Missions bénévoles'],
    ],
  },
  {
    title: 'Mon espace',
    links: [
      ['/connexion', 'Me connecter ou m’inscrire'],
      ['/mon-espace', 'Accueil de mon espace'],
      ['/mon-espace/cv', 'Mon CV'],
      ['/mon-espace/alertes', 'Mes alertes'],
      ['/mon-espace/candidatures', 'Mes candidatures'],
      ['/mon-espace/offres', 'Mes offres gardées'],
      ['/mon-espace/donnees', 'Mes données'],
    ],
  },
  {
    title: 'Comprendre',
    links: [
      ['/comment-ca-marche', 'Comment ça marche'],
      ['/donnees-personnelles', 'Données personnelles'],
      ['/accessibilite', 'Accessibilité'],
      ['/mentions-legales', 'Mentions légales'],
    ],
  },
  { title: 'Pour les partenaires', links: [['/api/docs', 'L’API, pour les programmes']] },
];
