import type { CandidateView } from '../candidates/candidate-view.schema.js';
import { skillWords } from '../candidates/trade-tasks.rules.js';
import type { Share } from './apply.rules.js';
import { type Snapshot, snapshotSchema } from './snapshot.schema.js';

/**
 * What the organisation will see of this person: the visible profile and the means of contact they share, nothing else. Never the
 * family name, address, travel, benefit status, barriers, referent, notes or alerts: the schema lists what may pass.
 */
export function snapshotOf(view: CandidateView, shares: readonly Share[]): Snapshot {
  return snapshotSchema.parse({
    name: shownName(view.firstName, view.lastName),
    commune: view.place.name,
    headline: view.headline,
    occupations: view.occupations.map(({ label, experienced }) => ({ label, experienced })),
    experiences: view.experiences,
    skills: view.skills.map(skillWords),
    licences: view.licences,
    contracts: view.contracts,
    hoursMin: view.hoursMin,
    hoursMax: view.hoursMax,
    availableFrom: view.availableFrom,
    phone: shares.includes('phone') ? view.phone : null,
    email: shares.includes('email') ? view.email : null,
  });
}

/** "Nadia E." */
export function shownName(firstName: string, lastName: string): string {
  const initial = [...lastName.trim()][0];
  return initial === undefined ? firstName : `${firstName} ${initial.toLocaleUpperCase('fr')}.`;
}
