import type { CvShareView } from '../../candidates/cv-shares.service.js';
import { type Day, dayInParis } from '../../platform/lang/day.js';
import { Button, Choices, ErrorSummary, Form, TextField, type Typed } from '../kit/fields.view.js';
import { Pictogram } from '../kit/pictograms.view.js';
import { Back, Empty, Notice } from '../kit/pieces.view.js';
import { counted, dayWords, phoneWords } from '../kit/words.rules.js';
import { CV_PATH } from './questions.rules.js';

interface SharesProps extends Typed {
  readonly csrf: string;
  readonly shares: readonly CvShareView[];
  /** The link just made. */
  readonly link: string | undefined;
  readonly today: Day;
  readonly done: 'cree' | 'ferme' | undefined;
  readonly phone: string | null;
  readonly email: string | null;
}

/** Links to the CV: make one, see how often it was looked at, close it. */
export function Shares(props: SharesProps) {
  const { csrf, shares, link, today, done, values, errors } = props;
  return (
    <div class="narrow-wide">
      <Back href={CV_PATH}>Mon CV</Back>
      <ErrorSummary errors={errors} />
      {link && <NewLink link={link} />}
      {done === 'ferme' && (
        <Notice kind="success">
          <p>Le lien est fermé. Plus personne ne peut l’ouvrir.</p>
        </Notice>
      )}
      <h1>Envoyer mon CV par un lien</h1>
      <p>La personne ouvre le lien et voit votre CV. Elle n’a pas besoin de compte. Vous pouvez fermer le lien.</p>
      <h2>Mes liens</h2>
      {shares.length === 0 ? (
        <Empty title="Pas encore de lien">
          <p>Créez-en un plus bas. Il s’arrête tout seul.</p>
        </Empty>
      ) : (
        <ul class="items">
          {shares.map((share) => (
            <Share key={share.id} share={share} csrf={csrf} today={today} />
          ))}
        </ul>
      )}
      <h2>Créer un lien</h2>
      <Form csrf={csrf}>
        <TextField
          name="pour"
          label="Pour qui ?"
          hint="Pour vous en souvenir. Par exemple : la boulangerie de Guise"
          optional
          autoComplete="off"
          values={values}
          errors={errors}
        />
        <Contact {...props} />
        <Choices
          kind="radio"
          name="jours"
          legend="Combien de temps marche le lien ?"
          options={[
            { value: '7', label: 'Une semaine' },
            { value: '30', label: 'Un mois' },
            { value: '90', label: 'Trois mois' },
          ]}
          values={values ?? { jours: '30' }}
          errors={errors}
        />
        <Button>Créer le lien</Button>
      </Form>
    </div>
  );
}

function Contact({ phone, email, values, errors }: SharesProps) {
  const options = [
    ...(phone === null ? [] : [{ value: 'telephone', label: `Mon téléphone : ${phoneWords(phone)}` }]),
    ...(email === null ? [] : [{ value: 'email', label: `Mon e-mail : ${email}` }]),
  ];
  if (options.length === 0) return null;
  return (
    <Choices
      kind="checkbox"
      name="montrer"
      legend="Que peut-on voir avec le CV ? (facultatif)"
      options={options}
      values={values}
      errors={errors}
    />
  );
}

function NewLink({ link }: { link: string }) {
  const words = `Bonjour, voici mon CV : ${link}`;
  return (
    <Notice kind="success" title="Votre lien est prêt.">
      <p>
        <a href={link}>{link}</a>
      </p>
      <p>Gardez-le ou envoyez-le maintenant. Nous ne pourrons plus vous le montrer.</p>
      <ul class="links">
        <li>
          <a href={`sms:?&body=${encodeURIComponent(words)}`}>
            <Pictogram name="message" />
            L’envoyer par SMS
          </a>
        </li>
        <li>
          <a href={`mailto:?subject=${encodeURIComponent('Mon CV')}&body=${encodeURIComponent(words)}`}>
            <Pictogram name="mail" />
            L’envoyer par e-mail
          </a>
        </li>
      </ul>
    </Notice>
  );
}

function Share({ share, csrf, today }: { share: CvShareView; csrf: string; today: Day }) {
  const { id, label, state, views, createdAt, expiresAt, showPhone, showEmail } = share;
  const name = label ?? `Lien créé le ${dayWords(dayInParis(createdAt), today)}`;
  const end = dayWords(dayInParis(expiresAt), today);
  const contact = [showPhone && 'téléphone', showEmail && 'e-mail'].filter(Boolean).join(' et ');
  return (
    <li>
      <span>
        <strong>{name}</strong>
        <small>
          {state === 'open' ? `Marche jusqu’au ${end}` : state === 'over' ? `Terminé le ${end}` : 'Fermé par vous'}.{' '}
          {views === 0 ? 'Pas encore ouvert.' : `Ouvert ${counted(views, 'fois', 'fois')}.`}
          {contact !== '' && ` Avec votre ${contact}.`}
        </small>
      </span>
      {state === 'open' && (
        <form method="post">
          <input type="hidden" name="_csrf" value={csrf} />
          <button type="submit" class="button secondary" name="fermer" value={id}>
            Fermer<span class="hidden"> : {name}</span>
          </button>
        </form>
      )}
    </li>
  );
}
