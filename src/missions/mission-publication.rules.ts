import { checkWording } from '../offers/wording.rules.js';
import {
  changesNatureBy,
  missingWay,
  type OpportunityContent,
  pastStart,
  tooShort,
} from '../opportunities/content.rules.js';
import { type FieldProblem, type Finding, missing } from '../opportunities/remarks.rules.js';
import type { Day } from '../platform/lang/day.js';

/** The content of a mission, as far as publication is concerned. */
export interface MissionContent extends OpportunityContent {
  readonly domain: string | null;
  readonly activities: readonly string[];
  readonly schedule: string | null;
  readonly slots: number;
  readonly endsOn: Day | null;
  readonly remote: 'no' | 'possible' | 'full';
  readonly openToMinors: boolean;
  readonly expensesRefunded: boolean;
  readonly insured: boolean;
}

/** What a mission lacks to be published, all at once; empty when nothing does. */
export function missingFromMission(mission: MissionContent): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (mission.title === null) problems.push(missing('title', 'Donnez un titre, par exemple « Aide aux devoirs ».'));
  if (mission.domain === null) problems.push(missing('domain', 'Choisissez un domaine.'));
  if (tooShort(mission.description)) problems.push(missing('description', 'Décrivez la mission en quelques phrases.'));
  if (!mission.schedule)
    problems.push(missing('schedule', 'Dites quand, par exemple « le mardi matin, selon vos disponibilités ».'));
  if (mission.insee === null)
    problems.push(missing('place', 'Indiquez la commune, ou celle de l’association si tout se fait à distance.'));
  if (mission.contactName === null)
    problems.push(missing('contactName', 'Indiquez la personne qui accueille les bénévoles. Son nom reste caché.'));
  return [...problems, ...missingWay(mission, 'Indiquez un e-mail, un téléphone ou une adresse web.')];
}

/** What contradicts itself, in a draft too. `fresh`: the start date was just given, so it cannot be past. */
export function contradictionsIn(mission: MissionContent, today: Day, fresh: boolean): FieldProblem[] {
  const problems = pastStart(mission, today, fresh);
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

/** Whether the edit makes it another mission than the one a person has read. */
export const changesNature = changesNatureBy<MissionContent>('domain', 'activities', 'schedule');
