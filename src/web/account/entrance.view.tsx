import type { Person } from '../../identity/entrance.service.js';
import { Button, ButtonLink, Choices, ErrorSummary, Form, TextField, type Typed } from '../kit/fields.view.js';
import { Back } from '../kit/pieces.view.js';
import { withNext } from './next-page.rules.js';

/** One telephone may serve a family: first names only. */
export function WhoAreYou(props: Typed & { csrf: string; people: readonly Person[]; nobody: string }) {
  const { csrf, people, nobody, values, errors } = props;
  return (
    <div class="narrow">
      <ErrorSummary errors={errors} />
      <Form csrf={csrf}>
        <Choices
          kind="radio"
          name="qui"
          legend="Qui êtes-vous ?"
          asTitle
          options={[
            ...people.map(({ accountKey, firstName, organisation, role }) => ({
              value: accountKey,
              label: firstName,
              hint: organisation ?? (role === 'candidate' ? undefined : 'Équipe'),
            })),
            { value: nobody, label: 'Je ne suis pas dans la liste' },
          ]}
          values={values}
          errors={errors}
        />
        <Choices
          kind="checkbox"
          name="appareil"
          legend="Votre appareil"
          options={[
            { value: 'oui', label: 'C’est mon téléphone', hint: 'Vous restez connecté 3 mois sur cet appareil.' },
          ]}
          values={values}
        />
        <Button>Continuer</Button>
      </Form>
    </div>
  );
}

/** Sign-in with the code of a letter, for people without telephone or whose number changed. */
export function LetterCode({ csrf, next, values, errors }: Typed & { csrf: string; next: string | undefined }) {
  return (
    <div class="narrow">
      <Back href={withNext('/connexion', next)} />
      <ErrorSummary errors={errors} />
      <h1>Votre code reçu par courrier</h1>
      <Form csrf={csrf}>
        <TextField
          name="code"
          label="Le code de la lettre"
          hint="8 lettres et chiffres, par exemple : ABCD-2345"
          autoComplete="off"
          width={16}
          values={values}
          errors={errors}
        />
        <TextField
          name="nom"
          label="Votre nom de famille"
          hint="Comme sur la lettre"
          autoComplete="family-name"
          values={values}
          errors={errors}
        />
        <Button>Continuer</Button>
      </Form>
    </div>
  );
}

/** Signed out here; the service that said who the person is may still know them. */
export function SignedOut({ elsewhere }: { elsewhere: string }) {
  return (
    <div class="narrow">
      <h1>Vous êtes déconnecté</h1>
      <p class="lead">Sur un ordinateur partagé, fermez aussi l’autre service.</p>
      <p class="buttons">
        <ButtonLink href={elsewhere}>Fermer aussi ProConnect ou FranceConnect</ButtonLink>
        <ButtonLink href="/" kind="secondary">
          Aller à l’accueil
        </ButtonLink>
      </p>
    </div>
  );
}
