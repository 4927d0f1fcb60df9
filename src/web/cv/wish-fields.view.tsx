import { MOMENTS, TRANSPORTS, WORK_DAYS } from '../../candidates/cv.schema.js';
import { contractWords, hoursLine } from '../../candidates/cv-words.rules.js';
import { TRAVEL_MODES } from '../../geo/travel.rules.js';
import { contracts } from '../../offers/offer.schema.js';
import { Choices, type Option, TextField } from '../kit/fields.view.js';
import { DISTANCES, hoursChoice, OTHER_HOURS } from './answers.rules.js';
import type { FieldsProps } from './fields.view.js';
import { QUESTIONS } from './questions.rules.js';

/** How one comes to work, how much, when and from when. */

const MODE_OPTIONS: Readonly<Record<(typeof TRAVEL_MODES)[number], Omit<Option, 'value'>>> = {
  walk: { label: 'À pied', icon: 'walk' },
  bike: { label: 'À vélo', icon: 'bike' },
  scooter: { label: 'En scooter', icon: 'scooter' },
  car: { label: 'En voiture', icon: 'car' },
};
const TRANSPORT_OPTIONS: Readonly<Record<(typeof TRANSPORTS)[number], Omit<Option, 'value'>>> = {
  bus: { label: 'En bus' },
  train: { label: 'En train' },
  'car-pool': { label: 'En covoiturage' },
  lift: { label: 'Un proche me conduit' },
};

export function TravelFields({ state: { values, errors, answers } }: FieldsProps) {
  const own = answers.travel?.reachKm;
  const distances = [...new Set<number>([...DISTANCES, ...(own === undefined ? [] : [own])])].sort((a, b) => a - b);
  return (
    <>
      <h1>{QUESTIONS.travel.title}</h1>
      <Choices
        kind="radio"
        name="moyen"
        legend="Le plus souvent"
        options={TRAVEL_MODES.map((mode) => ({ value: mode, ...MODE_OPTIONS[mode] }))}
        values={values}
        errors={errors}
      />
      <Choices
        kind="checkbox"
        name="aussi"
        legend="Parfois aussi (facultatif)"
        options={TRANSPORTS.map((transport) => ({ value: transport, ...TRANSPORT_OPTIONS[transport] }))}
        values={values}
        errors={errors}
      />
      <Choices
        kind="radio"
        name="distance"
        legend="Jusqu’où pouvez-vous aller travailler ?"
        options={distances.map((km) => ({ value: String(km), label: `Jusqu’à ${km}\u00a0km` }))}
        values={values}
        errors={errors}
      />
    </>
  );
}

const HOUR_OPTIONS: readonly Option[] = [
  { value: 'peu-importe', label: 'Peu importe' },
  { value: 'moins-de-15', label: 'Quelques heures', hint: '15 heures par semaine, au plus' },
  { value: '15-a-24', label: 'Un mi-temps', hint: 'De 15 à 24 heures par semaine' },
  { value: '25-a-34', label: 'Presque un temps plein', hint: 'De 25 à 34 heures par semaine' },
  { value: '35-et-plus', label: 'Un temps plein', hint: '35 heures par semaine, ou plus' },
];

export function HourFields({ state: { values, errors, answers } }: FieldsProps) {
  const other = hoursChoice(answers.hours) === OTHER_HOURS && answers.hours ? hoursLine(answers.hours) : null;
  return (
    <>
      <h1>{QUESTIONS.hours.title}</h1>
      <Choices
        kind="radio"
        name="heures"
        legend="Heures par semaine"
        options={other === null ? HOUR_OPTIONS : [...HOUR_OPTIONS, { value: OTHER_HOURS, label: other }]}
        values={values}
        errors={errors}
      />
      <Choices
        kind="checkbox"
        name="contrat"
        legend="Quels contrats vous vont ? (facultatif)"
        hint="Ne cochez rien si tous vous vont."
        options={contracts.map((contract) => ({ value: contract, label: capital(contractWords(contract)) }))}
        values={values}
        errors={errors}
      />
    </>
  );
}

const DAY_LABELS: Readonly<Record<(typeof WORK_DAYS)[number], string>> = {
  mon: 'Lundi',
  tue: 'Mardi',
  wed: 'Mercredi',
  thu: 'Jeudi',
  fri: 'Vendredi',
  sat: 'Samedi',
  sun: 'Dimanche',
};
const MOMENT_LABELS: Readonly<Record<(typeof MOMENTS)[number], string>> = {
  morning: 'Le matin',
  afternoon: 'L’après-midi',
  evening: 'Le soir',
  night: 'La nuit',
};

export function DayFields({ state: { values, errors } }: FieldsProps) {
  return (
    <>
      <h1>{QUESTIONS.days.title}</h1>
      <p>Ne cochez rien si tout vous va.</p>
      <Choices
        kind="checkbox"
        name="jour"
        legend="Quels jours ?"
        options={WORK_DAYS.map((one) => ({ value: one, label: DAY_LABELS[one] }))}
        values={values}
        errors={errors}
      />
      <Choices
        kind="checkbox"
        name="moment"
        legend="À quel moment ?"
        options={MOMENTS.map((one) => ({ value: one, label: MOMENT_LABELS[one] }))}
        values={values}
        errors={errors}
      />
    </>
  );
}

export function AvailableFields({ state: { values, errors } }: FieldsProps) {
  return (
    <>
      <Choices
        kind="radio"
        name="quand"
        legend={QUESTIONS.available.title}
        asTitle
        options={[
          { value: 'maintenant', label: 'Tout de suite' },
          { value: 'plus-tard', label: 'Plus tard', hint: 'Écrivez la date plus bas.' },
          { value: 'sais-pas', label: 'Je ne sais pas encore' },
        ]}
        values={values}
        errors={errors}
      />
      <fieldset class="field">
        <legend>Si c’est plus tard : à partir de quelle date ?</legend>
        <p class="hint">Par exemple : 15, 3, 2027</p>
        <div class="date">
          <TextField name="jour" label="Jour" inputMode="numeric" width={4} values={values} errors={errors} />
          <TextField name="mois" label="Mois" inputMode="numeric" width={4} values={values} errors={errors} />
          <TextField name="annee" label="Année" inputMode="numeric" width={8} values={values} errors={errors} />
        </div>
      </fieldset>
    </>
  );
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
