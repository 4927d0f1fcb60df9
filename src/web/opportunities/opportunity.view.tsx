import type { Explanation } from '../../matching/reasons.rules.js';
import type { MissionPublicView } from '../../missions/mission.view.schema.js';
import { missionTopicLabel } from '../../missions/topics.rules.js';
import type { OfferPublicView } from '../../offers/offer.view.schema.js';
import type { Config } from '../../platform/config/config.js';
import { type Day, dayInParis, day as dayOf, instantFrom } from '../../platform/lang/day.js';
import { Button, ButtonLink, Form } from '../kit/fields.view.js';
import { Pictogram } from '../kit/pictograms.view.js';
import { Back, Facts, Notice } from '../kit/pieces.view.js';
import { agoWords, contractWords, counted, dayWords, hoursWords, payWords } from '../kit/words.rules.js';
import { Tools } from './tools.view.js';

export interface OpportunityProps {
  readonly shown: ({ readonly kind: 'offer' } & OfferPublicView) | ({ readonly kind: 'mission' } & MissionPublicView);
  readonly today: Day;
  /** Why it suits the person signed in. */
  readonly explained: Explanation | undefined;
  readonly signedIn: boolean;
  /** Put aside by the person signed in. */
  readonly kept: boolean;
  /** The application that they sent. */
  readonly applicationId: string | undefined;
  /** How many have applied and how fast answers come; null when nothing is known. */
  readonly odds: string | null;
  readonly csrf: string;
  readonly done: 'enregistre' | 'retire' | undefined;
  /** Full address, to share and to print. */
  readonly address: string;
  readonly instance: Config['instance'];
}

const DONE = {
  enregistre: 'C’est gardé dans votre espace.',
  retire: 'C’est retiré de votre espace.',
} as const;

const ACCESS_WORDS: Readonly<Record<string, string>> = {
  bus: 'Un bus passe aux bonnes heures',
  'pick-up': 'L’employeur vient vous chercher',
  'car-pool': 'Covoiturage possible',
  housing: 'Logement possible',
};

/** One offer or mission, in the order in which people decide: what, where, when, pay, contract, what is asked, who. */
export function Opportunity(props: OpportunityProps) {
  const { shown, today, explained, done } = props;
  const isOffer = shown.kind === 'offer';
  const path = `/${isOffer ? 'offres' : 'missions'}/${shown.id}`;
  return (
    <article class="narrow-wide">
      <Back href={isOffer ? '/offres' : '/missions'}>{isOffer ? 'Toutes les offres' : 'Toutes les missions'}</Back>
      {done && (
        <Notice kind="success">
          <p>{DONE[done]}</p>
        </Notice>
      )}
      <h1>{shown.title}</h1>
      <p class="lead">
        {shown.organisationName ?? 'Employeur anonyme, identité vérifiée par le Département'}
        {shown.communeName && ` · ${shown.communeName}`}
      </p>
      <Facts facts={factsOf(shown, today)} />
      <Actions {...props} path={path} />
      <Tools />
      {explained && <Why explained={explained} />}
      <h2>{isOffer ? 'Le travail' : 'La mission'}</h2>
      <Paragraphs text={shown.description ?? ''} />
      {isOffer ? <Asked offer={shown} /> : <MissionMore mission={shown} />}
      {shown.accessWithoutCar.length > 0 && (
        <>
          <h2>Y aller sans voiture</h2>
          <ul>
            {shown.accessWithoutCar.map((access) => (
              <li key={access}>{ACCESS_WORDS[access] ?? access}</li>
            ))}
          </ul>
        </>
      )}
      <h2>{isOffer ? 'L’employeur' : 'L’association'}</h2>
      <p>
        {shown.organisationName ??
          'L’employeur ne veut pas montrer son nom. Le Département connaît son nom et son adresse.'}
      </p>
      {shown.publishedAt && (
        <p class="quiet">
          Publiée {agoWords(dayInParis(instantFrom(shown.publishedAt)), today)}. Mise à jour{' '}
          {agoWords(dayInParis(instantFrom(shown.updatedAt)), today)}.
        </p>
      )}
      <Notice kind="warning" title="Ne payez jamais pour travailler.">
        <p>Ne donnez pas votre RIB ni vos papiers avant l’embauche.</p>
      </Notice>
      <p class="noprint">
        <a href={`${path}/signaler`}>
          <Pictogram name="flag" /> Signaler un problème
        </a>
      </p>
      <p class="quiet">Adresse de cette page : {props.address}</p>
    </article>
  );
}

function factsOf(shown: OpportunityProps['shown'], today: Day) {
  const facts: Parameters<typeof Facts>[0]['facts'][number][] = [];
  const add = (icon: (typeof facts)[number]['icon'], label: string, value: string | null | undefined) => {
    if (value) facts.push({ icon, label, value });
  };
  add('pin', 'Où', [shown.address, shown.communeName].filter(Boolean).join(', '));
  if (shown.kind === 'offer') {
    add('clock', 'Temps de travail', hoursWords(shown.weeklyHours));
    add(
      'euro',
      'Salaire (brut)',
      payWords({ min: shown.payMin, max: shown.payMax, period: shown.payPeriod, text: shown.payText }),
    );
    add('contract', 'Contrat', contractWords(shown.contract, shown.contractMonths));
    add('people', 'Places', shown.positions > 1 ? counted(shown.positions, 'poste', 'postes') : null);
    add('licence', 'Permis demandé', shown.licences.length > 0 ? `Permis ${shown.licences.join(', ')}` : 'Sans permis');
  } else {
    add('clock', 'Quand', shown.schedule);
    add('hands', 'Temps donné', hoursWords(shown.weeklyHours));
    add('people', 'Places', counted(shown.slots, 'bénévole', 'bénévoles'));
  }
  add('calendar', 'Début', shown.startsOn && `${dayWords(dayOf(shown.startsOn), today)}`);
  add('calendar', 'Répondre avant', shown.closesOn && dayWords(dayOf(shown.closesOn), today));
  return facts;
}

