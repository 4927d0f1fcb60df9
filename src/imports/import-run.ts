import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import type { ImportCounts, ImportListeners, ImportSummary, ItemOutcome } from './import.schema.js';
import { ImportLock } from './import-lock.repository.js';
import { ImportRunsRepository } from './import-runs.repository.js';
import { ImportsQueries } from './imports.queries.js';
import { type Intake, refusedDraft, type Taken } from './intake.js';
import type { ImportFormat, ImportKind } from './reading/format.rules.js';
import type { Piece } from './reading/piece.rules.js';

/** Items written in one transaction. */
const BATCH = 300;

export type RunPlan = {
  readonly kind: ImportKind;
  readonly format: ImportFormat;
  readonly source: string;
  readonly origin: string;
  readonly fingerprint: string;
  readonly dryRun: boolean;
  readonly totalBytes: number;
  readonly closing: 'never' | 'if-few' | 'always';
  /** Items that exist at the source, when the feed says so. */
  readonly announced: number | null;
};

/** An item that waits for its batch: to be written, or only to be told in its turn. */
type Waiting<D> = { readonly position: number; readonly draft: D } | { readonly outcome: ItemOutcome };

function refusal(position: number, reason: string): ItemOutcome {
  return { position, externalRef: null, title: null, result: 'refused', reason, notices: [] };
}

function outcomeOf<D>(
  intake: Intake<D>,
  { position, draft }: { position: number; draft: D },
  taken: Taken | undefined,
): ItemOutcome {
  return {
    position,
    externalRef: intake.refOf(draft),
    title: intake.titleOf(draft),
    ...(taken ?? refusedDraft('Sans réponse.')),
  };
}

/** Thrown to undo the transaction of a dry run. */
class Undo extends Error {}

/** Follows one feed from its first item to its last, batch by batch, in constant memory but for the references seen. */
@Injectable()
export class ImportRun {
  constructor(
    private readonly database: Database,
    private readonly runs: ImportRunsRepository,
    private readonly queries: ImportsQueries,
    private readonly lock: ImportLock,
  ) {}

  /** @throws Conflict import.already-running while another run follows the same source. */
  follow<D>(
    plan: RunPlan,
    intake: Intake<D>,
    items: (onBytes: (bytes: number) => void) => AsyncIterable<Piece>,
    listeners: ImportListeners,
  ): Promise<ImportSummary> {
    return this.lock.whileAlone(plan.source, () => this.followAlone(plan, intake, items, listeners));
  }

  private async followAlone<D>(
    plan: RunPlan,
    intake: Intake<D>,
    items: (onBytes: (bytes: number) => void) => AsyncIterable<Piece>,
    listeners: ImportListeners,
  ): Promise<ImportSummary> {
    const id = await this.runs.start(plan);
    const counts: ImportCounts = { created: 0, updated: 0, unchanged: 0, duplicate: 0, refused: 0, closed: 0 };
    const messages: string[] = [];
    const seen = new Map<string, number>();
    let progress = { bytes: 0, totalBytes: plan.totalBytes, items: 0 };
    let isWhole = true;
    let isBroken = false;
    let batch: Waiting<D>[] = [];

    const flush = async (): Promise<void> => {
      const taken = await this.take(
        plan,
        intake,
        batch.flatMap((one) => ('draft' in one ? [one.draft] : [])),
      );
      let next = 0;
      for (const one of batch) {
        const outcome = 'outcome' in one ? one.outcome : outcomeOf(intake, one, taken[next++]);
        counts[outcome.result]++;
        await listeners.onItem?.(outcome);
      }
      progress = { ...progress, items: progress.items + batch.length };
      listeners.onProgress?.(progress);
      batch = [];
    };

    try {
      for await (const piece of items((bytes) => {
        progress = { ...progress, bytes };
      })) {
        if (piece.kind === 'broken') {
          isWhole = false;
          isBroken = true;
          messages.push(piece.reason);
          break;
        }
        if (piece.kind === 'refused') isWhole = false;
        batch.push(
          piece.kind === 'refused'
            ? { outcome: refusal(piece.position, piece.reason) }
            : this.read(intake, piece, seen),
        );
        if (batch.length >= BATCH) await flush();
      }
      if (batch.length > 0) await flush();
      const closing = await this.closeMissing(plan, intake, [...seen.keys()], isWhole, progress.items);
      counts.closed = closing.closed;
      messages.push(...closing.messages);
      progress = { ...progress, bytes: plan.totalBytes };
      listeners.onProgress?.(progress);
      const status = isBroken ? 'interrupted' : 'done';
      await this.runs.finish(id, status, counts, messages.join(' ') || null);
      return {
        id,
        kind: plan.kind,
        format: plan.format,
        source: plan.source,
        dryRun: plan.dryRun,
        status,
        counts,
        messages,
      };
    } catch (error) {
      await this.runs.finish(id, 'failed', counts, error instanceof DomainError ? error.message : 'Erreur interne.');
      throw error;
    }
  }

