import { licenceWords } from '../../candidates/cv-words.rules.js';
import { missionDomain } from '../../missions/mission.schema.js';
import { missionTopicLabel } from '../../missions/topics.rules.js';
import { Choices, type Option, TextArea, TextField } from '../kit/fields.view.js';
import type { PictogramName } from '../kit/pictograms.view.js';
import { Notice } from '../kit/pieces.view.js';
import { type FormStep, shownTrades } from './answers.rules.js';
import type { QuestionState } from './asked-question.js';
import { questionPath, QUESTIONS } from './questions.rules.js';
import { AvailableFields, DayFields, HourFields, TravelFields } from './wish-fields.view.js';
import { WorkFields } from './work.view.js';

/** The fields of each question. The question is the title of the page. */
export function Fields(props: FieldsProps) {
  const Question = FIELDS[props.state.step];
  return <Question {...props} />;
}

export interface FieldsProps {
  readonly state: QuestionState;
  /** Address of this page, with its query. */
  readonly url: string;
}

const YES_NO: readonly Option[] = [
  { value: 'oui', label: 'Oui' },
  { value: 'non', label: 'Non' },
];

function Title({ step }: { step: FormStep }) {
  return <h1>{QUESTIONS[step].title}</h1>;
}

function NameFields({ state: { values, errors } }: FieldsProps) {
  return (
    <>
      <Title step="name" />
      <TextField name="prenom" label="Votre prénom" autoComplete="given-name" values={values} errors={errors} />
      <TextField
        name="nom"
        label="Votre nom de famille"
        hint="Les employeurs voient seulement la première lettre."
        optional
        autoComplete="family-name"
        values={values}
        errors={errors}
      />
      <Choices
        kind="radio"
        name="majeur"
        legend="Avez-vous 18 ans ou plus ?"
        hint="Certains métiers sont interdits avant 18 ans."
        options={YES_NO}
        values={values}
        errors={errors}
      />
    </>
  );
}

function PlaceFields({ state: { values, errors, places }, url }: FieldsProps) {
  if (places.length > 0) {
    return (
      <>
        <Choices
          kind="radio"
          name="choix"
          legend="Quelle est votre commune ?"
          asTitle
          options={places}
          values={values}
          errors={errors}
        />
        <p>
          <a href={url}>Écrire une autre commune</a>
        </p>
      </>
    );
  }
  return (
    <>
      <Title step="place" />
      <p>Nous cherchons du travail près de chez vous. Nous ne demandons pas votre adresse.</p>
      <TextField
        name="commune"
        label="Votre commune ou votre code postal"
        hint="Par exemple : Guise, ou 02120"
        autoComplete="address-level2"
        values={values}
        errors={errors}
      />
    </>
  );
}

function TaskFields({ state: { answers, values, errors } }: FieldsProps) {
  const trades = shownTrades(answers);
  return (
    <>
      <Title step="tasks" />
      {trades.length === 0 ? (
        <Notice kind="info">
          <p>
            Choisissez d’abord <a href={questionPath('work')}>le travail que vous cherchez</a>.
          </p>
        </Notice>
      ) : (
        <p>Cochez ce que vous savez faire. Au travail, à la maison, pour aider : tout compte.</p>
      )}
      {trades.map(({ key, name, tasks }) => (
        <Choices
          key={key}
          kind="checkbox"
          name={`tache-${key}`}
          legend={name}
          tiles
          options={tasks.map(({ id, words, pictogram }) => ({ value: id, label: words, task: pictogram }))}
          values={values}
          errors={errors}
        />
      ))}
    </>
  );
}

function SkillFields({ state: { values, errors } }: FieldsProps) {
  return (
    <>
      <Title step="skills" />
      <p>Écrivez avec vos mots. Par exemple : réparer un vélo, faire des gâteaux, utiliser un ordinateur.</p>
      <TextArea
        name="savoir"
        label="Je sais aussi…"
        hint="Une chose par ligne."
        rows={6}
        values={values}
        errors={errors}
      />
    </>
  );
}

const USUAL_LICENCES = ['AM', 'A', 'B', 'BE', 'C', 'CE', 'D'];
const LICENCE_ICONS: Readonly<Record<string, PictogramName>> = { AM: 'scooter', B: 'car', D: 'bus' };

