import { fold } from '../../platform/lang/text.js';
import type { ColumnField, ColumnMapping } from './columns.schema.js';

/** Headings as French offices write them, folded. */
const USUAL: Readonly<Record<ColumnField, readonly string[]>> = {
  externalRef: ['identifiant', 'id', 'matricule', 'numero', 'numero dossier', 'ref', 'reference'],
  firstName: ['prenom', 'prenoms'],
  lastName: ['nom', 'nom d usage', 'nom de famille', 'nom usage'],
  phone: ['telephone', 'tel', 'portable', 'mobile', 'telephone portable', 'tel portable', 'numero de telephone'],
  email: ['email', 'e mail', 'mail', 'courriel', 'adresse mail', 'adresse email', 'adresse electronique'],
  insee: ['insee', 'code insee', 'code commune', 'commune insee'],
  postalCode: ['code postal', 'cp', 'codepostal'],
  city: ['commune', 'ville', 'localite'],
  occupations: [
    'metier',
    'metiers',
    'metier recherche',
    'metiers recherches',
    'emploi recherche',
    'rome',
    'code rome',
    'codes rome',
  ],
  contracts: ['contrat', 'contrats', 'type de contrat', 'contrat souhaite', 'contrats souhaites'],
  licences: ['permis', 'permis de conduire'],
  travelMode: ['moyen de transport', 'transport', 'mobilite', 'deplacement', 'moyen de locomotion'],
  reachKm: ['rayon', 'rayon km', 'distance max', 'distance', 'km'],
  hoursMin: ['heures min', 'heures minimum'],
  hoursMax: ['heures max', 'heures maximum'],
  availableFrom: ['disponible le', 'disponibilite', 'date de disponibilite', 'disponible a partir du'],
  rsaStatus: ['rsa', 'statut rsa', 'situation rsa'],
  barriers: ['freins', 'frein', 'difficultes'],
  referent: ['referent', 'referente', 'referent social', 'conseiller'],
  territory: ['territoire', 'utas', 'secteur'],
  privateNote: ['note', 'notes', 'observation', 'observations', 'commentaire', 'remarque', 'remarques'],
  volunteering: ['benevolat', 'benevole'],
};

/** Columns that must never be read, even when a mapping names them: domain rule "never collected". */
const NEVER =
  /\b(nir|securite sociale|numero secu|iban|rib|nationalite|sexe|date de naissance|lieu de naissance|rqth|handicap)\b/;

/** The heading of each field, from the mapping given or from usual headings; `refused` are headings of data that is never collected. */
export function columnsOf(
  headings: readonly string[],
  mapping: ColumnMapping | undefined,
): {
  readonly fields: ReadonlyMap<ColumnField, string>;
  readonly ignored: readonly string[];
  readonly refused: readonly string[];
} {
  const fields = new Map<ColumnField, string>();
  const ignored: string[] = [];
  const refused: string[] = [];
  const given = new Map(Object.entries(mapping?.columns ?? {}).map(([heading, field]) => [fold(heading), field]));
  const usual = new Map(
    Object.entries(USUAL).flatMap(([field, names]) => names.map((name) => [name, field as ColumnField] as const)),
  );
  for (const heading of headings) {
    const folded = fold(heading);
    const field = mapping ? given.get(folded) : usual.get(folded);
    if (NEVER.test(folded)) refused.push(heading);
    else if (field === undefined || fields.has(field)) ignored.push(heading);
    else fields.set(field, heading);
  }
  return { fields, ignored, refused };
}
