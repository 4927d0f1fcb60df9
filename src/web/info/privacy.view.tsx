import type { Config } from '../../platform/config/config.js';

/** What is kept about people, why and how long; the rules are those of the retention jobs. */
export function Privacy({ instance }: { instance: Config['instance'] }) {
  return (
    <div class="narrow-wide">
      <h1>Données personnelles</h1>
      <p class="lead">Vos informations sont à vous. Voici ce que nous en faisons.</p>
      <h2>Qui garde vos informations ?</h2>
      <p>
        {instance.publisher}. C’est une mission de service public : aider à trouver un travail ou une mission bénévole.
      </p>
      <h2>Ce que nous gardons</h2>
      <ul>
        <li>Votre prénom, votre nom, votre commune.</li>
        <li>Votre téléphone ou votre e-mail.</li>
        <li>Ce que vous cherchez et ce que vous savez faire.</li>
        <li>Vos candidatures, vos rendez-vous, nos messages et nos appels.</li>
      </ul>
      <p>
        Nous ne demandons <strong>jamais</strong> : votre numéro de sécurité sociale, votre RIB, votre nationalité,
        votre situation de famille, votre santé.
      </p>
      <h2>Qui les voit ?</h2>
      <ul>
        <li>
          <strong>Les employeurs</strong> : votre CV, seulement si vous dites oui. Sans votre nom entier ni votre
          adresse. Votre téléphone, seulement quand vous postulez.
        </li>
        <li>
          <strong>L’équipe {instance.name}</strong> : votre dossier, pour vous aider. Chaque lecture est notée. Vous
          pouvez la voir.
        </li>
        <li>Personne d’autre. Nous ne vendons rien. Il n’y a ni publicité ni mesure de vos visites.</li>
      </ul>
      <h2>Combien de temps ?</h2>
      <div class="table">
        <table>
          <caption>Durée de garde</caption>
          <thead>
            <tr>
              <th scope="col">Quoi</th>
              <th scope="col">Combien de temps</th>
            </tr>
          </thead>
          <tbody>
            {DURATIONS.map(([what, time]) => (
              <tr key={what}>
                <td>{what}</td>
                <td>{time}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h2>Vos droits</h2>
      <p>Dans votre espace, ou par téléphone, vous pouvez :</p>
      <ul>
        <li>voir et prendre une copie de tout ;</li>
        <li>corriger ;</li>
        <li>effacer votre compte, tout de suite ;</li>
        <li>dire non aux SMS, aux e-mails ou aux appels ;</li>
        <li>savoir qui a vu votre CV.</li>
      </ul>
      <p>
        <a href="/mon-espace/donnees">Ouvrir mes données</a>
      </p>
      <p>
        Une question sur vos données ? <a href={`mailto:${instance.email}`}>{instance.email}</a> ou{' '}
        <a href={`tel:${instance.phone.replace(/\s/g, '')}`}>{instance.phone}</a>.
      </p>
      <p>
        Si notre réponse ne vous va pas, vous pouvez écrire à la CNIL, qui protège les données : 3 place de Fontenoy,
        TSA 80715, 75334 Paris CEDEX 07, ou <a href="https://www.cnil.fr/fr/plaintes">sur son site</a>.
      </p>
      <h2>Les cookies</h2>
      <p>
        Nous posons seulement les cookies utiles : rester connecté, protéger vos formulaires. Un cookie est un petit
        texte gardé par votre navigateur. Nous n’avons donc pas besoin de vous demander votre accord.
      </p>
    </div>
  );
}

/** domain.md "Personal data": the periods that the retention jobs apply. */
const DURATIONS: readonly (readonly [what: string, time: string])[] = [
  ['Votre compte et votre CV', '2 ans après notre dernier contact. Nous vous prévenons trois fois avant.'],
  ['Votre CV chez les employeurs', 'Caché après 6 mois sans nouvelles de vous'],
  ['Vos candidatures', '2 ans. Chez l’employeur : 3 mois après un refus.'],
  ['Le texte de nos messages', '6 mois'],
  ['La liste de qui a vu vos données', '12 mois'],
  ['Les codes de connexion', '10 minutes'],
];