function LicenceFields({ state: { values, errors, answers } }: FieldsProps) {
  const held = [values['permis'] ?? [], answers.licences?.licences ?? []].flat();
  const offered = [
    ...new Set([
      ...USUAL_LICENCES,
      ...held.filter((one) => licenceWords([...held]).includes(licenceWords([one])[0] ?? '')),
    ]),
  ];
  return (
    <Choices
      kind="checkbox"
      name="permis"
      legend={QUESTIONS.licences.title}
      asTitle
      hint="Vous n’en avez pas ? Ne cochez rien. Beaucoup d’offres sont sans permis."
      options={offered.map((licence) => ({
        value: licence,
        label: capital(licenceWords([licence])[0] ?? licence),
        icon: LICENCE_ICONS[licence] ?? 'licence',
      }))}
      values={values}
      errors={errors}
    />
  );
}

function HeadlineFields({ state: { values, errors } }: FieldsProps) {
  return (
    <>
      <Title step="headline" />
      <p>Les employeurs lisent cette phrase en premier. Voici des débuts :</p>
      <ul>
        <li>J’aime…</li>
        <li>On me dit souvent que je suis…</li>
        <li>Je cherche un travail où…</li>
      </ul>
      <TextField
        name="phrase"
        label="Votre phrase"
        optional
        autoComplete="off"
        maxLength={120}
        values={values}
        errors={errors}
      />
    </>
  );
}

function VolunteeringFields({ state: { values, errors } }: FieldsProps) {
  const given = [values['domaine'] ?? []].flat();
  const topics = [
    ...missionDomain.options.filter((slug) => slug !== 'autre').map((slug) => `domain:${slug}`),
    ...given.filter((one) => one.startsWith('activity:') || one === 'domain:autre'),
  ];
  return (
    <>
      <Title step="volunteering" />
      <p>Le bénévolat, c’est aider une association. Ce n’est pas payé. Ce n’est jamais obligatoire.</p>
      <Choices kind="radio" name="benevolat" legend="Votre réponse" options={YES_NO} values={values} errors={errors} />
      <Choices
        kind="checkbox"
        name="domaine"
        legend="Qu’est-ce qui vous plaît ? (facultatif)"
        tiles
        options={topics.flatMap((topic) => {
          const label = missionTopicLabel(topic);
          return label === undefined ? [] : [{ value: topic, label }];
        })}
        values={values}
        errors={errors}
      />
    </>
  );
}

function VisibilityFields({ state: { values, errors } }: FieldsProps) {
  return (
    <>
      <Title step="visibility" />
      <p>C’est vous qui choisissez. Vous pouvez changer d’avis à tout moment.</p>
      <Choices
        kind="radio"
        name="visible"
        legend="Les employeurs peuvent-ils voir mon CV ?"
        hint="Ils voient votre prénom, la première lettre de votre nom, votre commune et ce que vous savez faire. Jamais votre téléphone ni votre adresse."
        options={[
          { value: 'oui', label: 'Oui, je montre mon CV' },
          { value: 'non', label: 'Non, je cache mon CV', hint: 'Vous pouvez quand même postuler.' },
        ]}
        values={values}
        errors={errors}
      />
      <Choices
        kind="radio"
        name="contact"
        legend="Les employeurs peuvent-ils m’écrire ?"
        hint="Ils vous écrivent par ce site. Ils ne voient pas votre numéro."
        options={[
          { value: 'oui', label: 'Oui, ils peuvent m’écrire' },
          { value: 'non', label: 'Non' },
        ]}
        values={values}
        errors={errors}
      />
    </>
  );
}

const FIELDS: Readonly<Record<FormStep, (props: FieldsProps) => preact.JSX.Element>> = {
  name: NameFields,
  place: PlaceFields,
  work: WorkFields,
  tasks: TaskFields,
  skills: SkillFields,
  licences: LicenceFields,
  travel: TravelFields,
  hours: HourFields,
  days: DayFields,
  available: AvailableFields,
  headline: HeadlineFields,
  volunteering: VolunteeringFields,
  visibility: VisibilityFields,
};

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
