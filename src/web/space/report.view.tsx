import type { Motive } from '../../hotline/report.rules.js';
import type { Config } from '../../platform/config/config.js';
import { Button, ButtonLink, Choices, ErrorSummary, Form, TextArea, type Typed } from '../kit/fields.view.js';
import { Phone } from '../kit/layout.view.js';
import { Back, Notice } from '../kit/pieces.view.js';

type Kind = 'offer' | 'mission';

function motives(kind: Kind): { value: Motive; label: string; hint?: string }[] {
  const this_ = kind === 'mission' ? 'Cette mission' : 'Cette offre';
  return [
    { value: 'already-filled', label: 'La place est déjà prise' },
    { value: 'asks-for-money', label: 'On me demande de l’argent' },
    { value: 'asks-for-papers', label: 'On me demande mes papiers ou mon compte en banque' },
    {
      value: 'discriminatory',
      label: `${this_} écarte des personnes`,
      hint: 'À cause de l’âge, de l’origine, du sexe…',
    },
    { value: 'wrong-place-or-pay', label: kind === 'mission' ? 'Le lieu est faux' : 'Le lieu ou le salaire est faux' },
    { value: 'rude', label: 'On m’a mal parlé' },
    { value: 'other', label: 'Autre chose' },
  ];
}

/** "Signaler un problème": what is wrong, and words for those who want. */
export function Report(props: Typed & { post: { kind: Kind; title: string }; path: string; csrf: string }) {
  const { post, path, csrf, values, errors } = props;
  return (
    <div class="narrow">
      <ErrorSummary errors={errors} />
      <Back href={path}>{post.kind === 'mission' ? 'Retour à la mission' : 'Retour à l’offre'}</Back>
      <h1>Signaler un problème</h1>
      <p class="lead">{post.title}</p>
      <p>Une personne de notre équipe le lit. Votre nom n’est pas montré.</p>
      <Form csrf={csrf}>
        <Choices
          kind="radio"
          name="motif"
          legend="Que se passe-t-il ?"
          options={motives(post.kind)}
          values={values}
          errors={errors}
        />
        <TextArea
          name="mots"
          label="Expliquez avec vos mots"
          optional
          hint="N’écrivez pas de numéro de compte ou de sécurité sociale."
          rows={4}
          values={values}
          errors={errors}
        />
        <div class="buttons">
          <Button>Envoyer</Button>
        </div>
      </Form>
    </div>
  );
}

/** The report is taken. The offer may be out of sight already, so nothing is said of it. */
export function Reported({ kind, instance }: { kind: Kind; instance: Config['instance'] }) {
  return (
    <div class="narrow">
      <h1>Merci</h1>
      <Notice kind="success" title="Nous regardons ce problème.">
        <p>Vous aidez les autres personnes qui cherchent.</p>
      </Notice>
      <p>Vous avez donné de l’argent ou vos papiers ? Appelez-nous vite.</p>
      <p>
        <Phone instance={instance} />
      </p>
      <p>
        <ButtonLink href={kind === 'mission' ? '/missions' : '/offres'} kind="secondary">
          {kind === 'mission' ? 'Voir d’autres missions' : 'Voir d’autres offres'}
        </ButtonLink>
      </p>
    </div>
  );
}