  /** What an item of the feed says, or why it goes no further. Remembers its reference unless its source itself ended it. */
  private read<D>(
    intake: Intake<D>,
    { position, raw }: { position: number; raw: unknown },
    seen: Map<string, number>,
  ): Waiting<D> {
    const mapped = intake.read(raw);
    const ref = mapped.ok ? intake.refOf(mapped.draft) : mapped.externalRef;
    const earlier = ref === null ? undefined : seen.get(ref);
    if (ref !== null && (mapped.ok || !mapped.gone)) seen.set(ref, earlier ?? position);
    if (!mapped.ok) return { outcome: { ...refusal(position, mapped.reason), externalRef: ref, title: mapped.title } };
    if (earlier === undefined) return { position, draft: mapped.draft };
    const reason = `Même référence que l’élément ${earlier} de ce fichier.`;
    return {
      outcome: {
        ...refusal(position, reason),
        result: 'duplicate',
        externalRef: ref,
        title: intake.titleOf(mapped.draft),
      },
    };
  }

  /** Writes a batch; a dry run does the same and undoes it, so that what it foretells is what would happen. */
  private async take<D>(plan: RunPlan, intake: Intake<D>, drafts: readonly D[]): Promise<Taken[]> {
    if (drafts.length === 0) return [];
    try {
      if (!plan.dryRun) return await intake.take(plan.source, drafts);
      return await this.undone(() => intake.take(plan.source, drafts));
    } catch (error) {
      if (!isDataError(error)) throw error;
      if (drafts.length === 1) return [refusedDraft('Cet élément contient une valeur que la base de données refuse.')];
      // One item spoils its batch: halve until it stands alone.
      const middle = drafts.length >> 1;
      return [
        ...(await this.take(plan, intake, drafts.slice(0, middle))),
        ...(await this.take(plan, intake, drafts.slice(middle))),
      ];
    }
  }

  private async undone<T>(work: () => Promise<T>): Promise<T> {
    const kept: T[] = [];
    try {
      await this.database.transaction(async () => {
        kept.push(await work());
        throw new Undo();
      });
    } catch (error) {
      if (!(error instanceof Undo)) throw error;
    }
    const [result] = kept;
    if (result === undefined) throw new Error('A dry run gave no result');
    return result;
  }

  private async closeMissing<D>(
    plan: RunPlan,
    intake: Intake<D>,
    seen: readonly string[],
    isWhole: boolean,
    items: number,
  ): Promise<{ closed: number; messages: string[] }> {
    const nothing = (message?: string) => ({ closed: 0, messages: message === undefined ? [] : [message] });
    if (!intake.closeMissing || plan.kind === 'candidates' || plan.closing === 'never') return nothing();
    const { open, missing } = await this.queries.missing(plan.kind, plan.source, seen);
    if (missing === 0) return nothing();
    if (!isWhole) return nothing('Flux incomplet : rien n’est fermé.');
    if (plan.announced !== null && plan.announced > items) {
      return nothing(`Le fichier contient ${items} éléments sur ${plan.announced} : rien n’est fermé.`);
    }
    if (seen.length === 0) return nothing('Flux vide : rien n’est fermé.');
    if (plan.closing === 'if-few' && missing * 2 > open) {
      return nothing(
        `${missing} éléments ouverts sur ${open} ne sont plus dans le flux : rien n’est fermé. Ajoutez --force si c’est voulu.`,
      );
    }
    if (plan.dryRun) return { closed: missing, messages: [] };
    return { closed: await intake.closeMissing(plan.source, seen), messages: [] };
  }
}

/** Whether PostgreSQL refused the data (classes 22 and 23), rather than being unreachable or wrongly asked. */
function isDataError(error: unknown): boolean {
  const code = (error as { driverError?: { code?: unknown } } | null)?.driverError?.code;
  return typeof code === 'string' && /^2[23]/.test(code);
}
