import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { Database } from '../platform/database/database.js';
import { Candidate } from './candidate.entity.js';
import { Consent } from './consent.entity.js';
import { SavedSearch } from './saved-search.entity.js';

export interface WishedOccupation {
  readonly code: string;
  readonly experienced: boolean;
}

/** What a person looks for, kept in tables of its own. */
export interface Wishes {
  readonly candidateId: string;
  readonly occupations?: readonly WishedOccupation[] | undefined;
  readonly missionTopics?: readonly string[] | undefined;
}

/** Writes people's files. */
@Injectable()
export class CandidatesRepository {
  constructor(private readonly database: Database) {}

  /** The file, held until the end of the transaction; null when nobody has this id. */
  async lock(id: string): Promise<Candidate | null> {
    return this.database.repository(Candidate).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async add(candidate: Candidate): Promise<void> {
    await this.database.repository(Candidate).insert(candidate);
  }

  async save(candidate: Candidate): Promise<void> {
    await this.database.repository(Candidate).update({ id: candidate.id }, candidate);
  }

  /** Adds or replaces whole files. */
  async putAll(candidates: Candidate[]): Promise<void> {
    if (candidates.length > 0) await this.database.repository(Candidate).upsert(candidates, ['id']);
  }

  /** The files known at a source by these references, and those of these people, all held until the end of the transaction. */
  async lockKnown(
    source: string,
    refs: readonly string[],
    people: readonly { phone: string; nameKey: string }[],
  ): Promise<Candidate[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT id FROM candidates WHERE (source = $1 AND external_ref = ANY ($2::text[]))
         OR (phone, name_key) IN (SELECT * FROM unnest($3::text[], $4::text[])) ORDER BY id FOR UPDATE`,
      [source, refs, people.map((person) => person.phone), people.map((person) => person.nameKey)],
    );
    return this.database.repository(Candidate).findBy({ id: In(rows.map((row) => row.id)) });
  }

  /** Replaces what is given; what is undefined is left alone. */
  async setWishes(wishes: readonly Wishes[]): Promise<void> {
    const occupations = wishes.filter((wish) => wish.occupations);
    const topics = wishes.filter((wish) => wish.missionTopics);
    if (occupations.length > 0) {
      await this.database.query('DELETE FROM candidate_occupations WHERE candidate_id = ANY ($1::uuid[])', [
        idsOf(occupations),
      ]);
      await this.database.query(
        `INSERT INTO candidate_occupations SELECT * FROM jsonb_to_recordset($1::jsonb) AS row (candidate_id uuid, occupation_code text, experienced boolean)`,
        [JSON.stringify(occupations.flatMap(occupationRows))],
      );
    }
    if (topics.length > 0) {
      await this.database.query('DELETE FROM candidate_mission_topics WHERE candidate_id = ANY ($1::uuid[])', [
        idsOf(topics),
      ]);
      await this.database.query(
        'INSERT INTO candidate_mission_topics SELECT * FROM jsonb_to_recordset($1::jsonb) AS row (candidate_id uuid, topic text)',
        [
          JSON.stringify(
            topics.flatMap((wish) =>
              (wish.missionTopics ?? []).map((topic) => ({ candidate_id: wish.candidateId, topic })),
            ),
          ),
        ],
      );
    }
  }

  async addConsents(consents: Consent[]): Promise<void> {
    if (consents.length > 0) await this.database.repository(Consent).insert(consents);
  }

  async countSearches(candidateId: string): Promise<number> {
    return this.database.repository(SavedSearch).countBy({ candidateId });
  }

  /** The search of this person that asks for the very same, if they follow it already. */
  async sameSearch(search: Omit<SavedSearch, 'id' | 'createdAt'>): Promise<SavedSearch | null> {
    const { candidateId, kind, occupationCode, q, locationId, radiusKm } = search;
    return this.database.repository(SavedSearch).findOneBy({
      candidateId,
      locationId,
      radiusKm,
      kind: kind ?? IsNull(),
      // Words that name a trade add nothing to its code.
      ...(occupationCode === null ? { occupationCode: IsNull(), q: q ?? IsNull() } : { occupationCode }),
    });
  }

  async putSearch(search: SavedSearch): Promise<void> {
    await this.database.repository(SavedSearch).save(search);
  }

  async findSearch(candidateId: string, id: string): Promise<SavedSearch | null> {
    return this.database.repository(SavedSearch).findOneBy({ candidateId, id });
  }

  async removeSearch(candidateId: string, id: string): Promise<boolean> {
    return ((await this.database.repository(SavedSearch).delete({ candidateId, id })).affected ?? 0) > 0;
  }

  /** Removes all that hangs on these files. Consents stay: they name nobody and prove that messages were wanted. */
  async removeWishesAndSearches(candidateIds: readonly string[]): Promise<void> {
    for (const table of [
      'candidate_occupations',
      'candidate_mission_topics',
      'saved_searches',
      'candidate_cvs',
      'cv_drafts',
      'cv_proposals',
      'cv_shares',
      'saved_opportunities',
      'retention_steps',
    ]) {
      await this.database.query(`DELETE FROM ${table} WHERE candidate_id = ANY ($1::uuid[])`, [candidateIds]);
    }
  }
}

function idsOf(wishes: readonly Wishes[]): string[] {
  return wishes.map((wish) => wish.candidateId);
}

function occupationRows(wish: Wishes): unknown[] {
  return (wish.occupations ?? []).map(({ code, experienced }) => ({
    candidate_id: wish.candidateId,
    occupation_code: code,
    experienced,
  }));
}
