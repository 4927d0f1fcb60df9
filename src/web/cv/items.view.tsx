import { experienceKindWords } from '../../candidates/cv-words.rules.js';
import {
  Button,
  ButtonLink,
  Choices,
  ErrorSummary,
  Form,
  TextArea,
  TextField,
  type Typed,
} from '../kit/fields.view.js';
import type { PictogramName } from '../kit/pictograms.view.js';
import { Back, Empty, Steps } from '../kit/pieces.view.js';
import { type Item, itemWords, KINDS, LEVELS, LIST_WORDS, type ListStep } from './items.rules.js';
import { along, QUESTIONS, questionPath, type Thread } from './questions.rules.js';

/** Address of the page of one thing: its place in the list, or a new one. */
export function itemPath(step: ListStep, at: number | 'nouvelle', thread: Thread): string {
  return along(`${questionPath(step)}/${at === 'nouvelle' ? at : at + 1}`, thread);
}

/** The things said so far, each with its page, and a new one. */
export function ItemList(props: {
  step: ListStep;
  items: readonly Item[];
  thread: Thread;
  csrf: string;
  back: string;
  steps: { readonly number: number; readonly of: number } | undefined;
  /** Trades wanted, to say which were done before. Experiences only. */
  trades: readonly { readonly code: string; readonly label: string; readonly experienced: boolean }[];
}) {
  const { step, items, thread, csrf, back, steps, trades } = props;
  const words = LIST_WORDS[step];
  return (
    <div class="narrow">
      <Back href={back} />
      {steps && <Steps now={steps.number} of={steps.of} />}
      <h1>{QUESTIONS[step].title}</h1>
      {items.length === 0 ? (
        <Empty title="Rien pour le moment">
          <p>{words.empty}</p>
          <p>
            <ButtonLink href={itemPath(step, 'nouvelle', thread)} kind="secondary">
              {words.add}
            </ButtonLink>
          </p>
        </Empty>
      ) : (
        <>
          <ul class="items">
            {items.map((item, at) => {
              const { main, more } = itemWords(step, item);
              return (
                <li key={`${at}-${main}`}>
                  <span>
                    <strong>{main}</strong>
                    {more !== '' && <small>{more}</small>}
                  </span>
                  <a href={itemPath(step, at, thread)}>
                    Modifier<span class="hidden"> : {main}</span>
                  </a>
                </li>
              );
            })}
          </ul>
          {items.length < words.most && (
            <p>
              <ButtonLink href={itemPath(step, 'nouvelle', thread)} kind="secondary">
                {words.another}
              </ButtonLink>
            </p>
          )}
        </>
      )}
      <Form csrf={csrf}>
        {trades.length > 0 && (
          <div class="apart">
            <Choices
              kind="checkbox"
              name="deja"
              legend="Avez-vous déjà fait ces métiers ?"
              hint="Cochez ceux que vous avez déjà faits, même un peu."
              options={trades.map(({ code, label }) => ({ value: code, label }))}
              values={{ deja: trades.filter(({ experienced }) => experienced).map(({ code }) => code) }}
            />
          </div>
        )}
        <div class="buttons">
          <Button>{thread.fil ? 'Continuer' : 'C’est fini'}</Button>
        </div>
      </Form>
    </div>
  );
}

/** One thing on a page: new, or changed, or taken out. */
export function ItemPage(
  props: Typed & { step: ListStep; isNew: boolean; csrf: string; back: string; remove: string },
) {
  const { step, isNew, csrf, back, remove, values, errors } = props;
  const words = LIST_WORDS[step];
  const Fields = ITEM_FIELDS[step];
  return (
    <div class="narrow">
      <Back href={back} />
      <ErrorSummary errors={errors} />
      <h1>{isNew ? words.newTitle : words.editTitle}</h1>
      <Form csrf={csrf}>
        <Fields values={values} errors={errors} />
        <div class="buttons">
          <Button>Enregistrer</Button>
          {!isNew && (
            <Button kind="secondary" name="action" value={remove}>
              {words.remove}
            </Button>
          )}
        </div>
      </Form>
    </div>
  );
}

const KIND_ICONS: Readonly<Record<(typeof KINDS)[number], PictogramName>> = {
  job: 'briefcase',
  internship: 'education',
  seasonal: 'sun',
  volunteering: 'hands',
  'family-help': 'house',
  informal: 'people',
  military: 'shield',
  training: 'education',
};
const KIND_HINTS: Readonly<Partial<Record<(typeof KINDS)[number], string>>> = {
  seasonal: 'Vendanges, récoltes, vacances…',
  'family-help': 'Un parent malade, des enfants, une personne âgée…',
  informal: 'Chez un voisin, un ami…',
};

function ExperienceFields({ values, errors }: Typed) {
  return (
    <>
      <Choices
        kind="radio"
        name="genre"
        legend="C’était…"
        options={KINDS.map((kind) => ({
          value: kind,
          label: experienceKindWords(kind),
          hint: KIND_HINTS[kind],
          icon: KIND_ICONS[kind],
        }))}
        values={values}
        errors={errors}
      />
      <TextField
        name="titre"
        label="Que faisiez-vous ?"
        hint="Par exemple : aide en cuisine, garde d’enfants"
        autoComplete="off"
        values={values}
        errors={errors}
      />
      <TextField
        name="lieu"
        label="Où ? Chez qui ?"
        hint="Une entreprise, une association, une commune. Pas de nom de famille."
        optional
        autoComplete="off"
        values={values}
        errors={errors}
      />
      <TextField
        name="debut"
        label="Début"
        hint="Une année ou un mois. Par exemple : 2019, ou 3/2019"
        optional
        width={8}
        autoComplete="off"
        values={values}
        errors={errors}
      />
      <TextField
        name="fin"
        label="Fin"
        hint="Vide si vous y êtes encore. Les employeurs voient seulement la durée."
        optional
        width={8}
        autoComplete="off"
        values={values}
        errors={errors}
      />
      <TextArea name="detail" label="Ce que vous avez fait là-bas" optional rows={4} values={values} errors={errors} />
    </>
  );
}

function TrainingFields({ values, errors }: Typed) {
  return (
    <>
      <TextField
        name="titre"
        label="Nom de la formation"
        hint="Par exemple : CAP cuisine, premiers secours"
        autoComplete="off"
        values={values}
        errors={errors}
      />
      <TextField name="lieu" label="Où ?" optional autoComplete="off" values={values} errors={errors} />
      <TextField
        name="annee"
        label="Année"
        hint="Par exemple : 2019"
        optional
        inputMode="numeric"
        width={8}
        autoComplete="off"
        values={values}
        errors={errors}
      />
    </>
  );
}

const LEVEL_LABELS: Readonly<Record<(typeof LEVELS)[number], string>> = {
  some: 'Un peu',
  good: 'Bien',
  fluent: 'Très bien',
};

function LanguageFields({ values, errors }: Typed) {
  return (
    <>
      <TextField name="langue" label="Langue" autoComplete="off" values={values} errors={errors} />
      <Choices
        kind="radio"
        name="niveau"
        legend="Je la parle…"
        options={LEVELS.map((level) => ({ value: level, label: LEVEL_LABELS[level] }))}
        values={values}
        errors={errors}
      />
    </>
  );
}

const ITEM_FIELDS: Readonly<Record<ListStep, (props: Typed) => preact.JSX.Element>> = {
  experiences: ExperienceFields,
  trainings: TrainingFields,
  languages: LanguageFields,
};
