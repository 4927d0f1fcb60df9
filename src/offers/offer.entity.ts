import { Column, Entity } from 'typeorm';
import { Opportunity } from '../opportunities/opportunity.entity.js';
import type { contracts, payPeriods } from './offer.schema.js';
import type { OfferContent } from './publication.rules.js';

/** A job offer, from its draft to its end. */
@Entity('offers')
export class Offer extends Opportunity implements OfferContent {
  @Column('text', { name: 'occupation_code', nullable: true })
  occupationCode: string | null;

  @Column('text', { nullable: true })
  contract: (typeof contracts)[number] | null;

  @Column('float8', { name: 'contract_months', nullable: true })
  contractMonths: number | null;

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

  @Column('boolean', { name: 'anonymous_employer' })
  anonymousEmployer: boolean;
}
