import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import { PROJECT_ROOT } from '../../platform/data-files.js';
import { Theme } from './theme.js';

export interface Asset {
  readonly type: string;
  readonly bytes: Buffer;
  readonly brotli: Buffer;
  readonly gzip: Buffer;
}

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  json: 'application/json; charset=utf-8',
};

/** Folders of the files that browsers load: written by hand, and compiled from `src/web/browser`. */
const FOLDERS = [join(PROJECT_ROOT, 'src/web/assets'), join(PROJECT_ROOT, 'dist/browser')];

/** Files of libraries that pages load as they are. */
const LIBRARY_FILES = ['leaflet/dist/leaflet.js', 'leaflet/dist/leaflet.css'];

/** The files that browsers load, compressed once at the start; their names carry their content's digest, so they are kept for ever. */
@Injectable()
export class Assets {
  private readonly addresses = new Map<string, string>();
  private readonly byName = new Map<string, Asset>();

  constructor(theme: Theme) {
    const { resolve } = createRequire(import.meta.url);
    for (const file of LIBRARY_FILES) {
      const type = TYPES[file.slice(file.lastIndexOf('.') + 1)] ?? '';
      this.add(basename(file), type, readFileSync(resolve(file)));
    }
    for (const folder of FOLDERS) {
      if (!existsSync(folder)) continue;
      for (const name of readdirSync(folder)) {
        const type = TYPES[name.slice(name.lastIndexOf('.') + 1)];
        if (type === undefined) continue;
        this.add(name, type, readFileSync(join(folder, name)));
      }
    }
    this.add('style.css', TYPES['css'] ?? '', commonStyle(theme.css));
  }

  /** The address of a file, given its plain name. Throws when there is no such file: a page would be broken. */
  address(name: string): string {
    const address = this.addresses.get(name);
    if (address === undefined) throw new Error(`No asset is called ${name}; run npm run build`);
    return address;
  }

  /** A file that is served under an address of its own, by its plain name; `undefined` when it is not there. */
  named(name: string): Asset | undefined {
    const address = this.addresses.get(name);
    return address === undefined ? undefined : this.find(basename(address));
  }

  /** By the hashed name in its address. */
  find(hashedName: string): Asset | undefined {
    return this.byName.get(hashedName);
  }

  private add(name: string, type: string, bytes: Buffer): void {
    const digest = createHash('sha256').update(bytes).digest('base64url').slice(0, 10);
    const dot = name.lastIndexOf('.');
    const hashed = `${name.slice(0, dot)}-${digest}${name.slice(dot)}`;
    this.addresses.set(name, `/fichiers/${hashed}`);
    this.byName.set(hashed, {
      type,
      bytes,
      brotli: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
      gzip: gzipSync(bytes, { level: 9 }),
    });
  }
}

/** The style sheet of every page: the instance's colours, then the parts of the common style in the order of their names. */
function commonStyle(colours: string): Buffer {
  const folder = join(PROJECT_ROOT, 'src/web/assets/style');
  const parts = readdirSync(folder).sort();
  return Buffer.concat([Buffer.from(colours), ...parts.map((name) => readFileSync(join(folder, name)))]);
}
