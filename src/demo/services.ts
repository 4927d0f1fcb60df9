import { join } from 'node:path';
import { type GuardedService, startGuarded } from '../local/guard.js';
import { PROJECT_ROOT } from '../platform/data-files.js';

const RESTARTS_A_MINUTE = 5;

/** Keeps one process of the product running: starts it, and starts it again when it dies. */
export class KeptProcess {
  private current: GuardedService | undefined;
  private stopping = false;
  private readonly starts: number[] = [];

  constructor(
    readonly name: string,
    private readonly script: string,
    private readonly env: NodeJS.ProcessEnv,
    private readonly folder: string,
    private readonly say: (line: string) => void,
  ) {}

  start(): void {
    this.starts.push(performance.now());
    const service = startGuarded({
      command: process.execPath,
      args: ['--enable-source-maps', join(PROJECT_ROOT, 'dist', 'src', this.script)],
      env: this.env,
      cwd: PROJECT_ROOT,
      logFile: join(this.folder, 'logs', `${this.name}.log`),
      pidFile: join(this.folder, 'run', `${this.name}.pid`),
    });
    this.current = service;
    void service.ended.then(() => this.restart());
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.current?.stop();
  }

  private restart(): void {
    if (this.stopping) return;
    const recent = this.starts.filter((at) => at > performance.now() - 60_000).length;
    if (recent > RESTARTS_A_MINUTE) {
      this.say(`The ${this.name} ends again and again: read ${join(this.folder, 'logs', `${this.name}.log`)}`);
      return;
    }
    this.say(`The ${this.name} has ended; starting it again.`);
    this.start();
  }
}
