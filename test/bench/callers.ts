import { type ChildProcess, spawn } from 'node:child_process';

/** Callers that put the same questions to several answerers in the same run, and what they measured. */

export type Ask<Question> = (question: Question) => Promise<void>;

/** One at a time, each question put to all in turn: what disturbs the machine disturbs all alike. Milliseconds by name. */
export async function alternately<Question>(
  ask: Readonly<Record<string, Ask<Question>>>,
  questions: readonly Question[],
): Promise<Map<string, number[]>> {
  const times = new Map(Object.keys(ask).map((name) => [name, [] as number[]]));
  for (const question of questions) {
    for (const [name, one] of Object.entries(ask)) {
      const started = performance.now();
      await one(question);
      times.get(name)?.push(performance.now() - started);
    }
  }
  return times;
}

/** `width` callers at once, one answerer after the other, three times. */
export async function crowded<Question>(
  ask: Readonly<Record<string, Ask<Question>>>,
  questions: readonly Question[],
  width: number,
): Promise<Map<string, { times: number[]; perSecond: number }>> {
  const results = new Map(Object.keys(ask).map((name) => [name, { times: [] as number[], seconds: 0, perSecond: 0 }]));
  for (let block = 0; block < 3; block++) {
    for (const [name, one] of Object.entries(ask)) {
      const result = results.get(name);
      if (!result) continue;
      let next = 0;
      const started = performance.now();
      await Promise.all(
        Array.from({ length: width }, async () => {
          for (let question = questions[next++]; question; question = questions[next++]) {
            const from = performance.now();
            await one(question);
            result.times.push(performance.now() - from);
          }
        }),
      );
      result.seconds += (performance.now() - started) / 1000;
      result.perSecond = result.times.length / result.seconds;
    }
  }
  return results;
}

export function quantile(times: readonly number[] | undefined, share: number): number {
  const sorted = [...(times ?? [])].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function ms(times: readonly number[], share: number): string {
  return quantile(times, share).toFixed(2);
}

/** Each request comes from another address: the limit per address is not what is measured. */
export function someAddress(): string {
  const part = () => 1 + Math.floor(Math.random() * 254);
  return `10.${part()}.${part()}.${part()}`;
}

/** The web process on this port, once it answers. */
export async function startServer(env: NodeJS.ProcessEnv, port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', '@swc-node/register/esm-register', 'src/main.ts'], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  for (let tries = 0; tries < 300; tries++) {
    try {
      if ((await fetch(`http://127.0.0.1:${port}/health`)).ok) return child;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  child.kill('SIGKILL');
  throw new Error('The server does not start');
}
