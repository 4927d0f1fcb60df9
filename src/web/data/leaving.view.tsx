import type { Config } from '../../platform/config/config.js';
import { Button, ButtonLink, ErrorSummary, Form, TextField, type Typed } from '../kit/fields.view.js';
import { Back, Notice } from '../kit/pieces.view.js';

/** The first step: what goes, what it changes, and gentler ways. Nothing happens yet. */
export function Leaving({ csrf, asks, errors }: Typed & { csrf: string; asks: 'sms' | 'email' | 'name' }) {
  return (
    <div class="narrow">
      <Back href="/mon-espace/donnees">Mes données</Back>
      <ErrorSummary errors={errors} />
      <h1>Effacer mon compte</h1>
      <p class="lead">Vous pouvez partir quand vous voulez.</p>
      <Notice kind="warning" title="C’est définitif.">
        <p>Personne ne pourra retrouver vos informations, même pas nous.</p>
      </Notice>
      <h2>Ce que nous effaçons</h2>
      <ul>
        <li>votre nom, votre téléphone, votre e-mail, votre commune ;</li>
        <li>votre CV et les liens vers votre CV ;</li>
        <li>vos offres gardées et vos alertes ;</li>
        <li>vos candidatures, vos messages, vos appels.</li>
      </ul>
      <p>Un employeur a déjà votre téléphone ? Il peut encore vous appeler.</p>
      <h2>Vous voulez seulement du calme ?</h2>
      <ul>
        <li>
          <a href="/mon-espace/alertes">Mettre mes alertes en pause</a>
        </li>
        <li>
          <a href="/mon-espace/donnees/accords">Cacher mon CV ou refuser les appels</a>
        </li>
        <li>
          <a href="/mon-espace/donnees/export.pdf">Prendre d’abord une copie de tout (PDF)</a>
        </li>
      </ul>
      <h2>Continuer</h2>
      <p>
        {asks === 'name'
          ? 'À la page suivante, vous écrivez votre prénom. Puis tout est effacé.'
          : `Nous vous envoyons un code par ${asks === 'sms' ? 'SMS' : 'e-mail'}. Il prouve que c’est bien vous.`}
      </p>
      <Form csrf={csrf} class="">
        <div class="buttons">
          <Button kind="danger">Continuer</Button>
          <ButtonLink href="/mon-espace/donnees" kind="secondary">
            Je garde mon compte
          </ButtonLink>
        </div>
      </Form>
    </div>
  );
}

interface ConfirmProps extends Typed {
  readonly csrf: string;
  readonly asks: 'sms' | 'email' | 'name';
  /** "au numéro qui finit par 02", "à n…@exemple.fr". */
  readonly to: string;
  readonly instance: Config['instance'];
}

/** The second step: the proof, then everything goes. */
export function ConfirmLeaving({ csrf, asks, to, instance, values, errors }: ConfirmProps) {
  return (
    <div class="narrow">
      <Back href="/mon-espace/donnees/effacer" />
      <ErrorSummary errors={errors} />
      <h1>Tout effacer ?</h1>
      <p class="lead">
        {asks === 'name' ? 'Écrivez votre prénom pour confirmer.' : `Nous avons envoyé un code ${to}.`}
      </p>
      <Form csrf={csrf}>
        {asks === 'name' ? (
          <TextField
            name="prenom"
            label="Votre prénom"
            autoComplete="given-name"
            width={16}
            values={values}
            errors={errors}
          />
        ) : (
          <TextField
            name="code"
            label="Le code à 6 chiffres"
            hint="Il est valable 10 minutes."
            inputMode="numeric"
            autoComplete="one-time-code"
            width={8}
            values={values}
            errors={errors}
          />
        )}
        <div class="buttons">
          <Button kind="danger">Tout effacer maintenant</Button>
          <ButtonLink href="/mon-espace/donnees" kind="secondary">
            Je garde mon compte
          </ButtonLink>
        </div>
      </Form>
      {asks !== 'name' && (
        <p>
          Le code n’arrive pas ? Appelez-nous :{' '}
          <a href={`tel:${instance.phone.replace(/\s/g, '')}`}>{instance.phone}</a>. Nous effaçons avec vous.
        </p>
      )}
    </div>
  );
}

/** After an erasure, whoever asked for it. */
export function Goodbye() {
  return (
    <div class="narrow">
      <h1>Votre compte est effacé</h1>
      <p class="lead">Merci d’être passé. Nous ne gardons ni votre nom, ni votre téléphone, ni vos textes.</p>
      <p>Les dernières traces partent dans les minutes qui viennent.</p>
      <p>Vous pouvez encore lire toutes les offres. Vous pouvez aussi revenir un jour.</p>
      <p>
        <ButtonLink href="/">Aller à l’accueil</ButtonLink>
      </p>
    </div>
  );
}
