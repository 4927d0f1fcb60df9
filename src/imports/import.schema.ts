import { z } from 'zod';
import { IMPORT_FORMATS, IMPORT_KINDS } from './reading/format.rules.js';

/** What an import is asked to do. */
export const importRequestSchema = z.strictObject({
  kind: z.enum(IMPORT_KINDS),
  /** A path, or an http(s) address. */
  from: z.string().min(1),
  format: z.enum(IMPORT_FORMATS).optional(),
  /** Name of the feed, under which its items are known again the next time. */
  source: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]{0,59}$/, 'La source s’écrit en minuscules, chiffres, points et tirets.')
    .optional(),
  /** Says what would happen and writes nothing. */
  dryRun: z.boolean().default(false),
  /** Leaves open what the feed no longer has. */
  keepMissing: z.boolean().default(false),
  /** Closes what is missing even when that is more than half. */
  force: z.boolean().default(false),
  /** Path of a mapping file, or the name of a mapping used before. */
  mapping: z.string().min(1).optional(),
});
export type ImportRequest = z.input<typeof importRequestSchema>;

export const ITEM_RESULTS = ['created', 'updated', 'unchanged', 'duplicate', 'refused'] as const;
export type ItemResult = (typeof ITEM_RESULTS)[number];

/** What became of one item. `title` is null for a person: reports travel. */
export type ItemOutcome = {
  /** Line of a CSV file, rank in the others. */
  readonly position: number;
  readonly externalRef: string | null;
  readonly title: string | null;
  readonly result: ItemResult;
  readonly reason: string | null;
  readonly notices: readonly string[];
};

export type ImportCounts = Record<ItemResult | 'closed', number>;

export type ImportSummary = {
  readonly id: string;
  readonly kind: string;
  readonly format: string;
  readonly source: string;
  readonly dryRun: boolean;
  /** `interrupted`: the file stops or cannot be read on; what came before is taken. */
  readonly status: 'done' | 'interrupted';
  readonly counts: ImportCounts;
  /** In French: why it stopped, or why nothing was closed. */
  readonly messages: readonly string[];
};

/** Hears of the run as it goes. */
export type ImportListeners = {
  readonly onItem?: (outcome: ItemOutcome) => void | Promise<void>;
  readonly onProgress?: (progress: ImportProgress) => void;
};

export type ImportProgress = { readonly bytes: number; readonly totalBytes: number; readonly items: number };
