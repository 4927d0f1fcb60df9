import { Injectable } from '@nestjs/common';
import { ConfirmationsService } from '../identity/confirmations.service.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import type { Registration } from './candidate.schema.js';
import { CandidatesService } from './candidates.service.js';

/** Registers people through somebody else: who agreed by voice is written to at once, and may say that it was not them. */
@Injectable()
export class AssistedRegistrationService {
  constructor(
    private readonly candidates: CandidatesService,
    private readonly confirmations: ConfirmationsService,
    private readonly database: Database,
    private readonly config: Config,
  ) {}

  /** `by`: id of the key that acts. One transaction. Throws as CandidatesService.register. */
  async register(registration: Registration, by: string): Promise<{ id: string; version: number }> {
    return this.database.transaction(async () => {
      const registered = await this.candidates.register(registration, by);
      const spoken = registration.consents.some(({ how, granted }) => how === 'oral' && granted);
      if (spoken) {
        const team = `l’équipe ${this.config.instance.name}`;
        await this.confirmations.tell(registered.id, { accountId: by, team });
      }
      return registered;
    });
  }
}
