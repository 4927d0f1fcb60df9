import { Column, PrimaryColumn } from 'typeorm';
import type { Day } from '../platform/lang/day.js';
import type { Life, LifeStatus } from './life.rules.js';
import type { accesses } from './opportunity.schema.js';

/** The columns that offers and missions have alike, each in its own table. */
export abstract class Opportunity implements Life {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'organisation_id' })
  organisationId: string;

  @Column('text')
  status: LifeStatus;

  @Column('text', { nullable: true })
  title: string | null;

  @Column('text', { nullable: true })
  description: string | null;

  @Column('float8', { name: 'weekly_hours', nullable: true })
  weeklyHours: number | null;

  @Column('date', { name: 'starts_on', nullable: true })
  startsOn: Day | null;

  @Column('date', { name: 'closes_on', nullable: true })
  closesOn: Day | null;

  @Column('text', { name: 'access_without_car', array: true })
  accessWithoutCar: (typeof accesses)[number][];

  @Column('text', { name: 'contact_name', nullable: true })
  contactName: string | null;

  @Column('text', { name: 'contact_email', nullable: true })
  contactEmail: string | null;

  @Column('text', { name: 'contact_phone', nullable: true })
  contactPhone: string | null;

  @Column('text', { name: 'application_url', nullable: true })
  applicationUrl: string | null;

  @Column('text', { nullable: true })
  insee: string | null;

  @Column('text', { nullable: true })
  address: string | null;

  @Column('float8', { nullable: true })
  lat: number | null;

  @Column('float8', { nullable: true })
  lng: number | null;

  @Column('int', { name: 'location_id', nullable: true })
  locationId: number | null;

  @Column('text', { name: 'coordinate_source', nullable: true })
  coordinateSource: string | null;

  @Column('text', { name: 'coordinate_precision', nullable: true })
  coordinatePrecision: string | null;

  @Column('text', { nullable: true })
  source: string | null;

  @Column('text', { name: 'external_ref', nullable: true })
  externalRef: string | null;

  @Column('text', { name: 'content_hash', nullable: true })
  contentHash: string | null;

  @Column('text', { name: 'review_reason', nullable: true })
  reviewReason: string | null;

  @Column('text', { name: 'close_reason', nullable: true })
  closeReason: string | null;

  /** Key of the team member who let it out. */
  @Column('uuid', { name: 'reviewed_by', nullable: true })
  reviewedBy: string | null;

  @Column('timestamptz', { name: 'published_at', nullable: true })
  publishedAt: Date | null;

  @Column('timestamptz', { name: 'filled_at', nullable: true })
  filledAt: Date | null;

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;

  @Column('int')
  version: number;
}
