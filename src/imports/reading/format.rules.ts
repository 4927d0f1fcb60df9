import { columnsOf } from '../mapping/columns.rules.js';
import { separatorOf } from './csv.rules.js';

export const IMPORT_FORMATS = [
  'france-travail',
  'job-posting',
  'job-posting-html',
  'indeed',
  'engagement-json',
  'engagement-xml',
  'beneficiaries-csv',
] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

export const IMPORT_KINDS = ['offers', 'missions', 'candidates'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

const KIND_OF: Readonly<Record<ImportFormat, ImportKind>> = {
  'france-travail': 'offers',
  'job-posting': 'offers',
  'job-posting-html': 'offers',
  indeed: 'offers',
  'engagement-json': 'missions',
  'engagement-xml': 'missions',
  'beneficiaries-csv': 'candidates',
};

/** What a format describes. */
export function kindOfFormat(format: ImportFormat): ImportKind {
  return KIND_OF[format];
}

/** Names that only feeds of offers, or only feeds of missions, give to their fields. */
const OFFER_SIGNS =
  /"(?:resultats|intitule|romeCode|romeLibelle|lieuTravail|typeContrat|hiringOrganization|jobLocation|JobPosting)"/;
const MISSION_SIGNS =
  /"(?:clientId|domain|activity|activities|publisherName|organizationName|openToMinors|applicationUrl)"\s*:/;

/** Recognises a format by the beginning of the text (some kilobytes), whatever the name of the file says; null when it is none of ours. */
export function detectFormat(head: string, kind: ImportKind): ImportFormat | null {
  const text = beginning(head);
  if (kind === 'candidates') return /^[[{<]/.test(text) ? null : 'beneficiaries-csv';
  if (contentOf(head) !== null && contentOf(head) !== kind) return null;
  if (text.startsWith('[') || text.startsWith('{')) return jsonFormat(text, kind);
  if (!text.startsWith('<')) return null;
  if (isWebPage(text)) return kind === 'offers' ? 'job-posting-html' : null;
  if (kind === 'offers') return /<(job|source)[\s>]/i.test(text) ? 'indeed' : null;
  return /<(mission|source)[\s>]/i.test(text) ? 'engagement-xml' : null;
}

/** What a text evidently holds; null when nothing tells, or when it looks like both. */
export function contentOf(head: string): ImportKind | null {
  const text = beginning(head);
  if (/^[[{]/.test(text)) return oneOf(OFFER_SIGNS.test(text), MISSION_SIGNS.test(text));
  if (!text.startsWith('<')) return holdsPeople(text) ? 'candidates' : null;
  if (isWebPage(text)) return /JobPosting/.test(text) ? 'offers' : null;
  return oneOf(/<job[\s>]/i.test(text), /<mission[\s>]/i.test(text));
}

function beginning(head: string): string {
  return head.replace(/^\uFEFF/, '').trimStart();
}

function isWebPage(text: string): boolean {
  return /<(!doctype\s+html|html|head|body|script)[\s>]/i.test(text);
}

function oneOf(offers: boolean, missions: boolean): ImportKind | null {
  if (offers === missions) return null;
  return offers ? 'offers' : 'missions';
}

/** A table whose heading names people. */
function holdsPeople(text: string): boolean {
  const heading = text.slice(0, text.search(/[\r\n]|$/));
  const { fields } = columnsOf(heading.split(separatorOf(heading)).map(unquoted), undefined);
  return fields.has('lastName') && fields.has('firstName');
}

function unquoted(cell: string): string {
  return cell.trim().replace(/^"|"$/g, '');
}

/** JSON in which no name tells anything is none of ours, unless it is an empty feed. */
function jsonFormat(text: string, kind: 'offers' | 'missions'): ImportFormat | null {
  const isEmpty = !text.includes('"');
  if (kind === 'missions')
    return isEmpty || /"(ok|data|total|hits)"/.test(text) || MISSION_SIGNS.test(text) ? 'engagement-json' : null;
  if (/"@(type|context|graph)"/.test(text)) return 'job-posting';
  return isEmpty || OFFER_SIGNS.test(text) ? 'france-travail' : null;
}
