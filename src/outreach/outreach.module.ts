import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CandidatesModule } from '../candidates/candidates.module.js';
import { AppointmentEntity } from './appointment.entity.js';
import { AppointmentsQueries } from './appointments.queries.js';
import { AppointmentsRepository } from './appointments.repository.js';
import { AppointmentsService } from './appointments.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([AppointmentEntity]), CandidatesModule],
  providers: [AppointmentsRepository, AppointmentsQueries, AppointmentsService],
  exports: [AppointmentsService, AppointmentsQueries],
})
export class OutreachModule {}
