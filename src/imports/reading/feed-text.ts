import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import { createGunzip } from 'node:zlib';
import { DomainError, NotFound, RuleBroken } from '../../platform/errors.js';
import { binaryKind, encodingOf, isGzip, type TextEncodingName } from './encoding.rules.js';
import { tooLarge } from './feed-download.gateway.js';

const HEAD_BYTES = 64 * 1024;

/** A feed as text: what it begins with, what it weighs, and its text from the start as often as wanted. */
export type FeedText = {
  /** Its first 64 kB. */
  readonly head: string;
  /** Bytes, uncompressed. */
  readonly bytes: number;
  readonly sha256: string;
  readonly encoding: TextEncodingName;
  /** The whole text in pieces; `onBytes` hears how many bytes were read so far. */
  readonly chunks: (onBytes?: (bytes: number) => void) => AsyncGenerator<string>;
};

async function headOf(path: string): Promise<Uint8Array> {
  let file: Awaited<ReturnType<typeof open>>;
  try {
    file = await open(path, 'r');
  } catch {
    throw new NotFound('import.file-not-found', `Fichier introuvable : ${path}`);
  }
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } catch {
    throw new RuleBroken('import.not-a-file', `Ce n’est pas un fichier : ${path}`);
  } finally {
    await file.close();
  }
}

async function* bytesOf(path: string, gzipped: boolean, maxBytes: number): AsyncGenerator<Buffer> {
  const file = createReadStream(path);
  const source = gzipped ? file.pipe(createGunzip()) : file;
  file.on('error', (error) => source.destroy(error));
  let bytes = 0;
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw tooLarge(maxBytes);
      yield chunk;
    }
  } catch (error) {
    if (gzipped && !(error instanceof DomainError)) {
      throw new RuleBroken('import.damaged-archive', 'Le fichier compressé est endommagé ou incomplet.');
    }
    throw error;
  } finally {
    source.destroy();
    file.destroy();
  }
}

/**
 * Looks a file over once, in constant memory: gzip or not (bounded once unpacked), its encoding, size and fingerprint.
 * Throws NotFound, or RuleBroken when it is too large, damaged or no text.
 */
export async function openFeed(path: string, maxBytes: number): Promise<FeedText> {
  const gzipped = isGzip(await headOf(path));
  const hash = createHash('sha256');
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let isUtf8 = true;
  let bytes = 0;
  let head = Buffer.alloc(0);
  for await (const chunk of bytesOf(path, gzipped, maxBytes)) {
    hash.update(chunk);
    bytes += chunk.length;
    if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk]).subarray(0, HEAD_BYTES);
    if (isUtf8) isUtf8 = fits(utf8, chunk);
  }
  const binary = binaryKind(head);
  if (binary !== null) throw new RuleBroken('import.not-text', `Ce fichier n’est pas du texte, c’est ${binary}.`);
  const encoding = encodingOf(head, isUtf8);
  async function* chunks(onBytes?: (bytes: number) => void): AsyncGenerator<string> {
    const decoder = new TextDecoder(encoding);
    let read = 0;
    for await (const chunk of bytesOf(path, gzipped, maxBytes)) {
      read += chunk.length;
      onBytes?.(read);
      yield decoder.decode(chunk, { stream: true });
    }
    yield decoder.decode();
  }
  return { head: new TextDecoder(encoding).decode(head), bytes, sha256: hash.digest('hex'), encoding, chunks };
}

function fits(decoder: TextDecoder, chunk: Buffer): boolean {
  try {
    decoder.decode(chunk, { stream: true });
    return true;
  } catch {
    return false;
  }
}
