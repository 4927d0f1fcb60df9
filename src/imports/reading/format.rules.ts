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

/** Recognises a format by the beginning of the text (some kilobytes), whatever the name of the file says; null when it is none of ours. */
export function detectFormat(head: string, kind: ImportKind): ImportFormat | null {
  const text = head.replace(/^\uFEFF/, '').trimStart();
  if (kind === 'candidates') return /^[[{<]/.test(text) ? null : 'beneficiaries-csv';
  if (text.startsWith('[') || text.startsWith('{')) return jsonFormat(text, kind);
  if (!text.startsWith('<')) return null;
  if (/<(!doctype\s+html|html|head|body|script)[\s>]/i.test(text)) return kind === 'offers' ? 'job-posting-html' : null;
  if (kind === 'offers') return /<job[\s>]/i.test(text) || /<source[\s>]/i.test(text) ? 'indeed' : null;
  return /<mission[\s>]/i.test(text) || /<source[\s>]/i.test(text) ? 'engagement-xml' : null;
}

function jsonFormat(text: string, kind: ImportKind): ImportFormat | null {
  if (kind === 'missions') return 'engagement-json';
  if (/"@(type|context|graph)"/.test(text)) return 'job-posting';
  return 'france-travail';
}
