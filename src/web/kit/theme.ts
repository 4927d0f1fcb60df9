import { readFileSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { dataFile } from '../../platform/data-files.js';
import { type Tokens, tokensCss, tokensSchema, unreadablePairs } from './theme.rules.js';

const LOGO_TYPES: Readonly<Record<string, string>> = { '.svg': 'image/svg+xml', '.png': 'image/png' };

/** The instance's look, read once. A tokens file whose colours cannot be read by all stops the start. */
@Injectable()
export class Theme {
  readonly tokens: Tokens;
  readonly css: string;
  /** The logo as a data address; null: the mark of Actifs. */
  readonly logo: string | null;
  /** Hosts that pages may load pictures from: those of the map's tiles. */
  readonly imageHosts: readonly string[];

  constructor(config: Config) {
    const file = config.tokensFile === '' ? dataFile('web/tokens.json') : resolve(config.tokensFile);
    this.tokens = tokensSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    const wrong = unreadablePairs(this.tokens);
    if (wrong.length > 0) throw new Error(`The colours of ${file} cannot be read by all:\n${wrong.join('\n')}`);
    this.css = tokensCss(this.tokens);
    this.logo = logoOf(this.tokens.logo, dirname(file));
    this.imageHosts = this.tokens.tiles === null ? [] : [new URL(this.tokens.tiles.replace(/[{}]/g, '')).origin];
  }
}

function logoOf(path: string | null, folder: string): string | null {
  if (path === null) return null;
  const type = LOGO_TYPES[extname(path)];
  if (type === undefined) throw new Error(`The logo ${path} is neither an SVG nor a PNG`);
  return `data:${type};base64,${readFileSync(resolve(folder, path)).toString('base64')}`;
}
