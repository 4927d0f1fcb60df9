import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs';
import type { Identity } from './runner.js';

/**
 * A service that cannot outlive us. Its guard is a shell that holds a pipe to this process: when the pipe closes, because
 * we ask or because we died, the shell ends the service. The service's own number is kept in a file for the next start.
 */
const GUARD = `
"$@" 3<&- &
pid=$!
echo "$pid" > "$PID_FILE"
{
  read -r _ <&3
  kill -TERM "$pid"
  seconds=0
  while [ $seconds -lt 20 ]; do
    sleep 1
    kill -0 "$pid" || exit
    seconds=$((seconds + 1))
  done
  kill -KILL "$pid"
} 2>/dev/null &
watcher=$!
exec 3<&-
wait "$pid"
code=$?
rm -f "$PID_FILE"
kill "$watcher" 2>/dev/null
exit "$code"
`;

export interface GuardedService {
  /** Resolves when the service has ended, whatever the reason. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** Starts a command under guard; its output goes to the log file. */
export function startGuarded(options: {
  command: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  cwd: string;
  logFile: string;
  pidFile: string;
}): GuardedService {
  const log = openSync(options.logFile, 'a');
  const shell = spawn('/bin/sh', ['-c', GUARD, 'guard', options.command, ...options.args], {
    cwd: options.cwd,
    env: { ...options.env, PID_FILE: options.pidFile },
    stdio: ['ignore', log, log, 'pipe'],
    detached: true, // Ctrl-C reaches us alone: we end the services in their order
  });
  closeSync(log);
  const ended = endOf(shell);
  return {
    ended,
    async stop() {
      const pipe = shell.stdio[3];
      if (pipe) pipe.destroy();
      await ended;
    },
  };
}

/** Runs a command when this process ends, however it ends. */
export function runAtOurEnd(
  command: string,
  args: readonly string[],
  identity: Identity | undefined,
  cwd: string,
): ChildProcess {
  const shell = spawn('/bin/sh', ['-c', 'read -r _ <&3; exec "$@" 3<&-', 'guard', command, ...args], {
    ...identity,
    cwd,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    detached: true,
  });
  shell.unref();
  return shell;
}

/** Ends what a start that was killed has left behind: the process of the file, if it still is the program we think it is. */
export async function endLeftover(pidFile: string, program: string): Promise<boolean> {
  if (!existsSync(pidFile)) return false;
  const pid = Number(readFileSync(pidFile, 'utf8').trim());
  rmSync(pidFile, { force: true });
  if (!(pid > 1) || !commandLine(pid).includes(program)) return false;
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    send(pid, signal);
    for (let i = 0; i < 50; i++) {
      if (!commandLine(pid).includes(program)) return true;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  return true;
}

/** The command line of a live process; empty when there is none (or where /proc does not tell). */
export function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // it ended in between
  }
}

function endOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
}
