import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine, endLeftover, runAtOurEnd } from '../local/guard.js';
import { type LocalMeilisearch, startMeilisearch } from '../local/meilisearch.js';
import { freePort, listens, until } from '../local/ports.js';
import { type LocalPostgres, startPostgres } from '../local/postgres.js';
import { inheritedVariables } from '../platform/config/shell.js';
import { migrate } from '../platform/database/migrate.js';
import { prepareDemo } from './prepare.js';
import { KeptProcess } from './services.js';
import { recall, remember, stageFolder, writeSettings } from './stage.js';

/** `npm run demo`: private services, the web and the worker, a demonstration Aisne, and what to open. Ctrl-C ends them all. */
const began = performance.now();
const say = (line: string) =>
  process.stdout.write(`${`${Math.round((performance.now() - began) / 1000)} s`.padStart(5)}  ${line}\n`);
const folder = stageFolder();
const lock = join(folder, 'run', 'demo.pid');
const shell = inheritedVariables();
const port = Number(shell['PORT'] || 3000);
const ends: (() => Promise<void> | void)[] = [];
let ending: Promise<void> | undefined;

function end(code: number): void {
  ending ??= (async () => {
    say('Stopping…');
    for (const stop of ends.reverse()) await Promise.resolve(stop()).catch(() => undefined);
    say('Stopped. The data stay for the next start.');
    process.exit(code);
  })();
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(0));

try {
  await start();
} catch (error) {
  if (!ending) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    end(1);
  }
}

async function start(): Promise<void> {
  await takeLock();
  const memory = recall(folder);
  const [postgres, meilisearch] = await Promise.all([openPostgres(memory.postgresPort), openMeilisearch(memory)]);
  remember(folder, {
    ...memory,
    postgresPort: postgres.port,
    ...(meilisearch.port !== undefined && { meiliPort: meilisearch.port }),
  });
  await postgres.ensureDatabase('actifs');
  const variables = {
    PUBLIC_URL: `http://localhost:${port}`,
    ALERT_HOURS: 'always',
    SMS_PER_SECOND: '1000',
    EMAIL_PER_SECOND: '1000',
    LOG_LEVEL: 'info',
    ...shell,
    NODE_ENV: 'development',
    DEMO: 'true',
    PORT: String(port),
    WORKER_PORT: String(await freePort()),
    SECRET: memory.secret,
    DATABASE_URL: postgres.url('actifs'),
    MEILI_URL: meilisearch.url,
    MEILI_KEY: meilisearch.key,
    SMS_GATEWAY: 'outbox',
    SMS_CALLBACK_SECRET: createHash('sha256').update(`sms callbacks ${memory.secret}`).digest('hex').slice(0, 24),
    EMAIL_GATEWAY: 'outbox',
  };
  writeSettings(folder, variables);
  const done = await migrate({ url: variables.DATABASE_URL, poolSize: 2 });
  if (done.length > 0) say(`The schema is in place (${done.length} migrations).`);
  const web = keep('web', 'main.js', variables);
  await until(() => answers(`http://127.0.0.1:${port}/health`), 'The web process', 60_000);
  say(`The first page is at http://localhost:${port}/`);
  const worker = keep('worker', 'worker.js', variables);
  say(`Queues: ${shell['REDIS_URL'] ? 'BullMQ on the Redis of REDIS_URL' : 'BullMQ on PostgreSQL'}.`);
  ends.push(
    () => worker.stop(),
    () => web.stop(),
  );
  await prepareDemo({ variables, folder, say, url: `http://localhost:${port}` });
}

function keep(name: string, script: string, env: NodeJS.ProcessEnv): KeptProcess {
  const kept = new KeptProcess(name, script, env, folder, say);
  kept.start();
  return kept;
}

/** One demonstration at a time in this folder; what a killed one left running is ended first. */
async function takeLock(): Promise<void> {
  if (existsSync(lock)) {
    const pid = Number(readFileSync(lock, 'utf8'));
    if (pid !== process.pid && commandLine(pid).includes(join('demo', 'main.js'))) {
      throw new Error(`The demonstration already runs (process ${pid}); end it with Ctrl-C first.`);
    }
  }
  for (const name of ['web', 'worker']) {
    if (await endLeftover(join(folder, 'run', `${name}.pid`), 'dist/src/'))
      say(`Ended the ${name} that an interrupted start had left.`);
  }
  await endLeftover(join(folder, 'run', 'meilisearch.pid'), 'meilisearch');
  if (await listens(port)) throw new Error(`Port ${port} is taken: choose another with PORT=3100 npm run demo`);
  writeFileSync(lock, String(process.pid));
  ends.push(() => rmSync(lock, { force: true }));
}

async function openPostgres(preferred: number | undefined): Promise<LocalPostgres> {
  const options = { folder: join(folder, 'postgres'), durable: true };
  const postgres = await startPostgres({ ...options, ...(preferred !== undefined && { port: preferred }) });
  say(`PostgreSQL answers on port ${postgres.port}.`);
  const { command, args, identity } = postgres.stopCommand;
  const guard = runAtOurEnd(command, args, identity, '/');
  const watch = async () => {
    while (!ending) {
      await new Promise((resolve) => setTimeout(resolve, 2000));
      if (ending || (await postgres.answers())) continue;
      say('PostgreSQL has ended; starting it again.');
      await startPostgres({ ...options, port: postgres.port }).catch(() => undefined);
    }
  };
  void watch();
  ends.push(() => {
    postgres.stop();
    guard.kill();
  });
  return postgres;
}

interface SearchServer {
  readonly url: string;
  readonly key: string;
  readonly port?: number;
}

async function openMeilisearch(memory: { meiliKey: string; meiliPort?: number }): Promise<SearchServer> {
  const given = shell['MEILI_URL'];
  if (given) return { url: given, key: shell['MEILI_KEY'] ?? '' };
  const chosen =
    memory.meiliPort !== undefined && !(await listens(memory.meiliPort)) ? memory.meiliPort : await freePort();
  const options = {
    folder: join(folder, 'meilisearch'),
    key: memory.meiliKey,
    port: chosen,
    pidFile: join(folder, 'run', 'meilisearch.pid'),
  };
  let server: LocalMeilisearch = await startMeilisearch(options);
  say(`Meilisearch answers on port ${chosen}.`);
  const watch = () => {
    void server.ended.then(async () => {
      if (ending) return;
      say('Meilisearch has ended; starting it again.');
      server = await startMeilisearch(options);
      watch();
    });
  };
  watch();
  ends.push(() => server.stop());
  return { url: server.url, key: server.key, port: chosen };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}
