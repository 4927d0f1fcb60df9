import { ButtonLink } from '../kit/fields.view.js';
import { Notice } from '../kit/pieces.view.js';

/** ProConnect or FranceConnect did not let the person in: why, and the other ways. */
export function NotSignedIn({ name, again, message }: { name: string; again: string; message: string }) {
  return (
    <div class="narrow">
      <h1>Connexion avec {name}</h1>
      <Notice kind="danger" title="Vous n’êtes pas connecté.">
        <p>{message}</p>
      </Notice>
      <p class="buttons">
        <ButtonLink href={again}>Réessayer avec {name}</ButtonLink>
        <ButtonLink href="/connexion/e-mail" kind="secondary">
          Recevoir un e-mail
        </ButtonLink>
      </p>
      <p>
        Ou <a href="/connexion">recevoir un code par SMS</a>.
      </p>
    </div>
  );
}
