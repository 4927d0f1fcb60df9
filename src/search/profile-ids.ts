import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config/config.js';

/**
 * Names that stand for people in the answers to one reader: stable for that reader, meaningless to another, and turned
 * back into the person by us alone. A uuid is one block of AES, so each name is 22 characters.
 */
@Injectable()
export class ProfileIds {
  constructor(private readonly config: Config) {}

  opaque(candidateId: string, reader: string): string {
    const cipher = createCipheriv('aes-256-ecb', this.key(reader), null).setAutoPadding(false);
    const block = Buffer.from(candidateId.replaceAll('-', ''), 'hex');
    return Buffer.concat([cipher.update(block), cipher.final()]).toString('base64url');
  }

  /** The person behind the name; undefined when this reader was never given it. */
  candidate(opaque: string, reader: string): string | undefined {
    const block = Buffer.from(opaque, 'base64url');
    if (block.length !== 16) return undefined;
    const decipher = createDecipheriv('aes-256-ecb', this.key(reader), null).setAutoPadding(false);
    const hex = Buffer.concat([decipher.update(block), decipher.final()]).toString('hex');
    const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    return /^.{14}[1-8].{4}[89ab]/.test(id) ? id : undefined;
  }

  private key(reader: string): Buffer {
    return createHmac('sha256', this.config.secret).update(`profile names for ${reader}`).digest();
  }
}
