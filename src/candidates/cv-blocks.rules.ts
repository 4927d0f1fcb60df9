import type { Cv } from './cv.rules.js';
import { periodOf } from './cv-words.rules.js';
import type { ShownCv, ShownExperience } from './shown-cv.rules.js';
import type { PdfBlock } from './tagged-pdf.js';

/** The page of a CV. `own`: the copy of the person, with the full name and the years they gave. */
export function cvBlocks(shown: ShownCv, own?: Cv): PdfBlock[] {
  const name = own ? [own.firstName, own.lastName].filter(Boolean).join(' ') : shown.name;
  const experiences = shown.experiences.map((experience, index) => experienceLine(experience, own?.experiences[index]));
  return [
    { kind: 'title', text: name },
    ...(shown.headline === null ? [] : [lead(shown.headline)]),
    ...(shown.commune === null ? [] : [text(shown.commune)]),
    ...contactBlocks(shown),
    ...section('Je cherche', shown.anyWork ? ['Tous les métiers', ...shown.trades] : shown.trades),
    ...section('Ce que je sais faire', [...shown.tasks, ...shown.skills]),
    ...section('Ce que j’ai fait', experiences),
    ...section('Formations', shown.trainings),
    ...section('Langues', shown.languages),
    ...section('Permis', shown.licences),
    ...section('Mes déplacements', [shown.travel]),
    ...section('Mes disponibilités', [shown.available, shown.days, shown.hours].filter(isThere)),
    ...section('Contrats souhaités', shown.contracts.map(capital)),
  ];
}

/** "06 39 98 12 34", as people read French numbers; others stay in international form. */
export function readablePhone(e164: string): string {
  const french = /^\+33(\d)(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(e164);
  return french ? `0${french[1]} ${french.slice(2).join(' ')}` : e164;
}

function contactBlocks({ contact }: ShownCv): PdfBlock[] {
  const lines = [
    contact.phone === null ? null : `Téléphone : ${readablePhone(contact.phone)}`,
    contact.email === null ? null : `E-mail : ${contact.email}`,
  ];
  return lines.filter(isThere).map(text);
}

function experienceLine(shown: ShownExperience, own: Cv['experiences'][number] | undefined): string {
  const when = own ? periodOf(own) : shown.duration;
  const line = [shown.title, shown.organisation, when].filter(isThere).join(', ');
  return `${line} (${shown.kind.toLowerCase()})${shown.description === null ? '' : `\n${shown.description}`}`;
}

function section(title: string, items: readonly string[]): PdfBlock[] {
  return items.length === 0
    ? []
    : [
        { kind: 'heading', text: title },
        { kind: 'list', items },
      ];
}

const text = (line: string): PdfBlock => ({ kind: 'text', text: line });
const lead = (line: string): PdfBlock => ({ kind: 'lead', text: line });

function isThere(line: string | null): line is string {
  return line !== null && line !== '';
}

function capital(line: string): string {
  return line.charAt(0).toUpperCase() + line.slice(1);
}
