import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A search that a person wants to be told about: an occupation or words, around a place of its own. */
@Entity('saved_searches')
export class SavedSearch {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'candidate_id' })
  candidateId: string;

  /** null: offers and missions. */
  @Column('text', { nullable: true })
  kind: 'offer' | 'mission' | null;

  @Column('text', { name: 'occupation_code', nullable: true })
  occupationCode: string | null;

  @Column('text', { nullable: true })
  q: string | null;

  @Column('text', { nullable: true })
  insee: string | null;

  @Column('float8')
  lat: number;

  @Column('float8')
  lng: number;

  @Column('int', { name: 'location_id' })
  locationId: number;

  @Column('smallint', { name: 'radius_km' })
  radiusKm: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
