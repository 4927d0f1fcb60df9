import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Database } from '../platform/database/database.js';
import { ApiKeyEntity } from './api-key.entity.js';

/** The table of keys. */
@Injectable()
export class ApiKeysRepository {
  constructor(private readonly database: Database) {}

  async insert(key: ApiKeyEntity): Promise<void> {
    await this.database.repository(ApiKeyEntity).insert(key);
  }

  /** The key with this digest, unless it was withdrawn. */
  async inForce(digest: string): Promise<ApiKeyEntity | null> {
    return this.database.repository(ApiKeyEntity).findOneBy({ digest, revokedAt: IsNull() });
  }

  /** Whether a key in force was withdrawn by this call. */
  async revoke(id: string, at: Date): Promise<boolean> {
    const { affected } = await this.database
      .repository(ApiKeyEntity)
      .update({ id, revokedAt: IsNull() }, { revokedAt: at });
    return affected === 1;
  }
}
