import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TravelMode } from '../geo/travel.rules.js';
import type { Day } from '../platform/lang/day.js';
import type { AlertChannel, AlertRhythm, Contract, Eligibility, Experience } from './candidate.schema.js';

/** Anyone looking for work or for a mission. An erased person leaves the row, empty: the figures keep counting, nobody is named. */
@Entity('candidates')
export class Candidate {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text', { name: 'first_name', nullable: true })
  firstName: string | null;

  @Column('text', { name: 'last_name', nullable: true })
  lastName: string | null;

  /** With the telephone, what makes two files one person. */
  @Column('text', { name: 'name_key', nullable: true })
  nameKey: string | null;

  /** E.164. Several people may share one. */
  @Column('text', { nullable: true })
  phone: string | null;

  @Column('text', { nullable: true })
  email: string | null;

  @Column('text')
  status: 'active' | 'suspended' | 'erased';

  @Column('text', { nullable: true })
  insee: string | null;

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

  @Column('text', { name: 'travel_mode' })
  travelMode: TravelMode;

  @Column('smallint', { name: 'reach_km' })
  reachKm: number;

  @Column('text', { array: true })
  contracts: Contract[];

  @Column('real', { name: 'hours_min', nullable: true })
  hoursMin: number | null;

  @Column('real', { name: 'hours_max', nullable: true })
  hoursMax: number | null;

  @Column('text', { array: true })
  licences: string[];

  /** Slugs, as offers ask for them. */
  @Column('text', { array: true })
  skills: string[];

  @Column('boolean')
  adult: boolean;

  /** Reserved offers that the person may take, checked by the département. */
  @Column('text', { array: true })
  eligibility: Eligibility[];

  @Column('jsonb')
  experiences: Experience[];

  @Column('text', { nullable: true })
  headline: string | null;

  @Column('date', { name: 'available_from', nullable: true })
  availableFrom: Day | null;

  @Column('boolean')
  volunteering: boolean;

  /** Both follow the consents, in their transaction. */
  @Column('boolean', { name: 'cv_visible' })
  cvVisible: boolean;

  @Column('boolean', { name: 'accepts_contact' })
  acceptsContact: boolean;

  /** From here to `privateNote`: for the team alone, never an input of matching. */
  @Column('text', { name: 'rsa_status', nullable: true })
  rsaStatus: string | null;

  @Column('text', { array: true })
  barriers: string[];

  @Column('text', { nullable: true })
  referent: string | null;

  @Column('text', { nullable: true })
  territory: string | null;

  @Column('text', { name: 'private_note', nullable: true })
  privateNote: string | null;

  @Column('text', { name: 'alert_rhythm' })
  alertRhythm: AlertRhythm;

  @Column('text', { name: 'alert_channels', array: true })
  alertChannels: AlertChannel[];

  @Column('date', { name: 'alerts_paused_until', nullable: true })
  alertsPausedUntil: Day | null;

  /** Id of the key, or "import:<source>". */
  @Column('text', { name: 'registered_by' })
  registeredBy: string;

  @Column('text', { nullable: true })
  source: string | null;

  @Column('text', { name: 'external_ref', nullable: true })
  externalRef: string | null;

  @Column('text', { name: 'content_hash', nullable: true })
  contentHash: string | null;

  @Column('timestamptz', { name: 'last_contact_at', nullable: true })
  lastContactAt: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;

  @Column('int')
  version: number;
}
