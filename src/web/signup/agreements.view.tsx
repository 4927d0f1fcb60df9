import type { ProvenAddress } from '../../candidates/self-registration.service.js';
import { Words } from '../cv/answer-words.view.js';
import type { AnswerLine } from '../cv/lines.rules.js';
import { QUESTIONS } from '../cv/questions.rules.js';
import { Button, ButtonLink, Choices, ErrorSummary, Form, type Typed } from '../kit/fields.view.js';
import { Back, Notice, Steps, Summary } from '../kit/pieces.view.js';
import { phoneWords } from '../kit/words.rules.js';

interface StepProps {
  readonly steps: { readonly number: number; readonly of: number } | undefined;
  readonly back: string;
}

/** Everything is answered but the telephone is not checked yet. */
export function ProveAddress({ steps, back, firstName, signIn }: StepProps & { firstName: string; signIn: string }) {
  return (
    <div class="narrow">
      <Back href={back} />
      {steps && <Steps now={steps.number} of={steps.of} />}
      <h1>Merci {firstName}. Vos réponses sont gardées.</h1>
      <p class="lead">Il manque une seule chose : votre téléphone.</p>
      <p>Nous vous envoyons un code par SMS. Il remplace le mot de passe.</p>
      <div class="buttons">
        <ButtonLink href={signIn}>Donner mon téléphone</ButtonLink>
      </div>
      <p>Pas de téléphone portable ? Vous pourrez choisir l’e-mail.</p>
    </div>
  );
}

/** The answers to check, and one box for each use. Nothing is ticked beforehand. */
export function Agreements(
  props: StepProps &
    Typed & {
      csrf: string;
      address: ProvenAddress;
      lines: readonly (AnswerLine & { readonly change: string })[];
    },
) {
  const { steps, back, csrf, address, lines, values, errors } = props;
  const byPhone = 'phone' in address;
  return (
    <div class="narrow-wide">
      <Back href={back} />
      {steps && <Steps now={steps.number} of={steps.of} />}
      <ErrorSummary errors={errors} />
      <h1>Vérifiez et dites oui ou non</h1>
      <Summary
        lines={[
          ...lines.map(({ step, words, change }) => ({
            label: QUESTIONS[step].label,
            value: <Words words={words} />,
            change,
          })),
          byPhone
            ? { label: 'Téléphone', value: phoneWords(address.phone) }
            : { label: 'E-mail', value: address.email },
        ]}
      />
      <Form csrf={csrf} class="form-wide">
        <Choices
          kind="checkbox"
          name="accord"
          legend="Cochez si vous êtes d’accord"
          hint="Rien n’est obligatoire. Vous pourrez changer d’avis."
          options={[
            {
              value: 'alertes',
              label: byPhone ? 'Envoyez-moi des offres par SMS' : 'Envoyez-moi des offres par e-mail',
              hint: byPhone
                ? 'Un SMS par semaine, au plus. Répondez STOP pour arrêter.'
                : 'Un e-mail par jour, au plus.',
            },
            {
              value: 'visible',
              label: 'Les employeurs peuvent voir mon CV',
              hint: 'Seulement la première lettre de votre nom. Ni téléphone ni adresse.',
            },
            {
              value: 'contact',
              label: 'Les employeurs peuvent m’écrire',
              hint: 'Ils passent par ce site. Ils ne voient pas votre numéro.',
            },
            {
              value: 'appels',
              label: 'L’équipe peut m’appeler pour prendre des nouvelles',
              hint: 'Après 3, 6 et 12 mois, pour vous aider.',
            },
          ]}
          values={values}
          errors={errors}
        />
        <Notice kind="info" title="Vos informations sont à vous.">
          <p>
            Elles servent à vous aider à trouver un travail. Nous ne vendons rien. Nous effaçons tout 2 ans après votre
            dernier passage, ou dès que vous le demandez. <a href="/donnees-personnelles">En savoir plus</a>
          </p>
        </Notice>
        <div class="buttons">
          <Button>Terminer mon inscription</Button>
        </div>
      </Form>
    </div>
  );
}
