import { Injectable } from '@nestjs/common';
import type { SendCheck, SendVerdict } from './message.rules.js';

/** Modules above say here whether what they queued is still wanted at the moment of sending. */
@Injectable()
export class SendChecks {
  private readonly checks: { templates: ReadonlySet<string>; check: SendCheck }[] = [];

  register(templates: readonly string[], check: SendCheck): void {
    this.checks.push({ templates: new Set(templates), check });
  }

  async verdicts(messages: readonly { id: string; template: string }[]): Promise<ReadonlyMap<string, SendVerdict>> {
    const verdicts = new Map<string, SendVerdict>();
    for (const { templates, check } of this.checks) {
      const ids = messages.filter((message) => templates.has(message.template)).map((message) => message.id);
      if (ids.length === 0) continue;
      for (const [id, verdict] of await check(ids)) verdicts.set(id, verdict);
    }
    return verdicts;
  }
}
