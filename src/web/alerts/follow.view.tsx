import type { AlertState } from '../../alerts/alert-settings.service.js';
import type { Place } from '../../geo/geo.schema.js';
import { Button, ButtonLink, Choices, ErrorSummary, Form, TextField, type Typed } from '../kit/fields.view.js';
import { Back, Notice, Summary } from '../kit/pieces.view.js';
import { channelWords, type Reach, RHYTHM_WORDS, stateWords } from './alert-words.rules.js';

interface FollowProps extends Typed {
  readonly state: AlertState;
  readonly reach: Reach;
  readonly csrf: string;
  /** Address of the list that the person comes from. */
  readonly list: string;
}

/** A search that can be followed as it is: it is said again, and one button follows it. */
export function FollowReady(
  props: FollowProps & {
    place: string;
    trade: string;
    km: number;
    /** Filters that alerts do not know. */
    filtered: boolean;
    hidden: Readonly<Record<string, string>>;
  },
) {
  const { place, trade, km, filtered, hidden, csrf, list, errors } = props;
  return (
    <div class="narrow">
      <ErrorSummary errors={errors} />
      <Back href={list}>Retour à la liste</Back>
      <h1>Prévenez-moi des nouvelles offres</h1>
      <Summary
        lines={[
          { label: 'Quel travail', value: trade, change: list },
          { label: 'Où', value: `${place}, jusqu’à ${km} km`, change: list },
        ]}
      />
      {filtered && <p>L’alerte garde le lieu et le travail. Elle ne garde pas les autres filtres.</p>}
      <Form csrf={csrf}>
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Ways {...props} />
      </Form>
    </div>
  );
}

/** What the search does not say yet: where, which trade. */
export function FollowAsk(
  props: FollowProps & {
    places: readonly Place[];
    /** Trades that were perhaps meant. */
    trades: readonly { readonly code: string; readonly label: string }[];
    hidden: Readonly<Record<string, string>>;
    asks: { readonly place: boolean; readonly trade: boolean };
    /** What is clear already. */
    known: string | undefined;
  },
) {
  const { places, trades, asks, known, hidden, csrf, list, values, errors } = props;
  return (
    <div class="narrow">
      <ErrorSummary errors={errors} />
      <Back href={list}>Retour à la liste</Back>
      <h1>Prévenez-moi des nouvelles offres</h1>
      <p>{known === undefined ? 'Dites-nous quoi suivre.' : `${known}. Il manque une réponse.`}</p>
      <Form csrf={csrf}>
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {asks.place &&
          (places.length > 0 ? (
            <Choices
              kind="radio"
              name="ou"
              legend="Quelle commune ?"
              options={places.map(({ insee, label }) => ({ value: insee, label }))}
              values={values}
              errors={errors}
            />
          ) : (
            <TextField
              name="ou"
              label="Où ?"
              hint="Une commune ou un code postal"
              autoComplete="address-level2"
              values={values}
              errors={errors}
            />
          ))}
        {asks.trade && (
          <>
            {trades.length > 0 && (
              <Choices
                kind="radio"
                name="code"
                legend="Quel travail ?"
                options={trades.map(({ code, label }) => ({ value: code, label }))}
                values={values}
                errors={errors}
              />
            )}
            <TextField
              name="metier"
              label={trades.length > 0 ? 'Ou un autre travail' : 'Quel travail ?'}
              hint="Par exemple : ménage"
              values={values}
              errors={errors}
            />
          </>
        )}
        <div class="buttons">
          <Button>Continuer</Button>
        </div>
      </Form>
    </div>
  );
}

/** Missions are followed by what they are for, around home. */
export function FollowMissions(
  props: FollowProps & {
    options: readonly { readonly value: string; readonly label: string }[];
    home: { readonly place: string; readonly km: number };
  },
) {
  const { options, home, csrf, list, values, errors } = props;
  return (
    <div class="narrow">
      <ErrorSummary errors={errors} />
      <Back href={list}>Retour à la liste</Back>
      <h1>Prévenez-moi des nouvelles missions</h1>
      <p>
        Nous cherchons autour de {home.place}, jusqu’à {home.km} km. C’est ce que dit votre CV.
      </p>
      <Form csrf={csrf}>
        <Choices
          kind="checkbox"
          name="domaines"
          legend="Quelles missions vous intéressent ?"
          options={options}
          values={values}
          errors={errors}
        />
        <input type="hidden" name="liste" value="missions" />
        <Ways {...props} />
      </Form>
    </div>
  );
}

/** One button when alerts are on; else one for each way to be told, since pressing it is the consent. */
function Ways({ state, reach }: FollowProps) {
  const { title, text } = stateWords(state, reach);
  if (state.rhythm !== 'off' && state.channels.length > 0) {
    return (
      <>
        <Notice kind="info" title={title}>
          <p>
            {text} {state.on && RHYTHM_WORDS[state.rhythm].hint}
          </p>
        </Notice>
        <div class="buttons">
          <Button>Suivre cette recherche</Button>
        </div>
      </>
    );
  }
  if (state.possible.length === 0) {
    return (
      <>
        <p>Nous n’avons pas de numéro de portable ni d’e-mail pour vous écrire.</p>
        <div class="buttons">
          <ButtonLink href="/mon-espace/donnees/telephone">Ajouter mon téléphone</ButtonLink>
        </div>
      </>
    );
  }
  return (
    <>
      <div class="buttons">
        {state.possible.map((channel, i) => (
          <Button key={channel} name="canal" value={channel} kind={i === 0 ? 'primary' : 'secondary'}>
            Prévenez-moi {channelWords(channel, reach)}
          </Button>
        ))}
      </div>
      <p>{RHYTHM_WORDS.digest.hint} Vous arrêtez quand vous voulez.</p>
    </>
  );
}
