import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { CandidateCv } from './candidate-cv.entity.js';

/** Writes what the CV adds to a file. */
@Injectable()
export class CvsRepository {
  constructor(private readonly database: Database) {}

  /** Holds the file, and so everything that hangs on it, until the end of the transaction. */
  async hold(candidateId: string): Promise<void> {
    await this.database.query('SELECT 1 FROM candidates WHERE id = $1 FOR UPDATE', [candidateId]);
  }

  async put(cv: Omit<CandidateCv, 'createdAt' | 'completedAt'>): Promise<void> {
    const { candidateId, updatedAt, ...rest } = cv;
    await this.database
      .repository(CandidateCv)
      .createQueryBuilder()
      .insert()
      .values({ candidateId, createdAt: updatedAt, updatedAt, ...rest })
      .orUpdate(
        [
          'any_work',
          'tasks',
          'skill_words',
          'trainings',
          'languages',
          'transport',
          'days',
          'moments',
          'answered',
          'updated_at',
        ],
        ['candidate_id'],
      )
      .execute();
  }

  /** Remembers when a CV first held enough; later times change nothing. */
  async markComplete(candidateId: string, at: Date): Promise<void> {
    await this.database.query(
      'UPDATE candidate_cvs SET completed_at = $2 WHERE candidate_id = $1 AND completed_at IS NULL',
      [candidateId, at],
    );
  }
}
