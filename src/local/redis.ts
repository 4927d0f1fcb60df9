import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { commandOrPackage } from './packages.js';
import { freePort, until } from './ports.js';
import { ownedFolder } from './runner.js';

/** A Redis of our own on this machine; it ends with `stop`. */
export interface LocalRedis {
  readonly url: string;
  stop(): Promise<void>;
}

/** The command that serves Redis here, installing it as a package when we may; otherwise why there is none. */
export function redisServer(say: (line: string) => void): { command: string } | { missing: string } {
  const wanted = { name: 'Redis', commands: ['redis-server', 'valkey-server'], package: 'redis-server' };
  const found = commandOrPackage(wanted, say);
  return 'missing' in found ? { missing: `no REDIS_URL, ${found.missing}` } : found;
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
