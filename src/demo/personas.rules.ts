import type { ConsentPurpose, Registration } from '../candidates/candidate.schema.js';
import type { DemoCandidate } from './demo-candidates.rules.js';
import type { DemoCommune } from './demo-world.rules.js';

type Persona = Partial<Registration> & {
  readonly firstName: string;
  readonly lastName: string;
  /** Name of the commune; where it does not exist, the biggest one. */
  readonly town: string;
  readonly codes: readonly string[];
  readonly immediate?: boolean;
  readonly agreesTo: readonly ConsentPurpose[];
};

const EVERYTHING: readonly ConsentPurpose[] = [
  'sms-alerts',
  'email-alerts',
  'cv-visible',
  'employer-contact',
  'follow-up-calls',
];

/** People to remember, one for each thing that is worth showing. Telephones 06 39 98 00 01, 02, 03 … in this order. */
const PEOPLE: readonly Persona[] = [
  // Told at once by SMS of home help around Laon, by bike, without licence.
  {
    firstName: 'Nadia',
    lastName: 'Exemple',
    town: 'Laon',
    codes: ['K1304', 'K2205'],
    travelMode: 'bike',
    reachKm: 15,
    immediate: true,
    agreesTo: EVERYTHING,
  },
  // A mason of Saint-Quentin with car and licence, one digest a week.
  {
    firstName: 'Bruno',
    lastName: 'Exemple',
    town: 'Saint-Quentin',
    codes: ['F1703'],
    travelMode: 'car',
    reachKm: 40,
    licences: ['B'],
    email: 'bruno@exemple.invalid',
    skills: ['coffrage'],
    agreesTo: EVERYTHING,
  },
  // A seasonal worker of the vines on foot, told at once.
  {
    firstName: 'Sandrine',
    lastName: 'Exemple',
    town: 'Charly-sur-Marne',
    codes: ['A1401', 'A1418'],
    travelMode: 'walk',
    reachKm: 6,
    contracts: ['seasonal'],
    immediate: true,
    agreesTo: EVERYTHING,
  },
  // A forklift driver of Soissons who reads e-mails.
  {
    firstName: 'Karim',
    lastName: 'Exemple',
    town: 'Soissons',
    codes: ['N1101', 'N1103'],
    travelMode: 'scooter',
    reachKm: 20,
    licences: ['AM'],
    email: 'karim@exemple.invalid',
    immediate: true,
    agreesTo: ['email-alerts', 'cv-visible', 'employer-contact'],
  },
  // A volunteer gardener of Villers-Cotterêts who looks for no job.
  {
    firstName: 'Josette',
    lastName: 'Exemple',
    town: 'Villers-Cotterêts',
    codes: [],
    travelMode: 'walk',
    reachKm: 8,
    volunteering: true,
    missionTopics: ['activity:jardinage', 'domain:environnement'],
    immediate: true,
    agreesTo: ['sms-alerts', 'volunteering'],
  },
  // A lorry driver of Hirson who agreed to nothing: never alerted, never shown.
  {
    firstName: 'Thierry',
    lastName: 'Exemple',
    town: 'Hirson',
    codes: ['N4101'],
    travelMode: 'car',
    reachKm: 50,
    licences: ['C'],
    agreesTo: [],
  },
  // Shares her telephone with Nadia, and is not told of the same offers.
  {
    firstName: 'Chantal',
    lastName: 'Exemple',
    town: 'Laon',
    codes: ['G1602'],
    phone: '+33639980001',
    travelMode: 'walk',
    reachKm: 5,
    agreesTo: ['sms-alerts', 'cv-visible', 'employer-contact'],
  },
  // May take reserved offers: the département checked it.
  {
    firstName: 'Mickaël',
    lastName: 'Exemple',
    town: 'Tergnier',
    codes: ['K2205', 'A1203'],
    travelMode: 'bike',
    reachKm: 12,
    support: { eligibility: ['insertion-clause', 'insertion-structure'] },
    immediate: true,
    agreesTo: EVERYTHING,
  },
];

/** The named people of the demonstration, placed in the communes at hand. */
export function personas(communes: readonly DemoCommune[]): DemoCandidate[] {
  const [biggest] = [...communes].sort((a, b) => b.population - a.population);
  if (!biggest) return [];
  return PEOPLE.map(({ town, codes, immediate = false, agreesTo, ...person }, rank) => ({
    externalRef: `demo-persona-${rank + 1}`,
    immediate,
    file: {
      phone: `+3363998${String(rank + 1).padStart(4, '0')}`,
      email: null,
      adult: true,
      missionTopics: [],
      volunteering: false,
      contracts: [],
      hoursMin: null,
      hoursMax: null,
      reachKm: 20,
      travelMode: 'bike',
      availableFrom: null,
      headline: null,
      experiences: [],
      skills: [],
      licences: [],
      ...person,
      occupations: codes.map((code) => ({ code, experienced: false })),
      place: (communes.find((commune) => commune.name === town) ?? biggest).insee,
      consents: agreesTo.map((purpose) => ({ purpose, granted: true, how: 'import' as const })),
    },
  }));
}
