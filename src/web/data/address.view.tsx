import { Button, ErrorSummary, Form, TextField, type Typed } from '../kit/fields.view.js';
import { Back } from '../kit/pieces.view.js';
import { phoneWords } from '../kit/words.rules.js';

/** The words of the two things that can be changed, by the last part of their address. */
export const ADDRESS_WORDS = {
  telephone: {
    title: 'Changer mon téléphone',
    label: 'Votre nouveau numéro de téléphone portable',
    now: 'Votre numéro maintenant',
    none: 'Vous n’avez pas encore donné de numéro.',
    button: 'Recevoir un code par SMS',
    sent: 'Nous avons envoyé un SMS au nouveau numéro.',
  },
  'e-mail': {
    title: 'Changer mon e-mail',
    label: 'Votre nouvelle adresse e-mail',
    now: 'Votre adresse maintenant',
    none: 'Vous n’avez pas encore donné d’adresse.',
    button: 'Recevoir un code par e-mail',
    sent: 'Nous avons envoyé un e-mail à la nouvelle adresse.',
  },
} as const;
export type AddressKind = keyof typeof ADDRESS_WORDS;

interface StepProps extends Typed {
  readonly csrf: string;
  readonly kind: AddressKind;
}

/** The new number or address. Nothing changes before its code is typed. */
export function NewAddress({ csrf, kind, now, values, errors }: StepProps & { now: string | null }) {
  const words = ADDRESS_WORDS[kind];
  return (
    <div class="narrow">
      <Back href="/mon-espace/donnees">Mes données</Back>
      <ErrorSummary errors={errors} />
      <h1>{words.title}</h1>
      {now === null ? (
        <p class="lead">{words.none}</p>
      ) : (
        <p class="lead">
          {words.now} : <strong class="numbers">{kind === 'telephone' ? phoneWords(now) : now}</strong>
        </p>
      )}
      <Form csrf={csrf}>
        {kind === 'telephone' ? (
          <TextField
            name="adresse"
            label={words.label}
            hint="Par exemple : 06 39 98 00 01"
            type="tel"
            inputMode="tel"
            autoComplete="tel"
            width={16}
            values={values}
            errors={errors}
          />
        ) : (
          <TextField
            name="adresse"
            label={words.label}
            type="email"
            inputMode="email"
            autoComplete="email"
            values={values}
            errors={errors}
          />
        )}
        <Button>{words.button}</Button>
      </Form>
      {now !== null && (
        <p>Nous prévenons aussi {kind === 'telephone' ? 'l’ancien numéro' : 'l’ancienne adresse'}, par sécurité.</p>
      )}
    </div>
  );
}

/** The code that proves the new number or address. */
export function AddressCode({ csrf, kind, values, errors }: StepProps) {
  const words = ADDRESS_WORDS[kind];
  const again = `/mon-espace/donnees/${kind}`;
  return (
    <div class="narrow">
      <Back href={again} />
      <ErrorSummary errors={errors} />
      <h1>{words.title}</h1>
      <p class="lead">{words.sent}</p>
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
        <Button>Enregistrer</Button>
      </Form>
      <p>
        Rien reçu ? Attendez une minute, puis <a href={again}>vérifiez ce que vous avez écrit</a>.
      </p>
    </div>
  );
}
