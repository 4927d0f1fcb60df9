import { randomBytes } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Config } from '../platform/config/config.js';
import { NotFound, RuleBroken } from '../platform/errors.js';
import { CandidateIntake } from './candidate-intake.js';
import { type ImportListeners, type ImportRequest, type ImportSummary, importRequestSchema } from './import.schema.js';
import { ImportRun } from './import-run.js';
import { ImportRunsRepository } from './import-runs.repository.js';
import { columnsOf } from './mapping/columns.rules.js';
import { type ColumnField, type ColumnMapping, columnMappingSchema } from './mapping/columns.schema.js';
import { MissionIntake } from './mission-intake.js';
import { OfferIntake } from './offer-intake.js';
import { FeedDownloadGateway } from './reading/feed-download.gateway.js';
import { openFeed } from './reading/feed-text.js';
import { contentOf, detectFormat, type ImportFormat, type ImportKind, kindOfFormat } from './reading/format.rules.js';
import { readItems } from './reading/items.reader.js';
import type { Piece } from './reading/piece.rules.js';

type Wanted = z.output<typeof importRequestSchema>;

/** Brings in feeds of partners and files of the département, from a file or an address, with an explained outcome for each item. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly offers: OfferIntake,
    private readonly missions: MissionIntake,
    private readonly candidates: CandidateIntake,
    private readonly run: ImportRun,
    private readonly runs: ImportRunsRepository,
    private readonly download: FeedDownloadGateway,
    private readonly config: Config,
  ) {}

  /**
   * Reads the whole feed and takes in what it can. Running it again changes nothing. Throws NotFound, RuleBroken or ExternalFailure when
   * the feed cannot be read at all; a feed that breaks off is `interrupted`, with what came before taken.
   */
  async import(request: ImportRequest, listeners: ImportListeners = {}): Promise<ImportSummary> {
    const wanted = importRequestSchema.parse(request);
    if (!/^[a-z][a-z0-9+.-]+:\/\//i.test(wanted.from)) return this.importFile(wanted, wanted.from, listeners);
    const path = join(tmpdir(), `actifs-import-${randomBytes(9).toString('base64url')}`);
    try {
      await this.download.download(wanted.from, path);
      return await this.importFile(wanted, path, listeners);
    } finally {
      await rm(path, { force: true });
    }
  }

  /** Takes in items that are already in the shape of a provider, as the demonstration makes them; nothing that is missing is closed. */
  async importItems(
    what: {
      readonly kind: 'offers' | 'missions';
      readonly format: ImportFormat;
      readonly source: string;
      readonly fingerprint: string;
    },
    items: Iterable<unknown>,
    listeners: ImportListeners = {},
  ): Promise<ImportSummary> {
    const plan = {
      ...what,
      origin: what.source,
      dryRun: false,
      totalBytes: 0,
      closing: 'never' as const,
      announced: null,
    };
    async function* pieces(): AsyncGenerator<Piece> {
      let position = 0;
      for (const raw of items) yield { kind: 'item', position: ++position, raw };
    }
    if (what.kind === 'offers') return this.run.follow(plan, this.offers.of(what.format), pieces, listeners);
    return this.run.follow(plan, this.missions.of(), pieces, listeners);
  }

  /** Whether this very content was already taken in whole under this source. */
  async isDone(source: string, fingerprint: string): Promise<boolean> {
    return this.runs.isDone(source, fingerprint);
  }

  private async importFile(wanted: Wanted, path: string, listeners: ImportListeners): Promise<ImportSummary> {
    const feed = await openFeed(path, this.config.imports.maxBytes);
    const content = contentOf(feed.head);
    if (content !== null && content !== wanted.kind) {
      throw new RuleBroken(
        'import.other-kind',
        `Ce fichier contient des ${WORDS[content]}, pas des ${WORDS[wanted.kind]}. Rien n’a été changé. Utilisez « import ${content} ».`,
      );
    }
    const format = wanted.format ?? detectFormat(feed.head, wanted.kind);
    if (format === null || kindOfFormat(format) !== wanted.kind) {
      throw new RuleBroken(
        'import.unknown-format',
        `Ce fichier n’a pas une forme connue pour des ${WORDS[wanted.kind]}. Rien n’a été changé. Si c’est le bon fichier, précisez --format.`,
      );
    }
    const plan = {
      kind: wanted.kind,
      format,
      source: wanted.source ?? DEFAULT_SOURCES[format],
      origin: basename(new URL(wanted.from, 'file:///').pathname),
      fingerprint: feed.sha256,
      dryRun: wanted.dryRun,
      totalBytes: feed.bytes,
      closing: wanted.keepMissing ? ('never' as const) : wanted.force ? ('always' as const) : ('if-few' as const),
      announced: announcedTotal(feed.head, format),
    };
    const items = (onBytes: (bytes: number) => void) => readItems(format, feed.chunks(onBytes));
    if (wanted.kind === 'offers') return this.run.follow(plan, this.offers.of(format), items, listeners);
    if (wanted.kind === 'missions') return this.run.follow(plan, this.missions.of(), items, listeners);
    const { intake, withColumns } = await this.beneficiaries(wanted);
    return this.run.follow(plan, intake, (onBytes) => withColumns(items(onBytes)), listeners);
  }

  /** The columns of a file of people are known once its heading is read, with its first record. */
  private async beneficiaries(wanted: Wanted) {
    const mapping = wanted.mapping === undefined ? undefined : await this.mappingOf(wanted.mapping, wanted.dryRun);
    let fields: ReadonlyMap<ColumnField, string> = new Map();
    async function* withColumns(pieces: AsyncIterable<Piece>): AsyncGenerator<Piece> {
      let isFirst = true;
      for await (const piece of pieces) {
        if (isFirst && piece.kind === 'item') {
          isFirst = false;
          fields = columnsOf(Object.keys(piece.raw as object), mapping).fields;
          const missing = (['lastName', 'firstName'] as const).filter((field) => !fields.has(field));
          if (missing.length > 0) {
            yield {
              kind: 'broken',
              position: 1,
              reason: 'Colonnes « nom » et « prénom » introuvables : donnez un fichier --mapping.',
            };
            return;
          }
        }
        yield piece;
      }
    }
    return { intake: this.candidates.of(() => fields), withColumns };
  }

  private async mappingOf(given: string, dryRun: boolean): Promise<ColumnMapping> {
    const saved = await this.runs.mapping(given);
    const text = saved === undefined ? await readFile(given, 'utf8').catch(() => undefined) : undefined;
    if (saved === undefined && text === undefined) {
      throw new NotFound(
        'import.mapping-not-found',
        `Aucune correspondance de colonnes nommée « ${given} », ni fichier de ce nom.`,
      );
    }
    const parsed = columnMappingSchema.safeParse(saved ?? jsonOrNull(text ?? ''));
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new RuleBroken(
        'import.mapping-invalid',
        `Fichier de correspondance incorrect (${issue?.path.join('.') ?? ''}).`,
      );
    }
    if (saved === undefined && !dryRun) await this.runs.saveMapping(parsed.data);
    return parsed.data;
  }
}

const WORDS: Readonly<Record<ImportKind, string>> = { offers: 'offres', missions: 'missions', candidates: 'personnes' };

const DEFAULT_SOURCES: Readonly<Record<ImportFormat, string>> = {
  'france-travail': 'france-travail',
  'job-posting': 'job-posting',
  'job-posting-html': 'job-posting',
  indeed: 'indeed',
  'engagement-json': 'api-engagement',
  'engagement-xml': 'api-engagement',
  'beneficiaries-csv': 'beneficiaires',
};

/** The number of items that a page of API Engagement says exist in all: a page that holds fewer is not the whole feed. */
function announcedTotal(head: string, format: ImportFormat): number | null {
  const found = format === 'engagement-json' ? /"total"\s*:\s*(\d+)/.exec(head.slice(0, 2000)) : null;
  return found ? Number(found[1]) : null;
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    return null;
  }
}
