import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { IndexedLabel, IndexedOccupation } from './occupation-index.js';

export interface CloseOccupation {
  readonly code: string;
  readonly label: string;
  /** From 0.3 to 1. */
  readonly proximity: number;
}

export interface OccupationDetail {
  readonly code: string;
  readonly label: string;
  readonly parentCode: string;
  readonly domain: string;
  readonly retired: boolean;
  readonly synonyms: readonly string[];
  readonly skills: readonly { readonly slug: string; readonly label: string }[];
}

/** Reads the nomenclature. */
@Injectable()
export class OccupationsQueries {
  constructor(private readonly database: Database) {}

  /** Grows with every change of the nomenclature. */
  async revision(): Promise<number> {
    const [state] = await this.database.query<{ revision: number }>('SELECT revision FROM occupations_state');
    return state?.revision ?? 0;
  }

  async all(): Promise<(IndexedOccupation & { readonly retired: boolean })[]> {
    return this.database.query('SELECT code, label, retired FROM occupations');
  }

  /** Every wording of the occupations in use. */
  async labels(): Promise<IndexedLabel[]> {
    return this.database.query(`
      SELECT l.occupation_code AS code, l.label, l.kind, l.rank::int, l.rarely_used AS "rarelyUsed"
      FROM occupation_labels l JOIN occupations o ON o.code = l.occupation_code
      WHERE NOT o.retired`);
  }

  async detail(code: string): Promise<OccupationDetail | undefined> {
    const [found] = await this.database.query<OccupationDetail>(
      `SELECT o.code, o.label, o.parent_code AS "parentCode", o.domain, o.retired,
         coalesce((SELECT json_agg(label ORDER BY rank, label) FROM occupation_labels
           WHERE occupation_code = o.code AND kind = 'synonym'), '[]') AS synonyms,
         coalesce((SELECT json_agg(json_build_object('slug', slug, 'label', label) ORDER BY position) FROM occupation_skills
           WHERE occupation_code = o.code), '[]') AS skills
       FROM occupations o WHERE o.code = $1`,
      [code],
    );
    return found;
  }

  /** The occupations near this one, itself left out, nearest first. */
  async closeTo(code: string): Promise<CloseOccupation[]> {
    return this.database.query(
      `SELECT o.code, o.label, round(p.proximity::numeric, 3)::float8 AS proximity
       FROM occupation_proximities p JOIN occupations o ON o.code = p.close_code
       WHERE p.code = $1 AND p.close_code <> $1
       ORDER BY p.proximity DESC, o.code`,
      [code],
    );
  }
}
