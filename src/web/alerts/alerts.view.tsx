import type { AlertState } from '../../alerts/alert-settings.service.js';
import type { MyAlert } from '../../alerts/my-alerts.queries.js';
import type { SavedSearchView } from '../../candidates/candidate-view.schema.js';
import { type Day, dayInParis } from '../../platform/lang/day.js';
import { Button, ButtonLink, Choices, ErrorSummary, Form, type Typed } from '../kit/fields.view.js';
import { Pictogram } from '../kit/pictograms.view.js';
import { Back, Notice } from '../kit/pieces.view.js';
import { dayWords } from '../kit/words.rules.js';
import { pathOf } from '../opportunities/card.view.js';
import { channelWords, RHYTHM_WORDS, type Reach, searchWords, stateWords } from './alert-words.rules.js';

export const DONE_CODES = ['enregistre', 'pause', 'reprise', 'suivie', 'retiree'] as const;

const DONE: Readonly<Record<(typeof DONE_CODES)[number], string>> = {
  enregistre: 'C’est enregistré.',
  pause: 'C’est fait : pas d’alerte pendant un mois.',
  reprise: 'C’est fait : vos alertes reprennent.',
  suivie: 'C’est fait. Nous vous prévenons dès qu’une offre arrive.',
  retiree: 'C’est fait : nous ne suivons plus cette recherche.',
};

export interface AlertsProps extends Typed {
  readonly state: AlertState;
  readonly reach: Reach;
  readonly searches: readonly { readonly search: SavedSearchView; readonly label: string | undefined }[];
  /** What the CV asks for is followed too: "Aide à domicile, autour de Laon (20 km)". */
  readonly wishes: string | null;
  readonly told: readonly (MyAlert & { readonly why: readonly string[] })[];
  readonly today: Day;
  readonly csrf: string;
  readonly done: (typeof DONE_CODES)[number] | undefined;
}

/** Alerts: how they stand, how to change them, what is followed, what was sent and why. */
export function Alerts(props: AlertsProps) {
  const { state, reach, errors, done } = props;
  const { on, title, text } = stateWords(state, reach);
  return (
    <div class="narrow-wide">
      <ErrorSummary errors={errors} />
      <Back href="/mon-espace">Mon espace</Back>
      {done && (
        <Notice kind="success">
          <p>{DONE[done]}</p>
        </Notice>
      )}
      <h1>Mes alertes</h1>
      <Notice kind={on ? 'info' : 'warning'} title={title}>
        <p>{text}</p>
      </Notice>
      <Pause {...props} />
      <Settings {...props} />
      <Followed {...props} />
      <Told {...props} />
    </div>
  );
}

function Pause({ state, csrf }: AlertsProps) {
  if (state.pausedUntil === null && !state.on) return null;
  const paused = state.pausedUntil !== null;
  return (
    <Form csrf={csrf} class="">
      <div class="buttons">
        <Button kind="secondary" name="etape" value={paused ? 'reprendre' : 'pause'}>
          {paused ? 'Reprendre mes alertes' : 'Faire une pause d’un mois'}
        </Button>
      </div>
    </Form>
  );
}

function Settings({ state, reach, values, errors, csrf }: AlertsProps) {
  const { possible } = state;
  return (
    <>
      <h2>Comment vous prévenir</h2>
      {possible.length === 0 ? (
        <>
          <p>Nous n’avons pas de numéro de portable ni d’e-mail pour vous écrire.</p>
          <p>
            <ButtonLink href="/mon-espace/donnees/telephone">Ajouter mon téléphone</ButtonLink>
          </p>
        </>
      ) : (
        <Form csrf={csrf}>
          <Choices
            kind="radio"
            name="rythme"
            legend="Quand ?"
            options={(['immediate', 'digest', 'off'] as const).map((value) => ({ value, ...RHYTHM_WORDS[value] }))}
            values={values}
            errors={errors}
          />
          <Choices
            kind="checkbox"
            name="canaux"
            legend="Par quel moyen ?"
            options={possible.map((value) => ({
              value,
              label: capital(channelWords(value, reach)),
              icon: value === 'sms' ? 'phone' : 'mail',
            }))}
            values={values}
            errors={errors}
          />
          <div class="buttons">
            <Button name="etape" value="enregistrer">
              Enregistrer
            </Button>
          </div>
          <p>
            Par SMS, vous pouvez aussi répondre STOP. <a href="/mon-espace/donnees">Changer mon numéro ou mon e-mail</a>
          </p>
        </Form>
      )}
    </>
  );
}

function Followed({ searches, wishes, csrf }: AlertsProps) {
  return (
    <>
      <h2>Ce que nous suivons pour vous</h2>
      <p>
        {wishes === null ? 'Votre CV ne dit pas encore quel travail vous cherchez.' : `Votre CV : ${wishes}.`}{' '}
        <a href="/mon-espace/cv">Changer mes souhaits</a>
      </p>
      {searches.length > 0 && (
        <ul class="cards">
          {searches.map(({ search, label }) => (
            <li key={search.id} class="card">
              <h3>
                <a class="card-link" href={addressOfSearch(search)}>
                  {searchWords(search, label)}
                </a>
              </h3>
              <Form csrf={csrf} class="card-action">
                <input type="hidden" name="retirer" value={search.id} />
                <button type="submit" class="as-link">
                  Ne plus suivre<span class="hidden"> : {searchWords(search, label)}</span>
                </button>
              </Form>
            </li>
          ))}
        </ul>
      )}
      <p>Pour suivre une autre recherche : cherchez, puis touchez « Prévenez-moi ».</p>
      <p>
        <ButtonLink href="/offres" kind="secondary">
          <Pictogram name="search" />
          Chercher une offre
        </ButtonLink>
      </p>
    </>
  );
}

function Told({ told, today }: AlertsProps) {
  return (
    <>
      <h2>Ce que nous avons envoyé</h2>
      {told.length === 0 ? (
        <p>Rien pour le moment.</p>
      ) : (
        <ul class="cards">
          {told.map(({ opportunityId, kind, title, commune, channel, sentAt, open, why }) => (
            <li key={`${opportunityId} ${channel}`} class="card">
              <h3>
                {title === null ? (
                  'Cette offre n’est plus là'
                ) : (
                  <a class="card-link" href={pathOf({ kind, id: opportunityId })}>
                    {title}
                  </a>
                )}
              </h3>
              <p>{[commune, open ? null : 'terminée'].filter(Boolean).join(' · ')}</p>
              {why.length > 0 && <p>Pourquoi : {why.join(' ')}</p>}
              <p class="quiet">
                <small>
                  {capital(dayWords(dayInParis(sentAt), today))}, {channel === 'sms' ? 'par SMS' : 'par e-mail'}
                </small>
              </p>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function addressOfSearch({ kind, occupationCode, q, insee, radiusKm }: SavedSearchView): string {
  const query = new URLSearchParams({
    ...(insee !== null && { ou: insee }),
    ...(q !== null && { metier: q }),
    ...(occupationCode !== null && kind !== 'mission' && { code: occupationCode }),
    distance: String(radiusKm),
  });
  return `/${kind === 'mission' ? 'missions' : 'offres'}?${query.toString()}`;
}

function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase('fr-FR') + words.slice(1);
}
