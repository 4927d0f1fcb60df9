import type { CvShareView } from '../../candidates/cv-shares.service.js';
import type { MyMessage } from '../../candidates/my-messages.queries.js';
import type { AccessView } from '../../identity/access-log.service.js';
import type { Page } from '../../platform/http/paging.schema.js';
import type { Day } from '../../platform/lang/day.js';
import { ButtonLink } from '../kit/fields.view.js';
import { Back, Empty, Pagination } from '../kit/pieces.view.js';
import { Pictogram } from '../kit/pictograms.view.js';
import { counted } from '../kit/words.rules.js';
import { momentWords, seenWords } from './data-words.rules.js';

interface WhoSawProps {
  readonly looks: Page<AccessView>;
  readonly shares: readonly CvShareView[];
  readonly today: Day;
}

/** Who looked at the person's data, and what came of the links they gave away. */
export function WhoSaw({ looks, shares, today }: WhoSawProps) {
  return (
    <div class="narrow-wide">
      <Back href="/mon-espace/donnees">Mes données</Back>
      <h1>Qui a vu mes données</h1>
      <p class="lead">Chaque regard est noté, pendant 12 mois.</p>
      {looks.total === 0 ? (
        <Empty title="Personne pour le moment">
          <p>Quand un employeur ou l’équipe regarde, vous le voyez ici.</p>
          <ButtonLink href="/mon-espace/donnees/accords" kind="secondary">
            Choisir qui voit mon CV
          </ButtonLink>
        </Empty>
      ) : (
        <ul class="lines">
          {looks.items.map(({ by, what, at }, i) => (
            <li key={i}>
              <strong>{by}</strong> {seenWords(what)}
              <small>{momentWords(at, today)}</small>
            </li>
          ))}
        </ul>
      )}
      <Pagination
        page={looks.page}
        pages={Math.ceil(looks.total / looks.perPage)}
        href={(page) => `/mon-espace/donnees/qui?page=${page}`}
      />
      {shares.length > 0 && (
        <>
          <h2>Les liens vers mon CV</h2>
          <ul class="lines">
            {shares.map(({ id, label, views, lastViewedAt, state }) => (
              <li key={id}>
                <strong>{label ?? 'Un lien sans nom'}</strong> :{' '}
                {views === 0 ? 'pas encore ouvert' : `ouvert ${views} fois`}
                <small>
                  {lastViewedAt && `La dernière fois : ${momentWords(lastViewedAt, today)}. `}
                  {state === 'open' ? 'Ce lien marche encore.' : 'Ce lien ne marche plus.'}
                </small>
              </li>
            ))}
          </ul>
          <p>
            <a href="/mon-espace/cv/partages">Fermer un lien vers mon CV</a>
          </p>
        </>
      )}
      <p>Quelque chose vous étonne ? Appelez-nous, nous regardons avec vous.</p>
    </div>
  );
}

/** What was sent to the person, and what became of it. */
export function Messages({ messages, today }: { messages: Page<MyMessage>; today: Day }) {
  return (
    <div class="narrow-wide">
      <Back href="/mon-espace/donnees">Mes données</Back>
      <h1>Les messages reçus</h1>
      {messages.total === 0 ? (
        <Empty title="Aucun message pour le moment">
          <p>Vos alertes et vos réponses s’afficheront ici.</p>
          <ButtonLink href="/mon-espace/alertes" kind="secondary">
            Régler mes alertes
          </ButtonLink>
        </Empty>
      ) : (
        <>
          <p class="lead">{counted(messages.total, 'message', 'messages')}, le dernier en premier.</p>
          <ul class="lines">
            {messages.items.map(({ id, channel, about, text, at, state }) => (
              <li key={id}>
                <Pictogram name={channel === 'sms' ? 'message' : 'mail'} />
                <strong>{about}</strong>
                <small>
                  {channel === 'sms' ? 'SMS' : 'E-mail'}, {momentWords(at, today)} : {state}
                </small>
                {text !== null && (
                  <details>
                    <summary>
                      Lire
                      <span class="hidden">
                        {' '}
                        : {about}, {momentWords(at, today)}
                      </span>
                    </summary>
                    <p class="typed">{text}</p>
                  </details>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      <Pagination
        page={messages.page}
        pages={Math.ceil(messages.total / messages.perPage)}
        href={(page) => `/mon-espace/donnees/messages?page=${page}`}
      />
      <p class="quiet">Le texte des messages est effacé après 6 mois.</p>
    </div>
  );
}
