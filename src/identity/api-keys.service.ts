import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { NotFound, RuleBroken } from '../platform/errors.js';
import type { Principal, Scope } from '../platform/http/principal.js';
import { newId } from '../platform/ids.js';
import { ApiKeysRepository } from './api-keys.repository.js';

function digest(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** Gives, recognises and withdraws the keys of the API. */
@Injectable()
export class ApiKeysService {
  constructor(
    private readonly keys: ApiKeysRepository,
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
      throw new RuleBroken(
        'key.organisation-needed',
        'Une clé de structure nomme sa structure ; les autres n’en nomment pas.',
      );
    }
    const key = `ak_${randomBytes(32).toString('base64url')}`;
    const id = newId();
    await this.keys.insert({
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
    const done = await this.keys.revoke(id, this.clock.now());
    if (!done) throw new NotFound('key.not-found', 'Cette clé n’existe pas, ou elle est déjà retirée.');
  }

  /** Who an Authorization header speaks for; undefined when the key is unknown or withdrawn. */
  async authenticate(header: string): Promise<Principal | undefined> {
    const key = /^Bearer (ak_[\w-]{43})$/.exec(header)?.[1];
    if (key === undefined) return undefined;
    const found = await this.keys.inForce(digest(key));
    if (!found) return undefined;
    return {
      keyId: found.id,
      kind: found.kind,
      organisationId: found.organisationId ?? undefined,
      scopes: found.scopes,
    };
  }
}
