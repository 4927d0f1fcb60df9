import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Outbox } from '../platform/events/outbox.js';
import { newId } from '../platform/ids.js';
import type { ConsentInput } from './candidate.schema.js';
import { candidateOpposedToCalls } from './candidates.events.js';
import { CandidatesRepository } from './candidates.repository.js';

/** Keeps the register of consents: who agreed to what, how, when, recorded by whom. Nothing in it is ever changed. */
@Injectable()
export class ConsentsService {
  constructor(
    private readonly candidates: CandidatesRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Adds entries, in the transaction of the caller, who sets the columns that follow them. */
  async append(candidateId: string, inputs: readonly ConsentInput[], by: string): Promise<void> {
    await this.appendAll(
      inputs.map((input) => ({ candidateId, ...input })),
      by,
    );
  }

  /** The same for several people (≤500). */
  async appendAll(inputs: readonly (ConsentInput & { candidateId: string })[], by: string): Promise<void> {
    const recordedAt = this.clock.now();
    await this.candidates.addConsents(inputs.map((input) => ({ id: newId(), recordedAt, recordedBy: by, ...input })));
    const opposed = inputs.filter((input) => input.purpose === 'follow-up-calls' && !input.granted);
    if (opposed.length > 0) {
      await this.outbox.publish(candidateOpposedToCalls, {
        candidateIds: [...new Set(opposed.map((input) => input.candidateId))],
      });
    }
  }
}
