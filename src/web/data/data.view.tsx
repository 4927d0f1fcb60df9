import type { ComponentChildren } from 'preact';
import { Back, Notice, Summary } from '../kit/pieces.view.js';
import { Pictogram, type PictogramName } from '../kit/pictograms.view.js';
import { phoneWords } from '../kit/words.rules.js';

/** What was just done, said on the page that follows. */
const DONE = {
  telephone: 'Votre numéro de téléphone est changé.',
  'e-mail': 'Votre adresse e-mail est changée.',
} as const;
export type Done = keyof typeof DONE;

interface DataProps {
  readonly phone: string | null;
  readonly email: string | null;
  readonly done: Done | undefined;
}

/** All that a person can do with what is kept about them, in plain words. */
export function MyData({ phone, email, done }: DataProps) {
  return (
    <div class="narrow-wide">
      <Back href="/mon-espace">Mon espace</Back>
      {done && <Notice kind="success" title={DONE[done]} />}
      <h1>Mes données</h1>
      <p class="lead">Vos informations sont à vous. Voyez-les, changez-les, effacez-les.</p>
      <h2>Comment vous joindre</h2>
      <Summary
        lines={[
          {
            label: 'Téléphone',
            value: phone === null ? 'Pas de numéro' : phoneWords(phone),
            change: '/mon-espace/donnees/telephone',
          },
          { label: 'E-mail', value: email ?? 'Pas d’adresse', change: '/mon-espace/donnees/e-mail' },
        ]}
      />
      <p>
        Votre prénom, votre commune et le reste se changent dans <a href="/mon-espace/cv">votre CV</a>.
      </p>
      <h2>Voir et choisir</h2>
      <ul class="doors">
        <Door icon="eye" title="Qui a vu mes données" href="/mon-espace/donnees/qui">
          Chaque regard sur votre CV ou votre dossier est noté.
        </Door>
        <Door icon="shield" title="Mes accords" href="/mon-espace/donnees/accords">
          Vous dites oui ou non : CV visible, SMS, appels.
        </Door>
        <Door icon="message" title="Les messages reçus" href="/mon-espace/donnees/messages">
          Ce que nous vous avons envoyé, et si c’est arrivé.
        </Door>
        <Door icon="lock" title="Mes appareils" href="/mon-espace/donnees/appareils">
          Où vous êtes connecté. Fermez un téléphone perdu.
        </Door>
      </ul>
      <h2>Prendre une copie</h2>
      <p>Le fichier contient tout ce que nous gardons sur vous.</p>
      <ul class="lines">
        <li>
          <a href="/mon-espace/donnees/export.pdf">
            <Pictogram name="download" />
            Tout lire : fichier PDF
          </a>
        </li>
        <li>
          <a href="/mon-espace/donnees/export.json">
            <Pictogram name="download" />
            Tout reprendre ailleurs : fichier JSON, pour un ordinateur
          </a>
        </li>
      </ul>
      <h2>Partir</h2>
      <p>Vous pouvez tout effacer. Nous vous demandons de confirmer.</p>
      <p>
        <a href="/mon-espace/donnees/effacer">Effacer mon compte</a>
      </p>
    </div>
  );
}

function Door(props: { icon: PictogramName; title: string; href: string; children: ComponentChildren }) {
  return (
    <li class="door card">
      <Pictogram name={props.icon} large />
      <h3>
        <a class="card-link" href={props.href}>
          {props.title}
        </a>
      </h3>
      <p>{props.children}</p>
    </li>
  );
}
