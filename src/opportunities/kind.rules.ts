import type { z } from 'zod';
import type { OrganisationStanding, Publication } from '../organisations/organisation.rules.js';
import type { Day } from '../platform/lang/day.js';
import type { Verdict } from '../platform/lang/verdict.js';
import type { FeedItem } from './feed-item.schema.js';
import type { OpportunityEvents } from './opportunities.events.js';
import type { Opportunity } from './opportunity.entity.js';
import type { FieldProblem, Finding } from './remarks.rules.js';

/** How a kind is called, and where its rows live. */
export interface Named {
  /** Begins the codes of its problems: 'offer.duplicate'. */
  readonly name: 'offer' | 'mission';
  readonly table: 'offers' | 'missions';
  /** In French; both are feminine: « cette offre », « cette mission ». */
  readonly noun: 'offre' | 'mission';
  readonly events: OpportunityEvents;
  /** The fields of its own with the type of their columns; those of every kind are known. */
  readonly columns: ColumnTypes;
}

/** What may be published; a content is a row, an item of a feed or what a screen shows. */
export interface PublicationRules<Content> {
  mayPublish(standing: OrganisationStanding): Verdict<Publication>;
  /** What it lacks to be published, all at once. */
  missing(content: Content): FieldProblem[];
  /** What contradicts itself, in a draft too. `fresh`: the start date was just given, so it cannot be past. */
  contradictions(content: Content, today: Day, fresh: boolean): FieldProblem[];
  /** Every remark on its texts. */
  review(content: Content): Finding[];
  /** Whether an edit makes it another one than a person has read. */
  changesNature(before: Content, after: Content): boolean;
}

/** How rows of a kind are begun and completed. */
export interface Written<Row extends Opportunity> extends Named, PublicationRules<Row> {
  readonly entity: new () => Row;
  /** A draft on which nothing is written yet. */
  readonly blank: object;
  /** The fields besides the place that move its point. */
  readonly placedBy: readonly (keyof Row)[];
  /** The address to place it at; null keeps it at its commune. */
  addressToPlace(row: Row): string | null;
  /** What else a change brings with it. Asks other services, so never in a transaction; throws RuleBroken. */
  completed(row: Row, change: Partial<Row>): Promise<Partial<Row>>;
}

/** How items of feeds become rows of a kind. */
export interface Fed<Item extends FeedItem> extends Named, PublicationRules<Item> {
  readonly item: z.ZodType<Item>;
}

export type ColumnTypes = Readonly<Record<string, 'text' | 'text[]' | 'int' | 'float8' | 'boolean' | 'date'>>;

/** What an author changes: fields of the row, and the place in people's words (null: no place any more). */
export type Edit<Row> = Partial<Row> & { place?: string | null | undefined };
