import { Injectable } from '@nestjs/common';
import { clearlyFirst } from './clear-name.rules.js';
import { Database } from '../platform/database/database.js';
import { OccupationIndex, type OccupationMatch } from './occupation-index.js';
import { isTooVague } from './occupation-words.rules.js';
import { type CloseOccupation, OccupationsQueries } from './occupations.queries.js';
import { OccupationsRepository } from './occupations.repository.js';
import { ProximityRepository } from './proximity.repository.js';
import { readStarter } from './starter.reader.js';

/** Below this a title is only a hint: a person has to choose. */
const LEAST_CONFIDENCE = 0.55;

interface Loaded {
  readonly revision: number;
  readonly index: OccupationIndex;
  readonly current: ReadonlySet<string>;
}

/** Answers for the trades: which exist, what they are called, which one a text means, which are close. */
@Injectable()
export class OccupationsService {
  private loaded: Promise<Loaded> | undefined;

  constructor(
    private readonly database: Database,
    private readonly queries: OccupationsQueries,
    private readonly repository: OccupationsRepository,
    private readonly proximities: ProximityRepository,
  ) {}

  /**
   * Loads the set that comes with the product. May run at every start: does nothing when this very set is loaded already,
   * and never changes what the official export said. `changed` tells whether anything was written.
   */
  async loadStarter(): Promise<{ changed: boolean; occupations: number }> {
    const starter = await readStarter();
    return this.database.transaction(async () => {
      const state = await this.repository.lockState();
      const changed = state.starterChecksum !== starter.checksum;
      if (changed) {
        await this.repository.writeStarter(starter);
        await this.proximities.recompute();
        await this.repository.markChanged({ starterChecksum: starter.checksum });
      }
      return { changed, occupations: starter.occupations.length };
    });
  }

  /** The occupations that a text most likely names, best first; empty when it names none. `confidence` is 0 to 1. */
  async search(text: string, limit = 10): Promise<OccupationMatch[]> {
    return (await this.present()).index.search(text, limit);
  }

  /** The occupation of an offer's title or of a line of a CV, when it is clear enough to be set without asking. */
  async bestFor(title: string): Promise<{ code: string; confidence: number } | undefined> {
    if (isTooVague(title)) return undefined;
    const [best] = await this.search(title, 1);
    return best && best.confidence >= LEAST_CONFIDENCE ? { code: best.code, confidence: best.confidence } : undefined;
  }

  /** The occupation that somebody's own words name beyond doubt, with nobody there to ask: stricter than `bestFor`. */
  async clearlyNamedIn(words: string): Promise<{ code: string } | undefined> {
    return isTooVague(words) ? undefined : clearlyFirst(await this.search(words, 2));
  }

  /** Whether the code is one of the nomenclature in force. A retired code keeps its label but is no longer offered. */
  async exists(code: string): Promise<boolean> {
    return (await this.present()).current.has(code);
  }

  /** "Cariste", "Serveur / Serveuse en restauration"; undefined for a code that was never known. */
  async label(code: string): Promise<string | undefined> {
    return (await this.present()).index.nameOf(code);
  }

  /** The occupations near this one, itself left out, nearest first. Empty for an unknown code. */
  async closeTo(code: string): Promise<CloseOccupation[]> {
    return (await this.exists(code)) ? this.queries.closeTo(code) : [];
  }

  /** What is kept in memory, read again when the nomenclature has changed, whichever process changed it. */
  private async present(): Promise<Loaded> {
    const revision = await this.queries.revision();
    const loaded = await this.loaded;
    if (loaded?.revision === revision) return loaded;
    this.loaded = this.load(revision).catch((error: unknown) => {
      this.loaded = undefined;
      throw error;
    });
    return this.loaded;
  }

  private async load(revision: number): Promise<Loaded> {
    const [occupations, labels] = await Promise.all([this.queries.all(), this.queries.labels()]);
    return {
      revision,
      index: new OccupationIndex(occupations, labels),
      current: new Set(occupations.filter(({ retired }) => !retired).map(({ code }) => code)),
    };
  }
}
