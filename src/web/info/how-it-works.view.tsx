import { DETOUR, EASY_MINUTES, POSSIBLE_MINUTES, SPEED_KMH } from '../../geo/travel.rules.js';
import { SCORING } from '../../matching/scoring.rules.js';
import type { Config } from '../../platform/config/config.js';
import { Phone } from '../kit/layout.view.js';
import { GLOSSARY } from './glossary.rules.js';

/** The rules by which offers are chosen, with their weights, for everybody (CRPA L312-1-3). The figures are those of the code. */
export function HowItWorks({ instance }: { instance: Config['instance'] }) {
  const { topic, skills, travel, contract, hours, beginner, freshness, version } = SCORING;
  return (
    <div class="narrow-wide">
      <h1>Comment ça marche</h1>
      <p class="lead">Une règle simple choisit les offres. La même pour tous. La voici.</p>
      <h2>D’abord, ce qui est possible</h2>
      <p>Nous vous proposons une offre seulement si :</p>
      <ul>
        <li>elle est encore ouverte ;</li>
        <li>vous cherchez ce métier, ou un métier proche ;</li>
        <li>elle est dans la distance que vous avez choisie ;</li>
        <li>vous avez l’âge demandé par la loi pour ce travail ;</li>
        <li>vous avez le permis, quand le travail est de conduire ;</li>
        <li>elle n’est pas réservée à d’autres personnes.</li>
      </ul>
      <h2>Ensuite, les points</h2>
      <p>Chaque offre reçoit des points. Elle monte dans la liste quand elle a plus de points.</p>
      <div class="table">
        <table>
          <caption>Les points d’une offre (règle numéro {version})</caption>
          <thead>
            <tr>
              <th scope="col">Ce que nous regardons</th>
              <th scope="col">Points</th>
            </tr>
          </thead>
          <tbody>
            <Row what="C’est le métier que vous cherchez" points={String(topic.wanted)} />
            <Row what="C’est un métier proche" points={String(topic.close)} />
            <Row what="Vous savez faire ce qui est demandé" points={`0 à ${skills}`} />
            {travel.map(({ upToMinutes, points }) => (
              <Row key={upToMinutes} what={`Le trajet dure ${upToMinutes} minutes au plus`} points={String(points)} />
            ))}
            <Row what="C’est le contrat que vous voulez" points={String(contract)} />
            <Row what="Les heures vous vont" points={String(hours)} />
            <Row what="Débutant accepté, et vous débutez" points={String(beginner)} />
            {freshness.map(({ upToDays, points }) => (
              <Row
                key={upToDays}
                what={`L’offre a ${upToDays} jour${upToDays > 1 ? 's' : ''} au plus`}
                points={String(points)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <p>Deux offres ont les mêmes points ? La plus récente passe devant.</p>
      <h2>Ce que nous ne regardons jamais</h2>
      <p>
        Votre âge, votre sexe, votre nom, votre nationalité, votre famille, votre santé, un handicap. Si vous touchez le
        RSA (une aide de l’État). Vos difficultés. Votre quartier. Vos périodes sans travail.
      </p>
      <p>Un employeur ne peut pas payer pour être devant.</p>
      <h2>Le trajet</h2>
      <p>
        Nous mesurons la distance en ligne droite, puis nous ajoutons un détour ({DETOUR.toLocaleString('fr-FR')} fois).
        Nous comptons {SPEED_KMH.walk.toLocaleString('fr-FR')} km par heure à pied, {SPEED_KMH.bike} à vélo,{' '}
        {SPEED_KMH.scooter} en scooter et {SPEED_KMH.car} en voiture.
      </p>
      <p>
        Jusqu’à {EASY_MINUTES} minutes, c’est facile. Jusqu’à {POSSIBLE_MINUTES} minutes, c’est possible. Plus loin,
        nous le disons. Rien n’est caché.
      </p>
      <h2>Qui décide ?</h2>
      <p>
        Cette règle trie des offres. Elle ne refuse personne. C’est l’employeur qui répond, et c’est vous qui
        choisissez.
      </p>
      <p>Vous n’êtes pas d’accord avec un résultat ? Une personne de l’équipe regarde avec vous.</p>
      <p>
        <Phone instance={instance} />
      </p>
      <h2>Les mots courts</h2>
      <dl class="summary">
        {Object.entries(GLOSSARY).map(([word, meaning]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Row({ what, points }: { what: string; points: string }) {
  return (
    <tr>
      <td>{what}</td>
      <td>{points}</td>
    </tr>
  );
}
