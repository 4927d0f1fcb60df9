import { lookup } from 'node:dns';
import { createWriteStream } from 'node:fs';
import type { LookupFunction } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { Agent, type Dispatcher, request } from 'undici';
import { Config } from '../../platform/config/config.js';
import { DomainError, ExternalFailure, RuleBroken } from '../../platform/errors.js';
import { addressInHost, isPublicAddress } from './public-address.js';

const MAX_REDIRECTS = 3;
const TOTAL_TIME_MS = 10 * 60_000;

/**
 * Fetches feeds from the internet, and only from there: the address is checked when the connection is made, on the very address
 * connected to, so that a name that changes its answer between check and use (DNS rebinding) does not get through either.
 */
@Injectable()
export class FeedDownloadGateway {
  constructor(private readonly config: Config) {}

  /** Writes what the address answers to `path`. Refuses internal addresses (RuleBroken); ExternalFailure when the site does not answer as hoped. */
  async download(address: string, path: string): Promise<void> {
    const agent = new Agent({
      connect: { lookup: this.lookup, timeout: 10_000 },
      headersTimeout: 30_000,
      bodyTimeout: 30_000,
    });
    const signal = AbortSignal.timeout(TOTAL_TIME_MS);
    try {
      const answer = await this.follow(address, agent, signal);
      await pipeline(answer.body, this.bounded(), createWriteStream(path, { mode: 0o600 }), { signal });
    } catch (error) {
      throw this.explained(error);
    } finally {
      await agent.destroy();
    }
  }

  private async follow(address: string, dispatcher: Dispatcher, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    let url = this.checked(address);
    for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
      const answer = await request(url, {
        dispatcher,
        signal,
        headers: { 'accept-encoding': 'gzip, identity', 'user-agent': 'Actifs-import' },
      });
      if (answer.statusCode === 200) return answer;
      await answer.body.dump();
      const { location } = answer.headers;
      if (answer.statusCode < 300 || answer.statusCode >= 400 || typeof location !== 'string') {
        throw new ExternalFailure('import.download-failed', `Le site répond ${answer.statusCode} au lieu du fichier.`);
      }
      url = this.checked(URL.canParse(location, url.href) ? new URL(location, url.href).href : location);
    }
    throw new ExternalFailure(
      'import.too-many-redirects',
      `Le site renvoie plus de ${MAX_REDIRECTS} fois vers une autre adresse.`,
    );
  }

  private checked(address: string): URL {
    const url = URL.canParse(address) ? new URL(address) : null;
    if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
      throw new RuleBroken(
        'import.address-refused',
        'Seules les adresses http:// et https://, sans mot de passe, sont acceptées.',
      );
    }
    const ip = addressInHost(url.hostname);
    if (ip !== null && !isPublicAddress(ip) && !this.isAllowed(url.hostname)) throw this.internal(url.hostname);
    return url;
  }

  private readonly lookup: LookupFunction = (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0);
      const [first] = addresses;
      const good = this.isAllowed(hostname) || addresses.every(({ address }) => isPublicAddress(address));
      if (!good || first === undefined) return callback(this.internal(hostname), '', 0);
      if (options.all) return callback(null, addresses);
      return callback(null, first.address, first.family);
    });
  };

  private isAllowed(hostname: string): boolean {
    return this.config.imports.allowedHosts.includes(hostname.toLowerCase());
  }

  private internal(host: string): RuleBroken {
    return new RuleBroken(
      'import.internal-address',
      `« ${host} » est une adresse interne : refusée. IMPORT_ALLOWED_HOSTS peut l’autoriser.`,
    );
  }

  private bounded(): (source: AsyncIterable<Buffer>) => AsyncGenerator<Buffer> {
    const most = this.config.imports.maxBytes;
    return async function* (source) {
      let bytes = 0;
      for await (const chunk of source) {
        bytes += chunk.length;
        if (bytes > most) throw tooLarge(most);
        yield chunk;
      }
    };
  }

  private explained(error: unknown): Error {
    if (error instanceof DomainError) return error;
    const cause = error instanceof Error && error.cause instanceof DomainError ? error.cause : undefined;
    if (cause) return cause;
    const reason = error instanceof Error ? error.message : String(error);
    return new ExternalFailure('import.download-failed', `Le fichier n’a pas pu être lu à cette adresse (${reason}).`);
  }
}

/** The refusal of a file beyond IMPORT_MAX_MEGABYTES, compressed or not. */
export function tooLarge(maxBytes: number): RuleBroken {
  const megabytes = Math.round(maxBytes / 1024 / 1024);
  return new RuleBroken(
    'import.file-too-large',
    `Fichier trop gros : plus de ${megabytes} Mo (réglage IMPORT_MAX_MEGABYTES).`,
  );
}
