import type { RomeAppellation, RomeExport, RomeMobility } from './rome-export.schema.js';

/** What is checked across the tables of an export, once each line is sound. */

/** References to unknown codes are left out one by one; above this share the files do not belong together. */
const MOST_DANGLING = 0.05;
/** When more of the known occupations are missing, the files hold only a part of the nomenclature: nothing is retired. */
const MOST_RETIRED = 0.1;

export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

/** "unix_referentiel_code_rome_v461_utf8.csv" → "v461"; undefined when no name carries a version. */
export function versionIn(names: readonly string[]): string | undefined {
  for (const name of names) {
    const version = /_v(\d{3})(?:_|\.|$)/i.exec(name) ?? /[-_]v(\d{3})[-_.]/i.exec(name);
    if (version?.[1]) return `v${version[1]}`;
  }
  return undefined;
}

export interface Linked {
  readonly appellations: readonly RomeAppellation[];
  readonly mobilities: readonly RomeMobility[];
  /** Lines left out because they name a code that is neither in the files nor known. */
  readonly dangling: number;
  /** Set when the files contradict each other too much to be loaded. */
  readonly refusal: string | undefined;
}

/** Keeps the lines whose codes exist, in the files or already loaded. */
export function linkTo(known: ReadonlySet<string>, files: RomeExport): Linked {
  const codes = new Set([...known, ...(files.occupations ?? []).map(({ code }) => code)]);
  const appellations = (files.appellations ?? []).filter(({ code }) => codes.has(code));
  const mobilities = (files.mobilities ?? []).filter(({ code, closeCode }) => codes.has(code) && codes.has(closeCode));
  const total = (files.appellations?.length ?? 0) + (files.mobilities?.length ?? 0);
  const dangling = total - appellations.length - mobilities.length;
  const refusal =
    dangling > total * MOST_DANGLING
      ? `${dangling} lignes sur ${total} renvoient à un code ROME inconnu : ces fichiers ne vont pas ensemble. Donnez aussi le fichier des codes.`
      : undefined;
  return { appellations, mobilities, dangling, refusal };
}

/** The known codes that the export no longer has, and whether to retire them or to take the files for a part of the whole. */
export function missingFrom(
  known: readonly string[],
  files: RomeExport,
): { missing: readonly string[]; partial: boolean } {
  if (!files.occupations) return { missing: [], partial: true };
  const present = new Set(files.occupations.map(({ code }) => code));
  const missing = known.filter((code) => !present.has(code));
  return { missing, partial: missing.length > known.length * MOST_RETIRED };
}

/** The first codes that appear twice, as problems. */
export function duplicatesOf(codes: readonly { code: string; file: string; line: number }[]): Problem[] {
  const seen = new Map<string, number>();
  const problems: Problem[] = [];
  for (const { code, file, line } of codes) {
    const first = seen.get(code);
    if (first === undefined) seen.set(code, line);
    else problems.push({ file, line, reason: `le code ${code} est déjà à la ligne ${first}` });
  }
  return problems;
}
