import type { ShownCv } from '../../candidates/shown-cv.rules.js';
import type { Config } from '../../platform/config/config.js';
import { Button, ButtonLink, ErrorSummary, Form, type Typed } from '../kit/fields.view.js';
import { Phone } from '../kit/layout.view.js';
import { Pictogram } from '../kit/pictograms.view.js';
import { Notice, Summary } from '../kit/pieces.view.js';
import { Words } from './answer-words.view.js';
import type { AnswerLine } from './lines.rules.js';
import { CV_PATH, QUESTIONS } from './questions.rules.js';
import { CvSheet } from './shown-cv.view.js';

/** A CV behind a link. */
export function SharedCv({ cv, pdf, instance }: { cv: ShownCv; pdf: string; instance: string }) {
  return (
    <div class="narrow-wide">
      <CvSheet cv={cv} level={1} />
      <div class="buttons">
        <ButtonLink href={pdf} kind="secondary">
          <Pictogram name="download" />
          Garder ce CV (PDF)
        </ButtonLink>
      </div>
      <p class="quiet noprint">
        Cette personne vous a confié son CV par {instance}. Gardez-le pour vous. Le lien s’arrête tout seul.
      </p>
    </div>
  );
}

/** What somebody wrote on the telephone: the person reads it and says yes or no. */
export function Proposal(
  props: Pick<Typed, 'errors'> & {
    csrf: string;
    firstName: string;
    proposedBy: string | null;
    lines: readonly AnswerLine[];
    instance: Config['instance'];
  },
) {
  const { csrf, firstName, proposedBy, lines, instance, errors } = props;
  return (
    <div class="narrow-wide">
      <ErrorSummary errors={errors} />
      <h1>Votre CV : est-ce juste ?</h1>
      <p class="lead">
        Bonjour {firstName}. {proposedBy ?? `L’équipe ${instance.name}`} a écrit ceci avec vous.
      </p>
      <Summary
        lines={lines.map(({ step, words }) => ({ label: QUESTIONS[step].label, value: <Words words={words} /> }))}
      />
      <Notice kind="info">
        <p>Vous dites oui : ces réponses vont dans votre CV. Vous dites non : elles sont effacées.</p>
      </Notice>
      <Form csrf={csrf}>
        <div class="buttons" id="reponse">
          <Button name="reponse" value="oui">
            Oui, c’est juste
          </Button>
          <Button kind="secondary" name="reponse" value="non">
            Non, effacer
          </Button>
        </div>
      </Form>
      <p>
        Il y a une erreur ? Appelez-nous : <Phone instance={instance} />
      </p>
    </div>
  );
}

export function Answered({ yes, instance }: { yes: boolean; instance: Config['instance'] }) {
  return (
    <div class="narrow">
      <h1>Merci</h1>
      <p class="lead">{yes ? 'Vos réponses sont dans votre CV.' : 'C’est effacé. Votre CV n’a pas changé.'}</p>
      {yes ? (
        <>
          <p>Vous pouvez le lire et le changer dans votre espace.</p>
          <p>
            <ButtonLink href={CV_PATH}>Voir mon CV</ButtonLink>
          </p>
        </>
      ) : (
        <p>
          Pour recommencer avec nous : <Phone instance={instance} />
        </p>
      )}
    </div>
  );
}

/** The link is unknown, over or closed. */
export function LinkOver({ what, instance }: { what: 'share' | 'proposal'; instance: Config['instance'] }) {
  return (
    <div class="narrow">
      <h1>Ce lien ne marche plus</h1>
      {what === 'share' ? (
        <>
          <p class="lead">Le lien est terminé, ou la personne l’a fermé.</p>
          <p>Demandez-lui un nouveau lien.</p>
        </>
      ) : (
        <>
          <p class="lead">Le lien est trop vieux, ou vous avez déjà répondu.</p>
          <p>
            Votre CV est dans votre espace : <a href={CV_PATH}>voir mon CV</a>.
          </p>
        </>
      )}
      <p>
        Une question ? <Phone instance={instance} />
      </p>
    </div>
  );
}
