import type { ApplyCheck } from '../../applications/applications.service.js';
import type { Share } from '../../applications/apply.rules.js';
import type { Snapshot } from '../../applications/snapshot.schema.js';
import type { Config } from '../../platform/config/config.js';
import type { Day } from '../../platform/lang/day.js';
import { Button, ButtonLink, Choices, ErrorSummary, Form, TextArea, type Typed } from '../kit/fields.view.js';
import { textsOf } from '../kit/forms.js';
import { Phone } from '../kit/layout.view.js';
import { Pictogram } from '../kit/pictograms.view.js';
import { Back, Notice, Steps, Summary } from '../kit/pieces.view.js';
import { phoneWords } from '../kit/words.rules.js';
import { starters } from './apply-form.js';
import { SnapshotLines } from './snapshot.view.js';

type Post = NonNullable<ApplyCheck['opportunity']>;

interface ApplyProps extends Typed {
  readonly post: Post;
  readonly path: string;
  readonly csrf: string;
  readonly today: Day;
}

/** "l’employeur" or "l’association". */
const who = ({ kind }: Pick<Post, 'kind'>) => (kind === 'mission' ? 'l’association' : 'l’employeur');
const capital = (words: string) => words.charAt(0).toLocaleUpperCase('fr-FR') + words.slice(1);

export function applyTitle({ kind }: Pick<Post, 'kind'>): string {
  return kind === 'mission' ? 'Proposer mon aide' : 'Postuler';
}

function Head({ post, path, step }: { post: Post; path: string; step: 1 | 2 }) {
  return (
    <>
      <Back href={path}>{post.kind === 'mission' ? 'Retour à la mission' : 'Retour à l’offre'}</Back>
      <Steps now={step} of={2} />
      <h1>{step === 1 ? applyTitle(post) : 'Relisez, puis envoyez'}</h1>
      <p class="lead">{[post.title, post.organisationName, post.commune].filter(Boolean).join(' · ')}</p>
    </>
  );
}

/** The first screen: what will be seen, how to be reached, and a few words for those who want. */
export function Apply(
  props: ApplyProps & {
    preview: Snapshot;
    mayShare: readonly Share[];
    odds: string | null;
    instance: Config['instance'];
  },
) {
  const { post, path, preview, mayShare, odds, values, errors, csrf, today } = props;
  return (
    <div class="narrow">
      <ErrorSummary errors={errors} />
      <Head post={post} path={path} step={1} />
      {odds && (
        <Notice kind="info">
          <p>{odds}</p>
        </Notice>
      )}
      <h2>Ce que {who(post)} verra</h2>
      <p>Pas besoin de fichier. Votre CV ici suffit.</p>
      <SnapshotLines snapshot={preview} today={today} contacts={false} />
      <p>
        <a href="/mon-espace/cv">
          <Pictogram name="pencil" /> Changer mon CV
        </a>
      </p>
      <Form csrf={csrf}>
        <Shares mayShare={mayShare} preview={preview} values={values} errors={errors} />
        <Choices
          kind="checkbox"
          name="phrases"
          legend="Ajouter quelques mots ? (facultatif)"
          hint="Cochez ce qui est vrai pour vous."
          options={starters(post.kind)}
          values={values}
          errors={errors}
        />
        <TextArea
          name="mots"
          label="Avec vos mots"
          optional
          hint="Par exemple : « J’aime ce travail parce que… » ou « Je sais déjà… »"
          rows={5}
          values={values}
          errors={errors}
        />
        <div class="buttons">
          <Button name="etape" value="verifier">
            Continuer
          </Button>
        </div>
        <p>Rien n’est envoyé maintenant. Vous relisez d’abord.</p>
      </Form>
      <p>
        Écrire est difficile ? <a href={`${path}/appel`}>Demandez que nous vous appelions</a>. Nous postulons avec vous.
      </p>
      <p>
        <Phone instance={props.instance} />
      </p>
    </div>
  );
}

/** Someone with one way to be reached has nothing to choose. */
function Shares({ mayShare, preview, values, errors }: Typed & { mayShare: readonly Share[]; preview: Snapshot }) {
  const [only] = mayShare;
  if (mayShare.length === 1 && only) {
    return (
      <p>
        <input type="hidden" name="partage" value={only} />
        Pour vous joindre : {shareWords(only, preview)}.
      </p>
    );
  }
  return (
    <Choices
      kind="checkbox"
      name="partage"
      legend="Comment peut-on vous joindre ?"
      hint="Cochez au moins une réponse."
      options={mayShare.map((share) => ({
        value: share,
        label: capital(shareWords(share, preview)),
        icon: share === 'phone' ? 'phone' : 'mail',
      }))}
      values={values}
      errors={errors}
    />
  );
}

