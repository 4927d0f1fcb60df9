import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { commandPath } from '../platform/config/shell.js';

/** Under whose name a private service runs. PostgreSQL refuses root, so root lends it an unprivileged user. */
export interface Identity {
  readonly uid: number;
  readonly gid: number;
}

/** The unprivileged user that root lends; undefined when we are not root and need none. */
export function lentIdentity(): Identity | undefined {
  if (userInfo().uid !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const id = (flag: string) =>
      Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout.trim() || Number.NaN);
    const [uid, gid] = [id('-u'), id('-g')];
    if (uid > 0 && gid > 0) return { uid, gid };
  }
  return { uid: 65534, gid: 65534 };
}

/** Makes the folder and gives it, with all it holds, to that user. */
export function ownedFolder(path: string, identity: Identity | undefined): string {
  mkdirSync(path, { recursive: true, mode: 0o755 });
  if (identity) giveTo(path, identity);
  return path;
}

function giveTo(path: string, { uid, gid }: Identity): void {
  const stats = lstatSync(path);
  if (stats.isSymbolicLink()) return;
  if (stats.uid !== uid) chownSync(path, uid, gid);
  if (stats.isDirectory()) for (const entry of readdirSync(path)) giveTo(join(path, entry), { uid, gid });
}

/** The first folder of PATH that holds this command. */
export function onPath(command: string): string | undefined {
  return commandPath()
    .split(':')
    .map((folder) => join(folder, command))
    .find((path) => existsSync(path));
}
