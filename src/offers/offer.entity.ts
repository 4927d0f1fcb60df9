import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '../platform/lang/day.js';
import type { Life, LifeStatus } from './life.rules.js';
import type { contracts, payPeriods } from './offer.schema.js';
import type { OfferContent } from './publication.rules.js';

/** A job offer, from its draft to its end. */
@Entity('offers')
export class Offer implements OfferContent, Life {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'organisation_id' })
  organisationId: string;

  @Column('text')
  status: LifeStatus;

  @Column('text', { nullable: true })
  title: string | null;

  @Column('text', { name: 'occupation_code', nullable: true })
  occupationCode: string | null;

  @Column('text', { nullable: true })
  description: string | null;

  @Column('text', { nullable: true })
  contract: (typeof contracts)[number] | null;

  @Column('float8', { name: 'contract_months', nullable: true })
  contractMonths: number | null;

  @Column('float8', { name: 'weekly_hours', nullable: true })
  weeklyHours: number | null;

  @Column('float8', { name: 'pay_min', nullable: true })
  payMin: number | null;

  @Column('float8', { name: 'pay_max', nullable: true })
  payMax: number | null;

  @Column('text', { name: 'pay_period', nullable: true })
  payPeriod: (typeof payPeriods)[number] | null;

  @Column('text', { name: 'pay_text', nullable: true })
  payText: string | null;

  @Column('int')
  positions: number;

  @Column('date', { name: 'starts_on', nullable: true })
  startsOn: Day | null;

  @Column('date', { name: 'closes_on', nullable: true })
  closesOn: Day | null;

  /** Asked of everybody who applies. */
  @Column('text', { array: true })
  requirements: string[];

  /** "On vous apprend". */
  @Column('text', { array: true })
  taught: string[];

  @Column('text', { array: true })
  skills: string[];

  /** Only when driving is part of the work. */
  @Column('text', { array: true })
  licences: string[];

  @Column('boolean', { name: 'beginner_accepted' })
  beginnerAccepted: boolean;

  @Column('int', { name: 'minimum_age', nullable: true })
  minimumAge: number | null;

  @Column('text', { name: 'reserved_for', nullable: true })
  reservedFor: string | null;

  @Column('text', { name: 'access_without_car', array: true })
  accessWithoutCar: string[];

  @Column('boolean', { name: 'anonymous_employer' })
  anonymousEmployer: boolean;

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