function shareWords(share: Share, { phone, email }: Snapshot): string {
  return share === 'phone' ? `par téléphone, au ${phoneWords(phone ?? '')}` : `par e-mail, à ${email ?? ''}`;
}

/** The second screen: the same in short, and the button that sends. What was answered travels in the form. */
export function CheckAndSend(
  props: ApplyProps & { preview: Snapshot; shares: readonly Share[]; message: string | null },
) {
  const { post, path, preview, shares, message, values, csrf } = props;
  return (
    <div class="narrow">
      <Head post={post} path={path} step={2} />
      <Summary
        lines={[
          { label: capital(who(post)), value: post.organisationName ?? 'Employeur vérifié, nom non affiché' },
          {
            label: 'Votre CV',
            value: (
              <>
                Comme sur l’écran d’avant. <a href="/mon-espace/cv">Voir mon CV</a>
              </>
            ),
          },
          { label: 'Pour vous joindre', value: shares.map((share) => shareWords(share, preview)).join(' et ') },
          {
            label: 'Vos mots',
            value: message === null ? 'Aucun : ce n’est pas obligatoire.' : <span class="typed">{message}</span>,
          },
        ]}
      />
      <Form csrf={csrf}>
        {(['partage', 'phrases', 'mots'] as const).flatMap((name) =>
          textsOf(values, name).map((value) => (
            <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
          )),
        )}
        <div class="buttons">
          <Button name="etape" value="envoyer">
            {post.kind === 'mission' ? 'Envoyer ma proposition' : 'Envoyer ma candidature'}
          </Button>
          <Button kind="secondary" name="etape" value="modifier">
            Modifier
          </Button>
        </div>
      </Form>
      <p>{capital(who(post))} reçoit un message tout de suite. Vous recevez un reçu.</p>
      <p>Pas de réponse dans 10 jours ? Vous pourrez relancer une fois.</p>
    </div>
  );
}

/** Not now: why, and what else can be done. */
export function MayNotApply(props: {
  post: Post;
  path: string;
  message: string;
  reason: string;
  applicationId: string | null;
  instance: Config['instance'];
}) {
  const { post, path, message, reason, applicationId, instance } = props;
  const list = post.kind === 'mission' ? '/missions' : '/offres';
  return (
    <div class="narrow">
      <Back href={path}>{post.kind === 'mission' ? 'Retour à la mission' : 'Retour à l’offre'}</Back>
      <h1>{reason === 'contact-missing' ? 'Encore une chose avant' : 'Ce n’est pas possible maintenant'}</h1>
      <p class="lead">{message}</p>
      <div class="buttons">
        {reason === 'contact-missing' && (
          <>
            <ButtonLink href="/mon-espace/donnees/telephone">Ajouter mon téléphone</ButtonLink>
            <ButtonLink href="/mon-espace/donnees/e-mail" kind="secondary">
              Ajouter mon e-mail
            </ButtonLink>
          </>
        )}
        {applicationId !== null && (
          <ButtonLink href={`/mon-espace/candidatures/${applicationId}`}>Voir ma candidature</ButtonLink>
        )}
        {(reason === 'paused' || reason === 'full') && (
          <ButtonLink href={`${path}/garder`}>Garder pour plus tard</ButtonLink>
        )}
        {reason !== 'contact-missing' && (
          <ButtonLink href={list} kind="secondary">
            {post.kind === 'mission' ? 'Voir d’autres missions' : 'Voir d’autres offres'}
          </ButtonLink>
        )}
      </div>
      <p>Une question ? Appelez-nous.</p>
      <p>
        <Phone instance={instance} />
      </p>
    </div>
  );
}

/** The CV lacks what an organisation needs to read. */
export function CvFirst({ post, path, to }: { post: Post; path: string; to: string }) {
  return (
    <div class="narrow">
      <Back href={path}>{post.kind === 'mission' ? 'Retour à la mission' : 'Retour à l’offre'}</Back>
      <h1>Encore une question avant</h1>
      <p class="lead">Il manque une réponse dans votre CV. {capital(who(post))} en a besoin.</p>
      <p>Ensuite, vous revenez ici.</p>
      <p>
        <ButtonLink href={to}>Répondre à la question</ButtonLink>
      </p>
    </div>
  );
}
