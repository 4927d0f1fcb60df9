import type { Completion, Cv } from '../../candidates/cv.rules.js';
import type { ShownCv } from '../../candidates/shown-cv.rules.js';
import { Button, ButtonLink, Choices, Form, type Typed } from '../kit/fields.view.js';
import { Pictogram } from '../kit/pictograms.view.js';
import { Back, Notice, Summary } from '../kit/pieces.view.js';
import { phoneWords } from '../kit/words.rules.js';
import { Words } from './answer-words.view.js';
import type { AnswerLine } from './lines.rules.js';
import { along, CV_PATH, questionPath, QUESTIONS } from './questions.rules.js';
import { CvSheet } from './shown-cv.view.js';

const DONE = {
  garde: 'C’est enregistré.',
  fini: 'C’est enregistré. Vous avez répondu à toutes les questions.',
  repris: 'Vous étiez déjà inscrit. Vos réponses sont dans votre CV.',
} as const;

/** The CV line by line, what it lacks, who sees it, and what can be done with it. */
export function OwnCv(props: {
  cv: Cv;
  lines: readonly AnswerLine[];
  completion: Completion;
  proposal: { readonly proposedBy: string | null } | undefined;
  done: keyof typeof DONE | undefined;
}) {
  const { cv, lines, completion, proposal, done } = props;
  return (
    <>
      {done && (
        <Notice kind="success">
          <p>{DONE[done]}</p>
        </Notice>
      )}
      <h1>Mon CV</h1>
      <div class="two">
        <div>
          {proposal && (
            <Notice kind="warning" title={`${proposal.proposedBy ?? 'L’équipe'} a écrit votre CV avec vous.`}>
              <p>Ouvrez le lien que vous avez reçu. Dites si c’est juste.</p>
            </Notice>
          )}
          <Missing completion={completion} />
          <h2>Ce que dit mon CV</h2>
          <Summary
            lines={lines.map(({ step, words }) => ({
              label: QUESTIONS[step].label,
              value: <Words words={words} />,
              change: questionPath(step),
            }))}
          />
        </div>
        <div class="aside">
          <section class="panel">
            <h2>Qui le voit ?</h2>
            <p class="seen">
              <Pictogram name={cv.visible ? 'eye' : 'lock'} />
              <strong>{cv.visible ? 'Les employeurs voient mon CV.' : 'Mon CV est caché.'}</strong>
            </p>
            <p>
              {cv.visible
                ? 'Ils ne voient pas votre nom ni votre téléphone.'
                : 'Les employeurs ne vous trouvent pas. Vous pouvez postuler.'}
            </p>
            <ul class="links">
              <li>
                <a href={questionPath('visibility')}>{cv.visible ? 'Cacher mon CV' : 'Montrer mon CV'}</a>
              </li>
              <li>
                <a href={`${CV_PATH}/employeur`}>Ce que voit l’employeur</a>
              </li>
            </ul>
          </section>
          <section class="panel">
            <h2>Le donner</h2>
            <ul class="links">
              <li>
                <a href={`${CV_PATH}/pdf`}>
                  <Pictogram name="printer" />
                  Imprimer ou garder mon CV
                </a>
              </li>
              <li>
                <a href={`${CV_PATH}/partages`}>
                  <Pictogram name="share" />
                  Envoyer mon CV par un lien
                </a>
              </li>
            </ul>
          </section>
        </div>
      </div>
    </>
  );
}

/** What is still missing, and one way on. */
function Missing({ completion: { complete, missing, next } }: { completion: Completion }) {
  if (!next) {
    return (
      <Notice kind="success" title="Votre CV est complet.">
        <p>Relisez-le de temps en temps.</p>
      </Notice>
    );
  }
  const named = missing.slice(0, 3).map((step) => QUESTIONS[step].missing);
  const rest = missing.length - named.length;
  return (
    <Notice
      kind="info"
      title={complete ? 'Votre CV est prêt. Vous pouvez le rendre meilleur.' : 'Votre CV n’est pas fini.'}
    >
      <p>
        Il manque : {named.join(', ')}
        {rest > 0 && ` et ${rest === 1 ? 'une autre réponse' : `${rest} autres réponses`}`}.
      </p>
      <p>
        <ButtonLink href={along(questionPath(next), { fil: '1' })}>Continuer mon CV</ButtonLink>
      </p>
    </Notice>
  );
}

/** The CV exactly as employers read it, and what is kept from them. */
export function EmployersView({ shown, visible }: { shown: ShownCv; visible: boolean }) {
  return (
    <div class="narrow-wide">
      <Back href={CV_PATH}>Mon CV</Back>
      <h1>Ce que voit l’employeur</h1>
      <p class="lead">
        {visible ? 'Voici votre CV, comme les employeurs le voient.' : 'Votre CV est caché. Voici ce qu’ils verraient.'}
      </p>
      <CvSheet cv={shown} level={2} />
      <h2>Ce qu’il ne voit pas</h2>
      <ul>
        <li>Votre nom de famille et votre adresse.</li>
        <li>Votre téléphone et votre e-mail, sauf si vous postulez.</li>
        <li>Votre âge et les dates de ce que vous avez fait.</li>
        <li>Vos échanges avec nous.</li>
      </ul>
      <div class="buttons">
        <ButtonLink href={questionPath('visibility')}>{visible ? 'Cacher mon CV' : 'Montrer mon CV'}</ButtonLink>
        <ButtonLink href={CV_PATH} kind="secondary">
          Modifier mon CV
        </ButtonLink>
      </div>
    </div>
  );
}

/** On paper: which addresses stand on it. */
export function PdfChoice(props: Pick<Typed, 'values'> & { csrf: string; phone: string | null; email: string | null }) {
  const { csrf, phone, email, values } = props;
  const options = [
    ...(phone === null ? [] : [{ value: 'telephone', label: `Mon téléphone : ${phoneWords(phone)}` }]),
    ...(email === null ? [] : [{ value: 'email', label: `Mon e-mail : ${email}` }]),
  ];
  return (
    <div class="narrow">
      <Back href={CV_PATH}>Mon CV</Back>
      <h1>Mon CV à imprimer</h1>
      <p>Vous recevez un fichier PDF d’une page. Vous pouvez l’imprimer ou l’envoyer.</p>
      <Form csrf={csrf}>
        <Choices
          kind="checkbox"
          name="montrer"
          legend="Que faut-il écrire sur le CV ?"
          hint="Sans cela, l’employeur ne peut pas vous appeler."
          options={options}
          values={values ?? { montrer: options.map(({ value }) => value) }}
        />
        <Button>
          <Pictogram name="download" />
          Recevoir mon CV
        </Button>
      </Form>
    </div>
  );
}