function Actions({ shown, path, csrf, signedIn, kept, applicationId, odds }: OpportunityProps & { path: string }) {
  return (
    <div class="noprint">
      {applicationId !== undefined && (
        <Notice kind="info" title="Vous avez déjà postulé.">
          <p>
            <a href={`/mon-espace/candidatures/${applicationId}`}>Voir où en est ma candidature</a>
          </p>
        </Notice>
      )}
      {applicationId === undefined && odds && <p>{odds}</p>}
      <div class="buttons">
        {applicationId === undefined && (
          <ButtonLink href={`${path}/postuler`}>
            {shown.kind === 'offer' ? 'Je postule' : 'Je propose mon aide'}
          </ButtonLink>
        )}
        <ButtonLink href={`${path}/appel`} kind="secondary">
          <Pictogram name="phone" />
          Appelez-moi, je veux en parler
        </ButtonLink>
        {signedIn ? (
          <Form csrf={csrf} action={`${path}/garder`} class="inline">
            <Button kind="secondary" name="faire" value={kept ? 'retirer' : 'garder'}>
              <Pictogram name={kept ? 'cross' : 'bookmark'} />
              {kept ? 'Ne plus garder' : 'Garder'}
            </Button>
          </Form>
        ) : (
          <ButtonLink href={`${path}/garder`} kind="secondary">
            <Pictogram name="bookmark" />
            Garder
          </ButtonLink>
        )}
      </div>
      {kept && (
        <p>
          <a href="/mon-espace/offres">Voir tout ce que j’ai gardé</a>
        </p>
      )}
    </div>
  );
}

function Why({ explained }: { explained: Explanation }) {
  return (
    <section aria-labelledby="pourquoi">
      <h2 id="pourquoi">Pourquoi cette offre ?</h2>
      <ul class="reasons">
        {explained.pluses.map((plus) => (
          <li key={plus}>
            <Pictogram name="tick" />
            {plus}
          </li>
        ))}
      </ul>
      {explained.minus && <p>{explained.minus}</p>}
      <p>
        <a href="/comment-ca-marche">Comment nous choisissons</a>. Ce n’est pas bien choisi ?{' '}
        <a href="/mon-espace/cv">Changez vos souhaits</a>.
      </p>
    </section>
  );
}

function Asked({ offer }: { offer: OfferPublicView }) {
  const { requirements, taught, beginnerAccepted, minimumAge, reservedFor } = offer;
  return (
    <>
      {(requirements.length > 0 || minimumAge !== null) && (
        <>
          <h2>Ce qu’il faut</h2>
          <ul>
            {requirements.map((text) => (
              <li key={text}>{text}</li>
            ))}
            {minimumAge !== null && <li>Avoir {minimumAge} ans : c’est la loi pour ce travail.</li>}
          </ul>
        </>
      )}
      {(taught.length > 0 || beginnerAccepted) && (
        <>
          <h2>On vous apprend</h2>
          <ul>
            {beginnerAccepted && <li>Débutant accepté : pas besoin d’avoir déjà fait ce métier.</li>}
            {taught.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </>
      )}
      {reservedFor && (
        <Notice kind="info">
          <p>
            Cette offre est réservée à certaines personnes. Le Département vous dit si elle est pour vous :
            appelez-nous.
          </p>
        </Notice>
      )}
    </>
  );
}

function MissionMore({ mission }: { mission: MissionPublicView }) {
  const topics = [
    ...(mission.domain ? [missionTopicLabel(`domain:${mission.domain}`)] : []),
    ...mission.activities.map((activity) => missionTopicLabel(`activity:${activity}`)),
  ].filter((topic) => topic !== undefined);
  return (
    <>
      {topics.length > 0 && (
        <p>
          {topics.map((topic) => (
            <span key={topic} class="tag">
              {topic}
            </span>
          ))}
        </p>
      )}
      <h2>Bon à savoir</h2>
      <ul>
        <li>C’est du bénévolat : vous n’êtes pas payé. Vous arrêtez quand vous voulez.</li>
        {mission.insured && <li>L’association vous assure pendant la mission.</li>}
        {mission.expensesRefunded && <li>Vos frais sont remboursés.</li>}
        {mission.openToMinors && <li>Ouvert dès 16 ans.</li>}
        {mission.remote !== 'no' && <li>{mission.remote === 'full' ? 'À distance.' : 'À distance si vous voulez.'}</li>}
      </ul>
    </>
  );
}

/** A text with its paragraphs and its lists of dashes, as it was typed. */
function Paragraphs({ text }: { text: string }) {
  return (
    <>
      {text.split(/\n\s*\n/).map((paragraph) => (
        <p key={paragraph} class="typed">
          {paragraph}
        </p>
      ))}
    </>
  );
}
