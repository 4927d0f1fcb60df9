import type { Visitor } from '../../identity/visitor.js';
import type { Config } from '../../platform/config/config.js';
import type { View } from './answers.js';
import { Pictogram } from './pictograms.view.js';
import { Wordmark } from './wordmark.view.js';
import type { Theme } from './theme.js';

export interface LayoutProps {
  readonly view: View;
  readonly instance: Config['instance'];
  readonly demo: boolean;
  /** Full address of the page, without its query. */
  readonly address: string;
  readonly theme: Theme;
  readonly visitor: Visitor | undefined;
  /** For the button that signs out; only for someone signed in. */
  readonly csrf: string | undefined;
  readonly styles: readonly string[];
  readonly scripts: readonly string[];
}

/** The whole document around a page: who we are, where one can go, the telephone number on every page. */
export function Layout(props: LayoutProps) {
  const { view, instance, address, styles, scripts } = props;
  const tab = `${view.failed ? 'Erreur : ' : ''}${view.title}`;
  return (
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{tab === instance.name ? tab : `${tab} – ${instance.name}`}</title>
        {view.description && <meta name="description" content={view.description} />}
        {view.description && <link rel="canonical" href={address} />}
        <meta name="theme-color" content={props.theme.tokens.colours.primary} />
        <meta name="color-scheme" content="light" />
        {styles.map((style) => (
          <link key={style} rel="stylesheet" href={style} />
        ))}
        <link rel="icon" href={icon(props.theme.tokens.colours)} />
        <link rel="manifest" href="/manifest.webmanifest" />
        {scripts.map((script) => (
          <script key={script} type="module" src={script} />
        ))}
        {view.structured && (
          <script
            type="application/ld+json"
            dangerouslySetInnerHTML={{ __html: JSON.stringify(view.structured).replace(/</g, '\\u003c') }}
          />
        )}
      </head>
      <body>
        <a class="skip" href="#contenu">
          Aller au contenu
        </a>
        <Header {...props} />
        <main id="contenu" tabIndex={-1}>
          {view.body}
        </main>
        <Footer {...props} />
      </body>
    </html>
  );
}

/** The mark, small, in the colours of the instance: it costs no request. */
function icon({ primary, sun }: Theme['tokens']['colours']): string {
  const drawing = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><rect width='32' height='32' rx='8' fill='${primary}'/><path d='M16 6a7 7 0 0 1 7 7c0 5-7 11-7 11S9 18 9 13a7 7 0 0 1 7-7z' fill='${sun}'/><circle cx='16' cy='13' r='2.6' fill='${primary}'/></svg>`;
  return `data:image/svg+xml,${drawing.replace(/[<>#]/g, encodeURIComponent)}`;
}

function Header({ view, instance, theme, visitor, csrf, demo }: LayoutProps) {
  const current = (section: View['section']) => (view.section === section ? 'page' : undefined);
  return (
    <header class="top">
      {demo && (
        <p class="demo">
          Démonstration : personnes et offres inventées. <a href="/demo/outbox">Voir les messages envoyés</a>
        </p>
      )}
      <div class="bar">
        <a class="brand" href="/">
          <Wordmark name={instance.name} logo={theme.logo} />
        </a>
        <Phone instance={instance} />
      </div>
      <nav aria-label="Menu">
        <ul>
          <li>
            <a href="/offres" aria-current={current('offers')}>
              Offres d’emploi
            </a>
          </li>
          <li>
            <a href="/missions" aria-current={current('missions')}>
              Bénévolat
            </a>
          </li>
          {visitor === undefined ? (
            <li>
              <a href="/connexion" aria-current={current('space')}>
                Mon espace
              </a>
            </li>
          ) : (
            <li>
              <a href={SPACES[visitor.role]} aria-current={current('space')}>
                {visitor.name === '' ? 'Mon espace' : `Espace de ${visitor.name}`}
              </a>
            </li>
          )}
          {visitor !== undefined && (
            <li>
              <form method="post" action="/deconnexion">
                <input type="hidden" name="_csrf" value={csrf} />
                <button type="submit" class="as-link">
                  Me déconnecter
                </button>
              </form>
            </li>
          )}
        </ul>
      </nav>
    </header>
  );
}

const SPACES: Readonly<Record<Visitor['role'], string>> = {
  candidate: '/mon-espace',
  member: '/structure',
  agent: '/equipe',
  adviser: '/equipe',
  administrator: '/equipe',
};

/** The number, ready to call. */
export function Phone({ instance }: { instance: Config['instance'] }) {
  return (
    <a class="phone" href={`tel:${instance.phone.replace(/\s/g, '')}`}>
      <Pictogram name="phone" />
      <span>
        <span class="hidden">Appelez-nous : </span>
        {instance.phone}
      </span>
    </a>
  );
}

function Footer({ instance }: LayoutProps) {
  return (
    <footer>
      <div class="help">
        <h2>Besoin d’aide ?</h2>
        <p>
          Appelez-nous au <a href={`tel:${instance.phone.replace(/\s/g, '')}`}>{instance.phone}</a>. L’appel n’est pas
          surtaxé.
        </p>
        <p>{instance.phoneHours}</p>
      </div>
      <ul>
        <li>
          <a href="/comment-ca-marche">Comment ça marche</a>
        </li>
        <li>
          <a href="/accessibilite">Accessibilité : non conforme</a>
        </li>
        <li>
          <a href="/donnees-personnelles">Données personnelles</a>
        </li>
        <li>
          <a href="/mentions-legales">Mentions légales</a>
        </li>
        <li>
          <a href="/plan-du-site">Plan du site</a>
        </li>
      </ul>
    </footer>
  );
}
