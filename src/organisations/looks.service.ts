import { Injectable } from '@nestjs/common';
import { AccessLogService, type Seen } from '../identity/access-log.service.js';
import type { Principal } from '../identity/principal.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';

/** Writes down that the holder of a key saw people's data, under the name that these people know: the team's or the organisation's. */
@Injectable()
export class LooksService {
  constructor(
    private readonly log: AccessLogService,
    private readonly database: Database,
    private readonly config: Config,
  ) {}

  /** Call it where the data are handed over; one look an hour is enough. */
  async note(principal: Principal, candidateIds: readonly string[], what: Seen): Promise<void> {
    if (candidateIds.length === 0) return;
    await this.log.recordAll(candidateIds, { by: principal.keyId, byLabel: await this.labelOf(principal), what });
  }

  private async labelOf(principal: Principal): Promise<string> {
    if (principal.kind === 'team') return `Équipe ${this.config.instance.name}`;
    const [named] = await this.database.query<{ name: string }>(
      `SELECT coalesce((SELECT name FROM organisations WHERE id = $2), (SELECT name FROM api_keys WHERE id = $1)) AS name`,
      [principal.keyId, principal.organisationId ?? null],
    );
    return named?.name ?? 'Un partenaire';
  }
}
