import type { Config } from '../../platform/config/config.js';
import { ButtonLink } from '../kit/fields.view.js';
import { Phone } from '../kit/layout.view.js';
import { Notice } from '../kit/pieces.view.js';

/** Shown in place of any page when there is no network. The link to the kept offers is uncovered by the service worker when there are some. */
export function Offline({ instance }: { instance: Config['instance'] }) {
  return (
    <div class="narrow">
      <h1>Vous n’avez pas de réseau</h1>
      <p class="lead">Cette page ne peut pas s’ouvrir pour le moment.</p>
      <div id="gardees" hidden>
        <p>Vos offres gardées sont dans votre appareil. Vous pouvez les lire.</p>
        <p>
          <ButtonLink href="/mon-espace/offres">Voir mes offres gardées</ButtonLink>
        </p>
      </div>
      <p>Le réseau est revenu ?</p>
      <p>
        <ButtonLink href="" kind="secondary">
          Essayer encore
        </ButtonLink>
      </p>
      <p>Vous pouvez aussi nous appeler.</p>
      <p>
        <Phone instance={instance} />
      </p>
    </div>
  );
}

/** Stands first in a page that is shown without network; the service worker writes the day in the place of {day}. */
export function KeptNotice() {
  return (
    <Notice kind="info" title="Vous n’avez pas de réseau.">
      <p>Voici la page gardée {'{day}'}. Elle a peut-être changé.</p>
    </Notice>
  );
}
