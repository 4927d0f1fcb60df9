import type { OwnApplicationLine } from '../../applications/own-application.rules.js';
import { type Day, dayInParis } from '../../platform/lang/day.js';
import { ButtonLink } from '../kit/fields.view.js';
import { Back, Empty } from '../kit/pieces.view.js';
import { agoWords, counted } from '../kit/words.rules.js';
import { State } from './state.view.js';

/** Everything that the person sent, what waits for an answer first. */
export function MyApplications({ applications, today }: { applications: readonly OwnApplicationLine[]; today: Day }) {
  const waiting = applications.filter(isWaiting);
  const others = applications.filter((one) => !isWaiting(one));
  return (
    <div class="narrow-wide">
      <Back href="/mon-espace">Mon espace</Back>
      <h1>Mes candidatures</h1>
      {applications.length === 0 && (
        <Empty title="Vous n’avez pas encore postulé">
          <p>Choisissez une offre, puis « Je postule ». Deux écrans suffisent.</p>
          <div class="buttons">
            <ButtonLink href="/offres">Voir les offres</ButtonLink>
            <ButtonLink href="/missions" kind="secondary">
              Voir les missions bénévoles
            </ButtonLink>
          </div>
        </Empty>
      )}
      <Group
        title={`${counted(waiting.length, 'réponse attendue', 'réponses attendues')}`}
        list={waiting}
        today={today}
      />
      <Group title="Réponses et candidatures terminées" list={others} today={today} />
    </div>
  );
}

function Group({ title, list, today }: { title: string; list: readonly OwnApplicationLine[]; today: Day }) {
  if (list.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      <ul class="cards">
        {list.map((application) => (
          <ApplicationCard key={application.id} application={application} today={today} />
        ))}
      </ul>
    </>
  );
}

/** One application of a list. The whole card is one link. */
export function ApplicationCard({ application, today }: { application: OwnApplicationLine; today: Day }) {
  const { id, title, stateWords, sentAt } = application;
  return (
    <li class="card">
      <h3>
        <a class="card-link" href={`/mon-espace/candidatures/${id}`}>
          {title}
        </a>
      </h3>
      <p>{whoAndWhere(application)}</p>
      <State words={stateWords} />
      <p>{stateWords.next}</p>
      <p class="quiet">
        <small>Envoyée {agoWords(dayInParis(sentAt), today)}</small>
      </p>
    </li>
  );
}

/** "Aide à Laon · Laon" */
export function whoAndWhere({
  organisationName,
  commune,
}: Pick<OwnApplicationLine, 'organisationName' | 'commune'>): string {
  return [organisationName ?? 'Employeur vérifié, nom non affiché', commune].filter(Boolean).join(' · ');
}

function isWaiting({ state }: OwnApplicationLine): boolean {
  return state === 'sent' || state === 'seen';
}
