import type { ComponentChildren } from 'preact';
import type { Visitor } from '../../identity/visitor.js';
import type { Config } from '../../platform/config/config.js';
import type { PublicFigures } from '../../statistics/statistics.queries.js';
import { Phone } from '../kit/layout.view.js';
import { Pictogram, type PictogramName } from '../kit/pictograms.view.js';
import { counted } from '../kit/words.rules.js';
import { SearchForm } from '../opportunities/search-form.view.js';

const NOTHING_TYPED = { ou: '', metier: '', deplacement: undefined } as const;

/** The three questions, then the other doors: volunteering, one's own space, the telephone. */
export function Home(props: { instance: Config['instance']; figures: PublicFigures; visitor: Visitor | undefined }) {
  const { instance, figures, visitor } = props;
  return (
    <>
      <div class="hero">
        <h1>Trouvez un travail près de chez vous</h1>
        <p class="lead">{counted(figures.offers, 'offre', 'offres')} en ce moment. C’est gratuit et sans compte.</p>
        <SearchForm path="/offres" address={NOTHING_TYPED} />
      </div>
      <ul class="doors">
        <Door icon="briefcase" title="Mon espace" href={visitor ? '/mon-espace' : '/connexion'}>
          Faites votre CV, recevez les offres par SMS, suivez vos réponses. Un téléphone suffit.
        </Door>
        <Door icon="hands" title="Être bénévole" href="/missions">
          {counted(figures.missions, 'mission attend', 'missions attendent')} quelqu’un comme vous. Vous choisissez.
        </Door>
        <li class="door">
          <Pictogram name="phone" large />
          <h2>Vous préférez parler ?</h2>
          <p>Nous répondons à vos questions et cherchons avec vous.</p>
          <p>
            <Phone instance={instance} />
          </p>
          <p class="quiet">{instance.phoneHours}</p>
        </li>
      </ul>
      <h2>Comment ça marche</h2>
      <ol class="path">
        <li>Vous dites où vous habitez et comment vous vous déplacez.</li>
        <li>Nous montrons les offres, de la plus facile à rejoindre à la plus loin.</li>
        <li>Vous postulez sans CV papier. Vous savez quand l’employeur lit et répond.</li>
      </ol>
      <p>
        Ce service est public et gratuit. <a href="/comment-ca-marche">Nos règles pour choisir les offres</a> sont
        publiques aussi.
      </p>
    </>
  );
}

function Door(props: { icon: PictogramName; title: string; href: string; children: ComponentChildren }) {
  return (
    <li class="door card">
      <Pictogram name={props.icon} large />
      <h2>
        <a class="card-link" href={props.href}>
          {props.title}
        </a>
      </h2>
      <p>{props.children}</p>
    </li>
  );
}
