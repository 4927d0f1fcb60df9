import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { unzipSync } from 'fflate';
import { RuleBroken } from '../platform/errors.js';

export interface NamedFile {
  readonly name: string;
  readonly text: string;
}

/** The whole official export is 28 MB; much more is not that export. */
const MOST_BYTES = 200_000_000;
/** The tables that we read, among the thirty of the official archive. */
const USEFUL =
  /(referentiel_code_rome|referentiel_appellation|rubrique_mobilite|metiers|appellations|proximite)[^/]*\.csv$/i;

/** The CSV files of the given paths (CSV or zip) and folders. Throws RuleBroken when one cannot be read. */
export async function readFiles(paths: readonly string[], folders: readonly string[]): Promise<NamedFile[]> {
  const inFolders = await Promise.all(
    folders.map(async (folder) => {
      const names = await readdir(folder).catch((error: unknown) => Promise.reject(unreadable(folder, error)));
      return names
        .filter((name) => USEFUL.test(name) || name.toLowerCase().endsWith('.zip'))
        .map((name) => join(folder, name));
    }),
  );
  const read = await Promise.all(
    [...paths, ...inFolders.flat()].map(async (path) => {
      const bytes = await readFile(path).catch((error: unknown) => Promise.reject(unreadable(path, error)));
      return filesIn(basename(path), bytes);
    }),
  );
  return read.flat();
}

/** The CSV files in some bytes: those of a zip archive, or the bytes themselves. */
export function filesIn(name: string, bytes: Uint8Array): NamedFile[] {
  if (bytes.length > MOST_BYTES) throw tooBig(name);
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  return isZip ? unzip(name, bytes) : [{ name, text: decode(name, bytes) }];
}

function unzip(name: string, bytes: Uint8Array): NamedFile[] {
  let total = 0;
  try {
    const files = unzipSync(bytes, {
      filter: (file) => {
        if (!USEFUL.test(file.name)) return false;
        total += file.originalSize;
        if (total > MOST_BYTES) throw tooBig(name);
        return true;
      },
    });
    return Object.entries(files).map(([path, content]) => ({ name: basename(path), text: decode(path, content) }));
  } catch (error) {
    if (error instanceof RuleBroken) throw error;
    throw new RuleBroken('occupations.unreadable-file', `${name} n’est pas une archive zip lisible.`);
  }
}

function decode(name: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new RuleBroken(
      'occupations.unreadable-file',
      `${name} n’est pas en UTF-8. Prenez l’export CSV, pas l’export JSON.`,
    );
  }
}

function tooBig(name: string): RuleBroken {
  return new RuleBroken(
    'occupations.unreadable-file',
    `${name} dépasse ${MOST_BYTES / 1e6} Mo : ce n’est pas l’export ROME.`,
  );
}

function unreadable(path: string, error: unknown): RuleBroken {
  const code = (error as NodeJS.ErrnoException).code ?? 'erreur';
  return new RuleBroken('occupations.unreadable-file', `${path} ne peut pas être lu (${code}).`);
}
