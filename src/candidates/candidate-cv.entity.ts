import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CvStep, Language, Moment, Training, Transport, WorkDay } from './cv.schema.js';

/** What the CV of a person adds to their file. */
@Entity('candidate_cvs')
export class CandidateCv {
  @PrimaryColumn('uuid', { name: 'candidate_id' })
  candidateId: string;

  /** Every trade suits. */
  @Column('boolean', { name: 'any_work' })
  anyWork: boolean;

  /** Ids of pictured tasks. */
  @Column('text', { array: true })
  tasks: string[];

  /** What the person can do, in their own words. */
  @Column('text', { name: 'skill_words', array: true })
  skillWords: string[];

  @Column('jsonb')
  trainings: Training[];

  @Column('jsonb')
  languages: Language[];

  @Column('text', { array: true })
  transport: Transport[];

  @Column('text', { array: true })
  days: WorkDay[];

  @Column('text', { array: true })
  moments: Moment[];

  /** Questions answered, also with nothing. */
  @Column('text', { array: true })
  answered: CvStep[];

  /** When it first held enough for an employer. */
  @Column('timestamptz', { name: 'completed_at', nullable: true })
  completedAt: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;
}
