import { Words } from '../cv/answer-words.view.js';
import type { AnswerLine } from '../cv/lines.rules.js';
import { QUESTIONS } from '../cv/questions.rules.js';
import { Button, ButtonLink, Form } from '../kit/fields.view.js';
import { Pictogram } from '../kit/pictograms.view.js';
import { Notice, Summary } from '../kit/pieces.view.js';

/** Before the first question: how long it takes, what is needed, what is not asked. */
export function Start(props: {
  csrf: string;
  /** The telephone or the e-mail address is checked already. */
  proven: boolean;
  begun: boolean;
  firstName: string | undefined;
  to: string;
  signIn: string;
}) {
  const { csrf, proven, begun, firstName, to, signIn } = props;
  return (
    <div class="narrow">
      {proven && (
        <Notice kind="success">
          <p>Votre code est bon. Nous ne vous connaissons pas encore.</p>
        </Notice>
      )}
      {begun ? (
        <>
          <h1>{firstName === undefined ? 'Reprendre mon inscription' : `${firstName}, on continue ?`}</h1>
          <p class="lead">Vos réponses sont gardées sur cet appareil.</p>
          <div class="buttons">
            <ButtonLink href={to}>Reprendre</ButtonLink>
          </div>
          <Form csrf={csrf}>
            <p>Ce n’est pas vous ?</p>
            <Button kind="secondary">Effacer et recommencer</Button>
          </Form>
        </>
      ) : (
        <>
          <h1>M’inscrire</h1>
          <p class="lead">Quelques questions. Cela prend 3 minutes.</p>
          <ul class="ticks">
            {PROMISES.map((promise) => (
              <li key={promise}>
                <Pictogram name="tick" />
                <span>{promise}</span>
              </li>
            ))}
          </ul>
          <div class="buttons">
            <ButtonLink href={to}>Commencer</ButtonLink>
          </div>
        </>
      )}
      {!proven && (
        <p>
          Vous êtes déjà inscrit ? <a href={signIn}>Me connecter</a>
        </p>
      )}
      <p class="quiet">
        Nous gardons vos réponses pour vous aider à trouver un travail.{' '}
        <a href="/donnees-personnelles">Ce que nous faisons de vos informations</a>
      </p>
    </div>
  );
}

/** Signed in, with answers on this device that somebody gave without saying who they are. */
export function YourAnswers(props: { csrf: string; lines: readonly AnswerLine[]; action: string }) {
  return (
    <div class="narrow-wide">
      <h1>Ces réponses sont à vous ?</h1>
      <p class="lead">Quelqu’un a répondu à des questions sur cet appareil.</p>
      <Summary
        lines={props.lines.map(({ step, words }) => ({ label: QUESTIONS[step].label, value: <Words words={words} /> }))}
      />
      <Form csrf={props.csrf} action={props.action}>
        <div class="buttons">
          <Button name="reponse" value="oui">
            Oui, les mettre dans mon CV
          </Button>
          <Button kind="secondary" name="reponse" value="non">
            Non, les effacer
          </Button>
        </div>
      </Form>
    </div>
  );
}

const PROMISES = [
  'C’est gratuit.',
  'Pas besoin de CV : nous le faisons avec vous.',
  'Vos réponses sont gardées. Vous pouvez vous arrêter.',
  'Vous choisissez qui voit votre CV.',
];
