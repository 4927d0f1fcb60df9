import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { plusSeconds } from '../../platform/lang/day.js';
import type { FormFields } from './forms.js';

const KEPT_SECONDS = 3600;
const MOST_BYTES = 50_000;

/** Keeps what was typed when a session ended under the person's fingers. Only the browser's cookie can open it: the table holds cipher text. */
@Injectable()
export class KeptForms {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Returns the token for the cookie; undefined when there is too much to keep. */
  async keep(path: string, fields: FormFields): Promise<string | undefined> {
    const { _csrf, ...rest } = fields;
    const text = JSON.stringify(rest);
    if (Buffer.byteLength(text) > MOST_BYTES) return undefined;
    const token = randomBytes(32);
    const cipher = createCipheriv('aes-256-gcm', keyOf(token), Buffer.alloc(12)); // one key encrypts one text: a fixed nonce is safe
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    const now = this.clock.now();
    await this.database.query('DELETE FROM kept_forms WHERE kept_at < $1', [plusSeconds(now, -KEPT_SECONDS)]);
    await this.database.query('INSERT INTO kept_forms (token_digest, path, sealed, kept_at) VALUES ($1, $2, $3, $4)', [
      digestOf(token),
      path,
      sealed,
      now,
    ]);
    return token.toString('base64url');
  }

  /** What was kept under this token for this page; it is forgotten at once. */
  async take(token: string, path: string): Promise<FormFields | undefined> {
    const key = Buffer.from(token, 'base64url');
    const [found] = await this.database.query<{ sealed: Buffer }>(
      'DELETE FROM kept_forms WHERE token_digest = $1 AND path = $2 AND kept_at >= $3 RETURNING sealed',
      [digestOf(key), path, plusSeconds(this.clock.now(), -KEPT_SECONDS)],
    );
    if (!found) return undefined;
    const decipher = createDecipheriv('aes-256-gcm', keyOf(key), Buffer.alloc(12));
    decipher.setAuthTag(found.sealed.subarray(-16));
    const text = Buffer.concat([decipher.update(found.sealed.subarray(0, -16)), decipher.final()]).toString('utf8');
    return JSON.parse(text) as FormFields;
  }
}

function digestOf(token: Buffer): string {
  return createHash('sha256').update('kept form').update(token).digest('hex');
}

function keyOf(token: Buffer): Buffer {
  return createHash('sha256').update('key of a kept form').update(token).digest();
}
