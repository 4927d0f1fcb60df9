import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { NotFound, RuleBroken } from '../platform/errors.js';
import type { Principal, Scope } from '../platform/http/principal.js';
import { newId } from '../platform/ids.js';
import { ApiKeyEntity } from './api-key.entity.js';

function digest(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** Gives, recognises and withdraws the keys of the API. */
@Injectable()
export class ApiKeysService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Makes a key. The text is shown this once. */
  async issue(wish: {
    name: string;
    kind: Principal['kind'];
    organisationId?: string | undefined;
    scopes: readonly Scope[];
  }): Promise<{ id: string; key: string }> {
    if ((wish.kind === 'organisation') !== (wish.organisationId !== undefined)) {
      throw new RuleBroken('key.organisation-needed', 'Une clé de structure nomme sa structure ; les autres n’en nomment pas.');
    }
    const key = `ak_${randomBytes(32).toString('base64url')}`;
    const id = newId();
    await this.database.repository(ApiKeyEntity).insert({
      id,
      name: wish.name,
      kind: wish.kind,
      organisationId: wish.organisationId ?? null,
      scopes: [...new Set(wish.scopes)],
      digest: digest(key),
      createdAt: this.clock.now(),
      revokedAt: null,
    });
    return { id, key };
  }

  async revoke(id: string): Promise<void> {
    const { affected } = await this.database
      .repository(ApiKeyEntity)
      .update({ id, revokedAt: IsNull() }, { revokedAt: this.clock.now() });
    if (affected !== 1) throw new NotFound('key.not-found', 'Cette clé n’existe pas, ou elle est déjà retirée.');
  }

  /** Who an Authorization header speaks for; undefined when the key is unknown or withdrawn. */
  async authenticate(header: string): Promise<Principal | undefined> {
    const key = /^Bearer (ak_[\w-]{43})$/.exec(header)?.[1];
    if (key === undefined) return undefined;
    const found = await this.database.repository(ApiKeyEntity).findOneBy({ digest: digest(key), revokedAt: IsNull() });
    if (!found) return undefined;
    return { keyId: found.id, kind: found.kind, organisationId: found.organisationId ?? undefined, scopes: found.scopes };
  }
}
