import type { AlertAction } from '../../alerts/alert-controls.service.js';
import type { Config } from '../../platform/config/config.js';
import { Button, ButtonLink } from '../kit/fields.view.js';
import { Phone } from '../kit/layout.view.js';
import { Notice } from '../kit/pieces.view.js';
import { pathOf } from '../opportunities/card.view.js';

interface Told {
  readonly id: string;
  readonly kind: 'offer' | 'mission';
  readonly title: string | null;
}

export const ASKED: Readonly<Record<AlertAction, { title: string; text: string; button: string }>> = {
  stop: {
    title: 'Ne plus recevoir nos alertes par e-mail ?',
    text: 'Votre espace et votre CV restent comme ils sont.',
    button: 'Oui, arrêter',
  },
  pause: {
    title: 'Faire une pause d’un mois ?',
    text: 'Vos alertes reprennent toutes seules ensuite.',
    button: 'Oui, faire une pause',
  },
  less: {
    title: 'Recevoir moins de messages ?',
    text: 'Un SMS par semaine au plus, un e-mail par jour au plus.',
    button: 'Oui, moins de messages',
  },
};

const DONE: Readonly<Record<AlertAction, string>> = {
  stop: 'Vous ne recevrez plus nos alertes par e-mail.',
  pause: 'Vos alertes sont en pause pendant un mois.',
  less: 'Vous recevrez au plus un SMS par semaine et un e-mail par jour.',
};

/** The offers and missions of one message. */
export function Digest({
  told,
  code,
  instance,
}: {
  told: readonly Told[];
  code: string;
  instance: Config['instance'];
}) {
  return (
    <div class="narrow">
      <h1>Pour vous</h1>
      <p class="lead">Voici ce que notre message vous annonçait.</p>
      <ul class="cards">
        {told.map((one) => (
          <li key={one.id} class="card">
            <h2>
              <a class="card-link" href={pathOf(one)}>
                {one.title ?? 'Cette offre n’est plus en ligne'}
              </a>
            </h2>
          </li>
        ))}
      </ul>
      <p class="quiet">Code du message : {code.toUpperCase()}</p>
      <Help instance={instance} />
    </div>
  );
}

/** What the link asks for; nothing is done before the button. The token in the address is the proof, so the form needs no other. */
export function AskAction(props: { action: AlertAction; address: string; instance: Config['instance'] }) {
  const { title, text, button } = ASKED[props.action];
  return (
    <div class="narrow">
      <h1>{title}</h1>
      <p class="lead">{text}</p>
      <form method="post" action={props.address}>
        <Button>{button}</Button>
      </form>
      <Help instance={props.instance} />
    </div>
  );
}

export function ActionDone({ action, instance }: { action: AlertAction; instance: Config['instance'] }) {
  return (
    <div class="narrow">
      <h1>C’est fait</h1>
      <Notice kind="success">
        <p>{DONE[action]}</p>
      </Notice>
      <p>
        <ButtonLink href="/mon-espace/alertes" kind="secondary">
          Voir mes alertes
        </ButtonLink>
      </p>
      <Help instance={instance} />
    </div>
  );
}

function Help({ instance }: { instance: Config['instance'] }) {
  return (
    <>
      <p>Une question ? Appelez-nous. {instance.phoneHours}</p>
      <p>
        <Phone instance={instance} />
      </p>
    </>
  );
}
