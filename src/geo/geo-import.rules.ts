import { haversineKm, type Point, roundedPoint } from './distance.rules.js';
import { type ImportedCommune, importedCommuneSchema } from './geo-import.schema.js';

/** Decides what each row of an import of coordinates does to the communes that are known. */

export interface PresentCommune extends Point {
  readonly insee: string;
  readonly source: string;
  readonly precision: string;
}

export interface RefusedRow {
  /** Position of the row in the source, from 1. */
  readonly row: number;
  readonly insee: string | null;
  readonly reason: string;
}

export interface ImportPlan {
  readonly updated: readonly ImportedCommune[];
  readonly unchanged: number;
  readonly refused: readonly RefusedRow[];
}

/** An estimate may be 30 km wrong; beyond this the row is about another place, or has latitude and longitude the wrong way round. */
const FARTHEST_KM = 80;
/** Communes of Guyane are as large as a département. */
const FARTHEST_OVERSEAS_KM = 300;

/** Sorts the rows of a source: what changes a commune, what is so already, what is refused and why. Only communes of `departement` change. */
export function planImport(
  rows: readonly unknown[],
  known: ReadonlyMap<string, PresentCommune>,
  departement: string,
): ImportPlan {
  const updated = new Map<string, ImportedCommune>();
  const refused: RefusedRow[] = [];
  let unchanged = 0;
  const refuse = (index: number, insee: string | null, reason: string) => {
    refused.push({ row: index + 1, insee, reason });
  };
  for (const [index, given] of rows.entries()) {
    const parsed = importedCommuneSchema.safeParse(given);
    if (!parsed.success) {
      refuse(index, codeOf(given), `not a commune with coordinates: ${problemOf(parsed.error)}`);
      continue;
    }
    const commune = { ...parsed.data, ...roundedPoint(parsed.data) };
    const present = known.get(commune.insee);
    const problem = updated.has(commune.insee)
      ? 'the same commune stands higher up'
      : misfit(commune, present, departement);
    if (problem !== undefined) refuse(index, commune.insee, problem);
    else if (present?.lat === commune.lat && present.lng === commune.lng && present.source === commune.source)
      unchanged += 1;
    else updated.set(commune.insee, commune);
  }
  return { updated: [...updated.values()], unchanged, refused };
}

function misfit(
  commune: ImportedCommune,
  present: PresentCommune | undefined,
  departement: string,
): string | undefined {
  if (!present) return `not a commune of today in the département ${departement}`;
  const km = haversineKm(present, commune);
  if (km <= (/^9[78]/.test(departement) ? FARTHEST_OVERSEAS_KM : FARTHEST_KM)) return undefined;
  return `${Math.round(km)} km from where the commune lies; are latitude and longitude the wrong way round?`;
}

function codeOf(row: unknown): string | null {
  if (typeof row !== 'object' || row === null) return null;
  const fields = row as { code?: unknown; code_insee?: unknown };
  const code = fields.code ?? fields.code_insee;
  return typeof code === 'string' ? code.slice(0, 10) : null;
}

function problemOf(error: {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
}): string {
  const [issue] = error.issues;
  return issue ? `${issue.path.map(String).join('.') || 'row'}: ${issue.message}` : 'unknown shape';
}
