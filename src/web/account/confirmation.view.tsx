import type { MadeAccount } from '../../identity/confirmations.service.js';
import type { Config } from '../../platform/config/config.js';
import { Button, ButtonLink, ErrorSummary, Form, type Typed } from '../kit/fields.view.js';
import { Back, Notice } from '../kit/pieces.view.js';

type Instance = Config['instance'];

interface MadeProps extends Typed {
  readonly csrf: string;
  readonly account: MadeAccount;
  readonly instance: Instance;
  readonly no: string;
}

/** An account that somebody made for the person: is it right? */
export function MadeForYou({ csrf, account, instance, no, errors }: MadeProps) {
  const { firstName, team, answer } = account;
  if (answer === 'confirmed')
    return (
      <div class="narrow">
        <Notice kind="success" title="Merci, c’est noté." />
        <h1>Bienvenue, {firstName}</h1>
        <p class="lead">Votre compte est prêt.</p>
        <p>Entrez avec votre téléphone. Il n’y a pas de mot de passe.</p>
        <p>
          <ButtonLink href="/connexion">Ouvrir mon espace</ButtonLink>
        </p>
        <p>
          Finalement, vous ne voulez pas de ce compte ? <a href={no}>Tout effacer</a>
        </p>
      </div>
    );
  return (
    <div class="narrow">
      <ErrorSummary errors={errors} />
      <h1>Un compte a été créé pour {firstName}</h1>
      <p class="lead">C’est {team} qui l’a créé, après avoir parlé avec vous. Est-ce bien vous ?</p>
      <h2>À quoi sert ce compte ?</h2>
      <ul>
        <li>trouver un travail ou une mission près de chez vous ;</li>
        <li>recevoir des offres, si vous le voulez ;</li>
        <li>postuler avec un CV simple.</li>
      </ul>
      <Form csrf={csrf} class="">
        <div class="buttons">
          <Button>Oui, c’est bien moi</Button>
          <ButtonLink href={no} kind="secondary">
            Non, je n’ai rien demandé
          </ButtonLink>
        </div>
      </Form>
      <p>
        Un doute ? Appelez-nous : <Call instance={instance} />.
      </p>
    </div>
  );
}

/** The last question before everything is erased. */
export function Contest({ csrf, account, back, errors }: Typed & { csrf: string; account: MadeAccount; back: string }) {
  return (
    <div class="narrow">
      <Back href={back} />
      <ErrorSummary errors={errors} />
      <h1>Vous n’avez rien demandé ?</h1>
      <p class="lead">Nous sommes désolés. Nous effaçons tout ce qui concerne {account.firstName}.</p>
      <Notice kind="warning" title="C’est définitif.">
        <p>Le compte, le CV et les messages disparaissent. L’équipe en est prévenue.</p>
      </Notice>
      <Form csrf={csrf} class="">
        <div class="buttons">
          <Button kind="danger">Tout effacer</Button>
          <ButtonLink href={back} kind="secondary">
            Non, revenir
          </ButtonLink>
        </div>
      </Form>
    </div>
  );
}

/** The link is unknown, older than thirty days, or has done its work. */
export function LinkOver({ instance }: { instance: Instance }) {
  return (
    <div class="narrow">
      <h1>Ce lien n’est plus valable</h1>
      <p class="lead">Il a plus de 30 jours, ou le compte est effacé.</p>
      <p>
        Pour confirmer ou effacer un compte, appelez-nous : <Call instance={instance} /> ({instance.phoneHours}).
      </p>
      <p>
        <ButtonLink href="/">Aller à l’accueil</ButtonLink>
      </p>
    </div>
  );
}

function Call({ instance }: { instance: Instance }) {
  return <a href={`tel:${instance.phone.replace(/\s/g, '')}`}>{instance.phone}</a>;
}
