import type { FieldProblem } from '../offers/publication.rules.js';
import { checkWording, type Finding } from '../offers/wording.rules.js';
import type { Day } from '../platform/lang/day.js';

/** The content of a mission, as far as publication is concerned. */
export interface MissionContent {
  readonly title: string | null;
  readonly domain: string | null;
  readonly activities: readonly string[];
  readonly description: string | null;
  readonly schedule: string | null;
  readonly weeklyHours: number | null;
  readonly slots: number;
  readonly startsOn: Day | null;
  readonly endsOn: Day | null;
  readonly closesOn: Day | null;
  readonly remote: 'no' | 'possible' | 'full';
  readonly openToMinors: boolean;
  readonly expensesRefunded: boolean;
  readonly insured: boolean;
  readonly accessWithoutCar: readonly string[];
  readonly contactName: string | null;
  readonly contactEmail: string | null;
  readonly contactPhone: string | null;
  readonly applicationUrl: string | null;
  readonly insee: string | null;
  readonly address: string | null;
}

const SHORTEST_DESCRIPTION = 30;

function missing(field: string, message: string): FieldProblem {
  return { field, code: 'missing', message };
}

/** What a mission lacks to be published, all at once; empty when nothing does. */
export function missingFromMission(mission: MissionContent): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (mission.title === null) problems.push(missing('title', 'Donnez un titre, par exemple « Aide aux devoirs ».'));
  if (mission.domain === null) problems.push(missing('domain', 'Choisissez un domaine.'));
  if ((mission.description ?? '').length < SHORTEST_DESCRIPTION)
    problems.push(missing('description', 'Décrivez la mission en quelques phrases.'));
  if (!mission.schedule)
    problems.push(missing('schedule', 'Dites quand, par exemple « le mardi matin, selon vos disponibilités ».'));
  if (mission.insee === null)
    problems.push(missing('place', 'Indiquez la commune, ou celle de l’association si tout se fait à distance.'));
  if (mission.contactName === null)
    problems.push(missing('contactName', 'Indiquez la personne qui accueille les bénévoles. Son nom reste caché.'));
  if (mission.contactEmail === null && mission.contactPhone === null && mission.applicationUrl === null) {
    problems.push(missing('contactEmail', 'Indiquez un e-mail, un téléphone ou une adresse web.'));
  }
  return problems;
}

/** What contradicts itself, in a draft too. `fresh`: the start date was just given, so it cannot be past. */
export function contradictionsIn(mission: MissionContent, today: Day, fresh: boolean): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (fresh && mission.startsOn !== null && mission.startsOn < today) {
    problems.push({ field: 'startsOn', code: 'past', message: 'La date de début est déjà passée.' });
  }
  if (mission.endsOn !== null && mission.endsOn < today) {
    problems.push({ field: 'endsOn', code: 'past', message: 'La date de fin de la mission est déjà passée.' });
  }
  if (mission.startsOn !== null && mission.endsOn !== null && mission.endsOn < mission.startsOn) {
    problems.push({ field: 'endsOn', code: 'before-start', message: 'La mission finit avant de commencer.' });
  }
  return problems;
}

/** Every remark on the texts of a mission. */
export function reviewMission(mission: MissionContent): Finding[] {
  return checkWording({
    kind: 'mission',
    title: mission.title,
    description: mission.description,
    schedule: mission.schedule,
  });
}

const NATURE = [
  'title',
  'domain',
  'activities',
  'description',
  'schedule',
  'contactName',
  'contactEmail',
  'contactPhone',
  'applicationUrl',
  'insee',
] as const satisfies readonly (keyof MissionContent)[];

/** Whether the edit makes it another mission than the one a person has read. */
export function changesNature(before: MissionContent, after: MissionContent): boolean {
  return NATURE.some((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}
