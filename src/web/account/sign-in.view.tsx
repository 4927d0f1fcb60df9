import type { Provider } from '../../identity/openid.service.js';
import type { Config } from '../../platform/config/config.js';
import { Button, ButtonLink, ErrorSummary, Form, TextField, type Typed } from '../kit/fields.view.js';
import { Back } from '../kit/pieces.view.js';
import { withNext } from './next-page.rules.js';

interface StepProps extends Typed {
  readonly csrf: string;
  readonly next: string | undefined;
}

/** The first step: a telephone number. New or known, the way is the same. */
export function AskCode({ csrf, next, values, errors, providers }: StepProps & { providers: readonly Provider[] }) {
  return (
    <div class="narrow">
      <ErrorSummary errors={errors} />
      <h1>Mon espace</h1>
      <p class="lead">Pas de mot de passe. Nous vous envoyons un code par SMS.</p>
      <p>Vous venez pour la première fois ? C’est la même chose.</p>
      <Form csrf={csrf}>
        <TextField
          name="telephone"
          label="Votre numéro de téléphone portable"
          hint="Par exemple : 06 39 98 00 01"
          type="tel"
          inputMode="tel"
          autoComplete="tel"
          width={16}
          values={values}
          errors={errors}
        />
        <Button>Recevoir mon code</Button>
      </Form>
      <h2>Autrement</h2>
      <ul>
        <li>
          <a href={withNext('/connexion/e-mail', next)}>Recevoir un e-mail</a>
        </li>
        <li>
          <a href={withNext('/connexion/courrier', next)}>J’ai reçu un code par courrier</a>
        </li>
        {providers.includes('franceconnect') && (
          <li>
            <a href={withNext('/connexion/franceconnect', next)}>Me connecter avec FranceConnect</a>
          </li>
        )}
        {providers.includes('proconnect') && (
          <li>
            <a href={withNext('/connexion/proconnect', next)}>Agents et structures : ProConnect</a>
          </li>
        )}
      </ul>
    </div>
  );
}

/** The same with an e-mail address; the team and organisations come this way. */
export function AskLink({ csrf, next, values, errors }: StepProps) {
  return (
    <div class="narrow">
      <Back href={withNext('/connexion', next)} />
      <ErrorSummary errors={errors} />
      <h1>Se connecter par e-mail</h1>
      <p>Nous vous envoyons un e-mail avec un lien et un code.</p>
      <Form csrf={csrf}>
        <TextField
          name="email"
          label="Votre adresse e-mail"
          type="email"
          inputMode="email"
          autoComplete="email"
          values={values}
          errors={errors}
        />
        <Button>Recevoir l’e-mail</Button>
      </Form>
    </div>
  );
}

interface CodeProps extends StepProps {
  readonly by: 'sms' | 'e-mail';
  /** The last two digits of the number, so that a wrong number is seen. */
  readonly end: string | undefined;
  readonly instance: Config['instance'];
}

/** The second step: the code. One field; the telephone may fill it in by itself. */
export function CodeSent({ csrf, next, by, end, errors, values, instance }: CodeProps) {
  const again = withNext(by === 'sms' ? '/connexion' : '/connexion/e-mail', next);
  return (
    <div class="narrow">
      <Back href={again} />
      <ErrorSummary errors={errors} />
      <h1>Votre code</h1>
      <p class="lead">
        {by === 'sms'
          ? `Nous avons envoyé un SMS${end === undefined ? '' : ` au numéro qui finit par ${end}`}.`
          : 'Nous avons envoyé un e-mail. Ouvrez-le : il contient le code.'}
      </p>
      <Form csrf={csrf}>
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
        <Button>Continuer</Button>
      </Form>
      <h2>Vous n’avez rien reçu ?</h2>
      <ul>
        <li>Attendez une minute.</li>
        {by === 'e-mail' && <li>Regardez dans les courriers indésirables.</li>}
        <li>
          <a href={again}>
            {by === 'sms' ? 'Vérifier le numéro ou demander un autre code' : 'Vérifier l’adresse ou recommencer'}
          </a>
        </li>
        <li>
          Appelez-nous : <a href={`tel:${instance.phone.replace(/\s/g, '')}`}>{instance.phone}</a>
        </li>
      </ul>
    </div>
  );
}

/** The link of an e-mail: a button does it. */
export function FollowLink({ csrf, errors }: Pick<StepProps, 'csrf' | 'errors'>) {
  return (
    <div class="narrow">
      <ErrorSummary errors={errors} />
      <h1>Se connecter</h1>
      {errors ? (
        <ButtonLink href="/connexion/e-mail">Recevoir un autre e-mail</ButtonLink>
      ) : (
        <>
          <p class="lead">Appuyez sur le bouton pour entrer.</p>
          <Form csrf={csrf}>
            <Button>Entrer dans mon espace</Button>
          </Form>
        </>
      )}
    </div>
  );
}
