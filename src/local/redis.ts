import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { userInfo } from 'node:os';
import { inheritedVariables } from '../platform/config/shell.js';
import { freePort, until } from './ports.js';
import { onPath, ownedFolder } from './runner.js';

/** A Redis of our own on this machine; it ends with `stop`. */
export interface LocalRedis {
  readonly url: string;
  stop(): Promise<void>;
}

/** The command that serves Redis here, installing it as a package when we are root on Debian or Ubuntu; otherwise why there is none. */
export function redisServer(say: (line: string) => void): { command: string } | { missing: string } {
  const installed = onPath('redis-server') ?? onPath('valkey-server');
  if (installed) return { command: installed };
  if (userInfo().uid !== 0)
    return { missing: 'no REDIS_URL, no redis-server or valkey-server on PATH, and not root to install one' };
  if (!debianLike())
    return { missing: 'no REDIS_URL, no redis-server or valkey-server on PATH, and not Debian or Ubuntu' };
  say('Redis is missing: installing the package redis-server with apt-get.');
  const env = { ...inheritedVariables(), DEBIAN_FRONTEND: 'noninteractive' };
  const install = () =>
    spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'redis-server'], { env, encoding: 'utf8' });
  let done = install();
  if (done.status !== 0) {
    spawnSync('apt-get', ['update', '-q'], { env, encoding: 'utf8' });
    done = install();
  }
  const command = onPath('redis-server');
  return command
    ? { command }
    : { missing: `apt-get could not install redis-server: ${done.stderr.trim().split('\n').at(-1) ?? ''}` };
}

/** Starts a Redis that keeps nothing on disk and never evicts. */
export async function startRedis(command: string, folder: string): Promise<LocalRedis> {
  ownedFolder(folder, undefined);
  const port = await freePort();
  const child = spawn(
    command,
    [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--appendonly',
      'no',
      '--maxmemory-policy',
      'noeviction',
      '--dir',
      folder,
    ],
    { stdio: 'ignore' },
  );
  const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()).once('error', () => resolve()));
  await until(() => pings(port), 'Redis', 10_000);
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      child.kill('SIGKILL'); // it holds nothing worth a farewell
      await exit;
    },
  };
}

function debianLike(): boolean {
  return existsSync('/etc/debian_version') && onPath('apt-get') !== undefined;
}

function pings(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 500 }, () => socket.write('PING\r\n'));
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket
      .once('data', (data) => end(data.toString().startsWith('+PONG')))
      .once('error', () => end(false))
      .once('timeout', () => end(false));
  });
}
