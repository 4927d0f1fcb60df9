import type { SessionView } from '../../identity/sessions.service.js';
import type { Day } from '../../platform/lang/day.js';
import { Button, Form } from '../kit/fields.view.js';
import { Back, Notice } from '../kit/pieces.view.js';
import { momentWords } from './data-words.rules.js';

interface DevicesProps {
  readonly csrf: string;
  readonly sessions: readonly SessionView[];
  /** The session of this very page. */
  readonly here: string;
  readonly back: string;
  readonly today: Day;
  readonly closed: boolean;
}

/** On which devices the person is signed in; each can be closed from here. */
export function Devices({ csrf, sessions, here, back, today, closed }: DevicesProps) {
  const others = sessions.filter(({ id }) => id !== here);
  return (
    <div class="narrow-wide">
      <Back href={back} />
      {closed && <Notice kind="success" title="C’est fermé. Cet appareil n’ouvre plus votre espace." />}
      <h1>Mes appareils</h1>
      <p class="lead">Vous avez perdu un téléphone ? Fermez-le ici.</p>
      <Form csrf={csrf} class="">
        <ul class="cards">
          {sessions.map(({ id, device, openedAt, lastSeenAt }) => (
            <li key={id} class="card choice-line">
              <div>
                <h2>{device}</h2>
                {id === here ? (
                  <p>
                    <span class="tag">Vous êtes ici</span>
                  </p>
                ) : (
                  <p>Dernière visite : {momentWords(lastSeenAt, today)}</p>
                )}
                <p class="quiet">Connecté depuis : {momentWords(openedAt, today)}</p>
              </div>
              {id !== here && (
                <Button kind="secondary" name="fermer" value={id}>
                  Fermer
                  <span class="hidden">
                    {' '}
                    : {device}, {momentWords(openedAt, today)}
                  </span>
                </Button>
              )}
            </li>
          ))}
        </ul>
        {others.length > 1 && (
          <Button kind="secondary" name="fermer" value="autres">
            Fermer tous les autres appareils
          </Button>
        )}
      </Form>
      {others.length === 0 && <p>Vous êtes connecté seulement ici. Pour sortir : « Me déconnecter », en haut.</p>}
    </div>
  );
}
