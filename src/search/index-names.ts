import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config/config.js';
import type { IndexKind } from './search.schema.js';

/** Names of the indexes: `actifs-opportunities` answers, `actifs-opportunities-<id>` is being built beside it. */
@Injectable()
export class IndexNames {
  constructor(private readonly config: Config) {}

  live(kind: IndexKind): string {
    return `${this.config.meili.prefix}-${kind}`;
  }

  /** Beginning of the names of the indexes built beside the live one. */
  besides(kind: IndexKind): string {
    return `${this.live(kind)}-`;
  }
}
