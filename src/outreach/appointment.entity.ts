import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AppointmentStatus } from './appointment.rules.js';

/** A person received, or to be received, at a stop of the bus. */
@Entity('appointments')
export class AppointmentEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'candidate_id' })
  candidateId: string;

  @Column('text')
  stop: string;

  @Column('timestamptz', { name: 'starts_at' })
  startsAt: Date;

  @Column('text')
  status: AppointmentStatus;

  /** When the present date was entered: booking or last move. */
  @Column('timestamptz', { name: 'entered_at' })
  enteredAt: Date;

  @Column('timestamptz', { name: 'cancelled_at', nullable: true })
  cancelledAt: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;

  /** Grows with each change; the ETag of the API. */
  @Column('int')
  version: number;
}
