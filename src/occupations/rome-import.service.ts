import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { RuleBroken } from '../platform/errors.js';
import { OccupationsRepository } from './occupations.repository.js';
import { ProximityRepository } from './proximity.repository.js';
import { RomeExportGateway } from './rome-export.gateway.js';
import { readExport } from './rome-export.reader.js';
import { RomeExportRepository } from './rome-export.repository.js';
import { linkTo, missingFrom } from './rome-export.rules.js';
import { type NamedFile, readFiles } from './rome-files.reader.js';
import type { RomeExport } from './rome-export.schema.js';
import { readStarter } from './starter.reader.js';

export interface ImportSummary {
  readonly version: string | undefined;
  readonly occupations: {
    readonly given: number;
    readonly created: number;
    readonly updated: number;
    readonly retired: number;
  };
  /** Known occupations that a partial file does not hold: kept. */
  readonly keptThoughMissing: number;
  readonly appellations: { readonly added: number; readonly removed: number };
  /** Rows added or removed. */
  readonly mobilities: number;
  readonly skillScores: number;
  readonly dangling: number;
  readonly ignoredFiles: readonly string[];
  readonly changed: boolean;
}

/** Brings the official nomenclature in, whole or not at all, and keeps our own synonyms and skills. */
@Injectable()
export class RomeImportService {
  constructor(
    private readonly database: Database,
    private readonly gateway: RomeExportGateway,
    private readonly exports: RomeExportRepository,
    private readonly occupations: OccupationsRepository,
    private readonly proximities: ProximityRepository,
  ) {}

  /** From the network when neither files nor folders are given. */
  async import(options: {
    files?: readonly string[];
    folders?: readonly string[];
    version?: string | undefined;
  }): Promise<ImportSummary> {
    const { files = [], folders = [] } = options;
    const local = files.length + folders.length > 0;
    return this.load(
      readExport(local ? await readFiles(files, folders) : await this.gateway.download(), options.version),
    );
  }

  /** The same from files already in memory. */
  async importFiles(files: readonly NamedFile[], version?: string): Promise<ImportSummary> {
    return this.load(readExport(files, version));
  }

  private async load(files: RomeExport): Promise<ImportSummary> {
    const starter = await readStarter();
    return this.database.transaction(async () => {
      const state = await this.occupations.lockState();
      const known = await this.exports.knownCodes();
      const linked = linkTo(new Set(known), files);
      if (linked.refusal) throw new RuleBroken('occupations.unreadable-export', linked.refusal);
      const { missing, partial } = missingFrom(known, files);

      const written = files.occupations
        ? await this.exports.writeOccupations(files.occupations, files.version)
        : { created: 0, updated: 0 };
      const appellations = files.appellations
        ? await this.exports.replaceAppellations(linked.appellations)
        : { added: 0, removed: 0 };
      const mobilities = files.mobilities ? await this.exports.replaceMobilities(linked.mobilities) : 0;
      const skillScores = files.skillScores ? await this.exports.replaceSkillScores(files.skillScores) : 0;
      const starterChanged = state.starterChecksum !== starter.checksum;
      // Our everyday words may name an occupation that has only just come in.
      if (written.created > 0 || starterChanged) await this.occupations.writeStarter(starter);
      const retired = partial ? 0 : await this.exports.retire(missing);

      const changes = [
        written.created,
        written.updated,
        retired,
        appellations.added,
        appellations.removed,
        mobilities,
        skillScores,
      ];
      const changed = starterChanged || changes.some((count) => count > 0);
      if (changed) {
        await this.proximities.recompute();
        await this.occupations.markChanged({ starterChecksum: starter.checksum, romeVersion: files.version });
      }
      return {
        version: files.version,
        occupations: { given: files.occupations?.length ?? 0, ...written, retired },
        keptThoughMissing: partial && files.occupations ? missing.length : 0,
        appellations,
        mobilities,
        skillScores,
        dangling: linked.dangling,
        ignoredFiles: files.ignored,
        changed,
      };
    });
  }
}
