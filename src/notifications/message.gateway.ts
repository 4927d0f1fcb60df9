import type { SendResult } from './message.rules.js';

/** Sends in flight at once from one worker to one provider. */
const PARALLEL = 10;

/** What SMS and e-mail providers have in common. `send` never throws: every ending has a name. */
export abstract class MessageGateway<M extends { readonly id: string }> {
  /** Stored with each message and found again in the receipts. */
  abstract readonly name: string;
  /** Whether the provider recognises a message id it has already taken, so that sending again is harmless. */
  abstract readonly idempotent: boolean;
  /** Most messages per second, all workers together; null without limit. */
  abstract readonly perSecond: number | null;

  abstract send(message: M): Promise<SendResult>;

  /** Sends several, a few at a time, each at least `spacingMs` after the one before. The results are in the same order. */
  async sendAll(messages: readonly M[], spacingMs: number): Promise<SendResult[]> {
    const results: SendResult[] = [];
    const started = performance.now();
    const queue = [...messages.entries()];
    const lane = async (): Promise<void> => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const [index, message] = next;
        const early = index * spacingMs - (performance.now() - started);
        if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
        results[index] = await this.send(message);
      }
    };
    await Promise.all(Array.from({ length: Math.min(PARALLEL, messages.length) }, lane));
    return results;
  }
}
