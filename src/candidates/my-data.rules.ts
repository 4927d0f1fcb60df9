import { dayInParis, instantFrom, isDay } from '../platform/lang/day.js';
import { longDay } from './cv-words.rules.js';
import type { DataTable } from './my-data.queries.js';
import type { PdfBlock } from './tagged-pdf.js';

/** The words of columns; a column without words is said by its name. */
const WORDS: Readonly<Record<string, string>> = {
  first_name: 'Prénom',
  last_name: 'Nom',
  phone: 'Téléphone',
  email: 'E-mail',
  status: 'État',
  state: 'État',
  insee: 'Code de la commune',
  lat: 'Latitude',
  lng: 'Longitude',
  travel_mode: 'Déplacement',
  reach_km: 'Distance en km',
  contracts: 'Contrats souhaités',
  hours_min: 'Heures au moins',
  hours_max: 'Heures au plus',
  licences: 'Permis',
  skills: 'Ce que vous savez faire',
  skill_words: 'Avec vos mots',
  tasks: 'Tâches cochées',
  adult: 'Vous avez 18 ans ou plus',
  eligibility: 'Offres réservées possibles',
  experiences: 'Ce que vous avez fait',
  trainings: 'Formations',
  languages: 'Langues',
  headline: 'Votre phrase',
  available_from: 'Disponible à partir du',
  volunteering: 'Bénévolat',
  cv_visible: 'CV visible',
  accepts_contact: 'Les employeurs peuvent vous écrire',
  rsa_status: 'RSA',
  barriers: 'Ce qui peut vous bloquer',
  referent: 'Référent',
  territory: 'Territoire',
  private_note: 'Note de l’équipe',
  registered_by: 'Inscrit par',
  last_contact_at: 'Dernier contact',
  created_at: 'Créé le',
  updated_at: 'Changé le',
  occupation_code: 'Métier (code)',
  experienced: 'Vous l’avez déjà fait',
  topic: 'Sujet',
  purpose: 'Pour quoi',
  granted: 'Accord',
  how: 'Comment',
  recorded_at: 'Le',
  recorded_by: 'Noté par',
  title: 'Titre',
  kind: 'Sorte',
  channel: 'Par',
  template: 'Message',
  to_address: 'Envoyé à',
  subject: 'Objet',
  body_text: 'Texte',
  body: 'Texte',
  sent_at: 'Envoyé le',
  delivered_at: 'Arrivé le',
  note: 'Note',
  agent: 'Agent',
  called_at: 'Appel du',
  outcome: 'Résultat',
  answers: 'Réponses',
  stop: 'Lieu',
  starts_at: 'Le',
  seen_by_label: 'Qui',
  what: 'Quoi',
  seen_at: 'Vu le',
  reasons: 'Pourquoi',
  score: 'Points',
  device: 'Appareil',
  last_seen_at: 'Dernière visite',
  expires_at: 'Fin le',
  views: 'Vu combien de fois',
  label: 'Nom',
  words: 'Vos mots',
  answer: 'Réponse',
};

/** Tables of which a person reads every line; of the others the PDF says how many lines the JSON holds. */
const TOO_LONG = 30;

/** The export for people: every table by its title, every value in words; names that only machines use are left to the JSON. */
export function myDataBlocks(person: string, on: string, tables: readonly DataTable[]): PdfBlock[] {
  return [
    { kind: 'title', text: 'Mes données' },
    { kind: 'lead', text: `${person}, le ${on}` },
    {
      kind: 'text',
      text: 'Voici tout ce que nous gardons sur vous. Le fichier JSON dit la même chose pour les ordinateurs.',
    },
    ...tables.flatMap(tableBlocks),
  ];
}

function tableBlocks({ title, rows }: DataTable): PdfBlock[] {
  if (rows.length === 0)
    return [
      { kind: 'heading', text: title },
      { kind: 'text', text: 'Rien.', quiet: true },
    ];
  const shown = rows.slice(-TOO_LONG);
  const rest = rows.length - shown.length;
  return [
    { kind: 'heading', text: rows.length === 1 ? title : `${title} (${rows.length})` },
    { kind: 'list', items: shown.map(rowWords).filter((line) => line !== '') },
    ...(rest > 0 ? [{ kind: 'text' as const, text: `Et ${rest} autres, dans le fichier JSON.`, quiet: true }] : []),
  ];
}

function rowWords(row: Readonly<Record<string, unknown>>): string {
  return Object.entries(row)
    .flatMap(([column, value]) => {
      const words = valueWords(value);
      return words === '' || isUuid(value) ? [] : [`${WORDS[column] ?? column.replaceAll('_', ' ')} : ${words}`];
    })
    .join(' ; ');
}

function valueWords(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  if (Array.isArray(value)) return value.map(valueWords).filter(Boolean).join(', ');
  if (typeof value === 'object') return rowWords(value as Record<string, unknown>).replaceAll(' ; ', ', ');
  const text = String(value);
  if (isDay(text)) return longDay(text);
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(text)) return longDay(dayInParis(instantFrom(text)));
  return text.replace(/\s+/g, ' ');
}

function isUuid(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
}
