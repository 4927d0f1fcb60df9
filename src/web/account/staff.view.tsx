import type { Visitor } from '../../identity/visitor.js';
import { Notice, Summary } from '../kit/pieces.view.js';

const ROLE_WORDS: Readonly<Record<Visitor['role'], string>> = {
  candidate: 'Candidat',
  member: 'Membre d’une structure',
  agent: 'Agent de la plateforme téléphonique',
  adviser: 'Conseiller',
  administrator: 'Administrateur',
};

/** The first page of the team and of organisations: who they are here, and how their account is kept safe. */
export function StaffHome({ visitor, organisation }: { visitor: Visitor; organisation: string | null }) {
  return (
    <div class="narrow-wide">
      <h1>{organisation === null ? 'Espace de l’équipe' : organisation}</h1>
      <p class="lead">Bonjour {visitor.name}. Vous êtes bien connecté.</p>
      <Summary
        lines={[
          { label: 'Votre rôle', value: ROLE_WORDS[visitor.role] },
          {
            label: 'Votre session',
            value:
              visitor.role === 'member'
                ? 'Elle se ferme quand vous vous déconnectez.'
                : 'Elle se ferme après 12 heures, ou quand vous vous déconnectez.',
          },
        ]}
      />
      <Notice kind="info" title="Chaque regard est noté.">
        <p>Les personnes peuvent lire qui a vu leur CV ou leur dossier.</p>
      </Notice>
      <h2>Votre compte</h2>
      <ul>
        <li>
          <a href="/mon-espace/donnees/appareils">Voir mes appareils et fermer un appareil perdu</a>
        </li>
      </ul>
      <h2>Ce que voit tout le monde</h2>
      <ul>
        <li>
          <a href="/offres">Les offres d’emploi</a>
        </li>
        <li>
          <a href="/missions">Les missions bénévoles</a>
        </li>
        <li>
          <a href="/comment-ca-marche">Les règles qui choisissent les offres</a>
        </li>
      </ul>
    </div>
  );
}
