import { createHash, randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { lentIdentity } from '../local/runner.js';
import { environmentSchema } from '../platform/config/environment.js';
import { PROJECT_ROOT } from '../platform/data-files.js';

/** What a demonstration keeps between two starts, beside its data. */
export interface StageMemory {
  readonly secret: string;
  readonly meiliKey: string;
  postgresPort?: number;
  meiliPort?: number;
}

/** The folder of the demonstration: `.local` in the project, or under /var/tmp where another user can reach it or we can write. */
export function stageFolder(): string {
  const preferred = join(PROJECT_ROOT, '.local');
  const elsewhere = join('/var/tmp', `actifs-${createHash('sha256').update(PROJECT_ROOT).digest('hex').slice(0, 12)}`);
  const folder = usable(preferred) ? preferred : elsewhere;
  mkdirSync(join(folder, 'logs'), { recursive: true, mode: 0o755 });
  mkdirSync(join(folder, 'run'), { recursive: true, mode: 0o755 });
  return folder;
}

function usable(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch {
    return false;
  }
  const identity = lentIdentity();
  return identity === undefined || spawnSync('test', ['-x', folder], { ...identity, cwd: '/' }).status === 0;
}

/** Reads what the last start remembered, or begins anew. */
export function recall(folder: string): StageMemory {
  const file = join(folder, 'stage.json');
  if (existsSync(file)) {
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as StageMemory;
    } catch {
      // a start killed while it wrote: new secrets do no harm here
    }
  }
  return { secret: randomBytes(32).toString('hex'), meiliKey: randomBytes(24).toString('hex') };
}

export function remember(folder: string, memory: StageMemory): void {
  writeFileSync(join(folder, 'stage.json'), JSON.stringify(memory), { mode: 0o600 });
}

/** Leaves the settings for the command line, so that `npm run cli` speaks to the demonstration. */
export function writeSettings(folder: string, variables: NodeJS.ProcessEnv): void {
  const names = Object.keys(environmentSchema.shape).filter(
    (name) => variables[name] !== undefined && variables[name] !== '',
  );
  writeFileSync(join(folder, 'demo.env'), names.map((name) => `${name}='${variables[name]}'\n`).join(''), {
    mode: 0o600,
  });
}
