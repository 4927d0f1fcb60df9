import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ConsentHow, ConsentPurpose } from './candidate.schema.js';

/** What a person agreed to or withdrew. Rows are only added: the last one of a purpose says how things stand. */
@Entity('consents')
export class Consent {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'candidate_id' })
  candidateId: string;

  @Column('text')
  purpose: ConsentPurpose;

  @Column('boolean')
  granted: boolean;

  @Column('text')
  how: ConsentHow;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt: Date;

  @Column('text', { name: 'recorded_by' })
  recordedBy: string;
}
