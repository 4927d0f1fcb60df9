import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OrganisationKind, OrganisationStatus } from './organisation.rules.js';

/** An employer or an association: who publishes offers and missions. */
@Entity('organisations')
export class Organisation {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  kind: OrganisationKind;

  @Column('text')
  name: string;

  @Column('text', { nullable: true })
  siret: string | null;

  @Column('text', { nullable: true })
  rna: string | null;

  @Column('boolean', { name: 'public_body' })
  publicBody: boolean;

  @Column('text')
  status: OrganisationStatus;

  @Column('text', { nullable: true })
  description: string | null;

  @Column('text', { name: 'web_address', nullable: true })
  webAddress: string | null;

  @Column('text', { name: 'contact_name', nullable: true })
  contactName: string | null;

  @Column('text', { name: 'contact_email', nullable: true })
  contactEmail: string | null;

  @Column('text', { name: 'contact_phone', nullable: true })
  contactPhone: string | null;

  @Column('text', { nullable: true })
  insee: string | null;

  /** Where a feed knows it from, so that the next import finds it again. */
  @Column('text', { nullable: true })
  source: string | null;

  @Column('text', { name: 'external_ref', nullable: true })
  externalRef: string | null;

  /** Key that registered it; null when a feed named it first. */
  @Column('uuid', { name: 'registered_by', nullable: true })
  registeredBy: string | null;

  /** Key of the team member who answers for it. */
  @Column('uuid', { name: 'vouched_by', nullable: true })
  vouchedBy: string | null;

  @Column('timestamptz', { name: 'vouched_at', nullable: true })
  vouchedAt: Date | null;

  @Column('text', { name: 'vouch_note', nullable: true })
  vouchNote: string | null;

  @Column('uuid', { name: 'banned_by', nullable: true })
  bannedBy: string | null;

  @Column('timestamptz', { name: 'banned_at', nullable: true })
  bannedAt: Date | null;

  @Column('text', { name: 'ban_motive', nullable: true })
  banMotive: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;

  @Column('int')
  version: number;
}
