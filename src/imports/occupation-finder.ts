import { Injectable } from '@nestjs/common';
import { OccupationsService } from '../occupations/occupations.service.js';
import { ImportsQueries } from './imports.queries.js';

/** Wordings of one run kept in memory. */
const MOST_KEPT = 50_000;

/**
 * Finds the occupation that a feed means. A code may be of ROME version 3, where it covered several occupations of version 4 and may
 * since name another one (F1610 were the roofers, it is now the solar fitters): then the title decides among its descendants.
 */
@Injectable()
export class OccupationFinder {
  private readonly known = new Map<string, Promise<string | null>>();

  constructor(
    private readonly occupations: OccupationsService,
    private readonly queries: ImportsQueries,
  ) {}

  /** A code in force, or null when neither the code nor the words name one. */
  find(code: string | null, words: readonly string[]): Promise<string | null> {
    const key = JSON.stringify([code, words]);
    let found = this.known.get(key);
    if (!found) {
      if (this.known.size >= MOST_KEPT) this.known.clear();
      found = this.look(code, words);
      this.known.set(key, found);
    }
    return found;
  }

  private async look(code: string | null, words: readonly string[]): Promise<string | null> {
    const descendants = code === null ? [] : await this.queries.occupationsFrom(code);
    const best: string[] = [];
    for (const text of words) {
      const found = await this.occupations.bestFor(text);
      if (found) best.push(found.code);
    }
    const inFamily = best.find((candidate) => descendants.includes(candidate));
    if (inFamily !== undefined) return inFamily;
    if (code !== null && (await this.occupations.exists(code))) return code;
    return descendants[0] ?? best[0] ?? null;
  }
}
