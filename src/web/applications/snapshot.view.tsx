import { availableLine, contractWords, durationOf, hoursLine, licenceWords } from '../../candidates/cv-words.rules.js';
import type { Snapshot } from '../../applications/snapshot.schema.js';
import { type Day, day as dayOf } from '../../platform/lang/day.js';
import { type Line, Summary } from '../kit/pieces.view.js';
import { phoneWords, typographic } from '../kit/words.rules.js';

/** What an organisation sees of the person, line by line. Empty lines are left out. */
export function SnapshotLines({ snapshot, today, contacts }: { snapshot: Snapshot; today: Day; contacts: boolean }) {
  const { name, commune, headline, occupations, skills, experiences, contracts, availableFrom } = snapshot;
  const lines: (Line | false | null)[] = [
    { label: 'Nom', value: name },
    commune !== null && { label: 'Commune', value: commune },
    headline !== null && { label: 'En une phrase', value: headline },
    list(
      'Métiers',
      occupations.map(({ label, experienced }) => `${typographic(label)}${experienced ? ' (déjà fait)' : ''}`),
    ),
    list('Ce que je sais faire', skills),
    list(
      'Expériences',
      experiences.map((one) => [one.title, durationOf(one)].filter(Boolean).join(', ')),
    ),
    list('Permis', licenceWords(snapshot.licences)),
    list('Contrats', contracts.map(contractWords)),
    text('Heures', hoursLine(snapshot)),
    text('Disponible', availableLine(availableFrom === null ? null : dayOf(availableFrom), today)),
    contacts && text('Téléphone', snapshot.phone && phoneWords(snapshot.phone)),
    contacts && text('E-mail', snapshot.email),
  ];
  return <Summary lines={lines.filter((line) => line !== false && line !== null)} />;
}

function text(label: string, value: string | null): Line | null {
  return value === null ? null : { label, value };
}

function list(label: string, values: readonly string[]): Line | null {
  if (values.length === 0) return null;
  const [only] = values;
  if (values.length === 1) return { label, value: only };
  return {
    label,
    value: (
      <ul class="plain">
        {values.map((value) => (
          <li key={value}>{value}</li>
        ))}
      </ul>
    ),
  };
}
