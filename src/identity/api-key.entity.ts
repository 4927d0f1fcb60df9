import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Principal, Scope } from '../platform/http/principal.js';

/** A key of the API. Only its digest is kept. */
@Entity('api_keys')
export class ApiKeyEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  name: string;

  @Column('text')
  kind: Principal['kind'];

  @Column('uuid', { name: 'organisation_id', nullable: true })
  organisationId: string | null;

  @Column('text', { array: true })
  scopes: Scope[];

  /** SHA-256 of the whole key, in hexadecimal: the key has 256 random bits, so a slow hash would add nothing. */
  @Column('text')
  digest: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt: Date | null;
}
