import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function findRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

/** The project's folder: the same from sources, from dist and in the image. */
export const PROJECT_ROOT = findRoot();

/** Absolute path of a data file kept beside the code, given from `src`: 'occupations/data/starter-occupations.csv'. */
export function dataFile(path: string): string {
  return join(PROJECT_ROOT, 'src', path);
}
