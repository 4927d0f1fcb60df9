import type { OwnApplication } from '../../applications/own-application.rules.js';
import { theOrganisation } from '../../applications/state-words.rules.js';
import type { Config } from '../../platform/config/config.js';
import { type Day, dayInParis } from '../../platform/lang/day.js';
import { instantInWords } from '../../platform/lang/day-words.js';
import { Button, ButtonLink, ErrorSummary, Form, TextArea, type Typed } from '../kit/fields.view.js';
import { Phone } from '../kit/layout.view.js';
import { Pictogram } from '../kit/pictograms.view.js';
import { Back, Facts, Notice } from '../kit/pieces.view.js';
import { dayWords } from '../kit/words.rules.js';
import { pathOf } from '../opportunities/card.view.js';
import { whoAndWhere } from './my-applications.view.js';
import { SnapshotLines } from './snapshot.view.js';

export const DONE_CODES = ['envoyee', 'deja', 'retiree', 'relancee'] as const;

const DONE: Readonly<Record<(typeof DONE_CODES)[number], { title: string; text: string }>> = {
  envoyee: {
    title: 'Bravo, c’est envoyé.',
    text: 'Vous recevez aussi un message. Nous vous disons dès qu’il y a une réponse.',
  },
  deja: { title: 'Vous avez déjà postulé ici.', text: 'Une fois suffit. Voici où en est votre candidature.' },
  retiree: { title: 'C’est retiré.', text: 'Votre candidature n’est plus visible.' },
  relancee: { title: 'C’est fait.', text: 'Nous avons transmis votre message.' },
};

interface OneProps {
  readonly application: OwnApplication;
  readonly today: Day;
  readonly instance: Config['instance'];
}

const linkTo = (application: Pick<OwnApplication, 'kind' | 'opportunityId'>) =>
  pathOf({ kind: application.kind, id: application.opportunityId });

/** One application: how it stands, what happens next, what was said on both sides. */
export function OneApplication(props: OneProps & { done: (typeof DONE_CODES)[number] | undefined }) {
  const { application, today, done, instance } = props;
  const { stateWords, kind, id } = application;
  const sure = stateWords.tone === 'good';
  return (
    <div class="narrow-wide">
      <Back href="/mon-espace/candidatures">Mes candidatures</Back>
      {done && (
        <Notice kind="success" title={DONE[done].title}>
          <p>{DONE[done].text}</p>
        </Notice>
      )}
      <h1>{application.title}</h1>
      <p class="lead">{whoAndWhere(application)}</p>
      <Notice kind={sure ? 'success' : 'info'} title={stateWords.state}>
        <p>{stateWords.next}</p>
      </Notice>
      <Answer application={application} />
      <div class="buttons noprint">
        {application.mayRemind && (
          <ButtonLink href={`/mon-espace/candidatures/${id}/relance`}>Relancer {theOrganisation(kind)}</ButtonLink>
        )}
        {application.opportunityOpen && (
          <ButtonLink href={linkTo(application)} kind="secondary">
            {kind === 'mission' ? 'Relire la mission' : 'Relire l’offre'}
          </ButtonLink>
        )}
        <Phone instance={instance} />
      </div>
      <h2>Ce qui s’est passé</h2>
      <ol class="timeline">
        {application.timeline.map(({ at, step, words }) => (
          <li key={`${step} ${at.getTime()}`}>
            <span class="quiet">{dayWords(dayInParis(at), today)}</span>
            {words}
          </li>
        ))}
      </ol>
      <Sent application={application} today={today} />
      {application.mayWithdraw && (
        <p class="noprint">
          <a href={`/mon-espace/candidatures/${id}/retirer`}>
            <Pictogram name="trash" /> Retirer ma candidature
          </a>
        </p>
      )}
    </div>
  );
}

function Answer({ application }: { application: OwnApplication }) {
  const { answerMessage, meetingAt, meetingPlace, kind } = application;
  return (
    <>
      {meetingAt && (
        <Facts
          facts={[
            { icon: 'calendar', label: 'Rendez-vous', value: instantInWords(meetingAt) },
            ...(meetingPlace ? [{ icon: 'pin', label: 'Où', value: meetingPlace } as const] : []),
          ]}
        />
      )}
      {answerMessage && (
        <>
          <h2>Le message de {theOrganisation(kind)}</h2>
          <p class="typed quote">{answerMessage}</p>
        </>
      )}
    </>
  );
}

function Sent({ application, today }: { application: OwnApplication; today: Day }) {
  const { words, relanceWords, seenByOrganisation: snapshot } = application;
  return (
    <>
      <h2>Ce que vous avez envoyé</h2>
      {words ? <p class="typed quote">{words}</p> : <p>Votre CV, sans mot en plus.</p>}
      {relanceWords && (
        <>
          <h3>Votre relance</h3>
          <p class="typed quote">{relanceWords}</p>
        </>
      )}
      {snapshot && (
        <details>
          <summary>Voir le CV envoyé</summary>
          <SnapshotLines snapshot={snapshot} today={today} contacts />
        </details>
      )}
    </>
  );
}

/** Writing once more, after ten days without an answer. */
export function Relance(props: Typed & Pick<OneProps, 'application'> & { csrf: string }) {
  const { application, csrf, values, errors } = props;
  const who = theOrganisation(application.kind);
  return (
    <div class="narrow">
      <ErrorSummary errors={errors} />
      <Back href={`/mon-espace/candidatures/${application.id}`}>Ma candidature</Back>
      <h1>Relancer {who}</h1>
      <p class="lead">{application.title}</p>
      <p>Nous écrivons à {who} : vous attendez sa réponse. Vous pouvez relancer une seule fois.</p>
      <Form csrf={csrf}>
        <TextArea
          name="mots"
          label="Ajouter un mot"
          optional
          hint="Par exemple : « Je suis toujours disponible. »"
          rows={4}
          values={values}
          errors={errors}
        />
        <div class="buttons">
          <Button>Envoyer ma relance</Button>
          <ButtonLink href={`/mon-espace/candidatures/${application.id}`} kind="secondary">
            Non, attendre encore
          </ButtonLink>
        </div>
      </Form>
    </div>
  );
}

/** Taking an application back cannot be undone alone, so it is asked first. */
export function Withdraw({ application, csrf }: Pick<OneProps, 'application'> & { csrf: string }) {
  const who = theOrganisation(application.kind);
  return (
    <div class="narrow">
      <Back href={`/mon-espace/candidatures/${application.id}`}>Ma candidature</Back>
      <h1>Retirer votre candidature ?</h1>
      <p class="lead">{application.title}</p>
      <ul>
        <li>Nous prévenons {who}.</li>
        <li>Votre candidature ne sera plus visible.</li>
        <li>Pour postuler encore ici, il faudra nous appeler.</li>
      </ul>
      <Form csrf={csrf}>
        <div class="buttons">
          <Button kind="danger">Oui, retirer</Button>
          <ButtonLink href={`/mon-espace/candidatures/${application.id}`} kind="secondary">
            Non, garder
          </ButtonLink>
        </div>
      </Form>
    </div>
  );
}
