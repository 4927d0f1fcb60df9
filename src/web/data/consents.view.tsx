import type { ConsentPurpose } from '../../candidates/candidate.schema.js';
import type { ConsentsView } from '../../candidates/candidate-view.schema.js';
import type { Day } from '../../platform/lang/day.js';
import { Button, ErrorSummary, Form, type Typed } from '../kit/fields.view.js';
import { Back, Notice } from '../kit/pieces.view.js';
import { Pictogram } from '../kit/pictograms.view.js';
import { CONSENT_WORDS, consentHowWords, momentWords, standingWords } from './data-words.rules.js';

const PURPOSES = Object.keys(CONSENT_WORDS) as ConsentPurpose[];

interface ConsentsProps extends Typed {
  readonly csrf: string;
  readonly consents: ConsentsView;
  readonly today: Day;
  readonly done: ConsentPurpose | undefined;
}

/** What the person agreed to: each line says how things stand, what follows, and has one button for the contrary. */
export function Consents({ csrf, consents, today, done, errors }: ConsentsProps) {
  const { current, history } = consents;
  return (
    <div class="narrow-wide">
      <Back href="/mon-espace/donnees">Mes données</Back>
      <ErrorSummary errors={errors} />
      {done && (
        <Notice kind="success" title="C’est noté.">
          <p>
            {CONSENT_WORDS[done].title} : {current[done] ? 'oui' : 'non'}. {standingWords(done, current)}
          </p>
        </Notice>
      )}
      <h1>Mes accords</h1>
      <p class="lead">C’est vous qui décidez. Vous pouvez changer d’avis à tout moment.</p>
      <Form csrf={csrf} class="">
        <ul class="cards">
          {PURPOSES.map((purpose) => {
            const { title } = CONSENT_WORDS[purpose];
            const granted = current[purpose];
            const last = history.find((entry) => entry.purpose === purpose);
            return (
              <li key={purpose} id={purpose} class={errors?.[purpose] ? 'card choice-line wrong' : 'card choice-line'}>
                <div>
                  <h2>{title}</h2>
                  {errors?.[purpose] && <p class="error">{errors[purpose]}</p>}
                  <p class="way">
                    <Pictogram name={granted ? 'tick' : 'cross'} />
                    {granted ? 'Oui' : 'Non'}
                  </p>
                  <p>{standingWords(purpose, current)}</p>
                  {last && (
                    <small>
                      Dit {consentHowWords(last.how)}, {momentWords(last.recordedAt, today)}
                    </small>
                  )}
                </div>
                <Button kind="secondary" name="changer" value={`${purpose} ${granted ? 'non' : 'oui'}`}>
                  {granted ? 'Dire non' : 'Dire oui'}
                  <span class="hidden"> : {title}</span>
                </Button>
              </li>
            );
          })}
        </ul>
      </Form>
      <p>
        Le rythme et les pauses se règlent dans <a href="/mon-espace/alertes">vos alertes</a>.
      </p>
      {history.length > 0 && (
        <details>
          <summary>Tout ce que vous avez répondu</summary>
          <ul class="lines">
            {history.map(({ purpose, granted, how, recordedAt }, i) => (
              <li key={`${purpose}-${i}`}>
                <strong>{granted ? 'Oui' : 'Non'}</strong> : {CONSENT_WORDS[purpose].title}
                <small>
                  {momentWords(recordedAt, today)}, {consentHowWords(how)}
                </small>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
