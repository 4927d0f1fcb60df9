import { Injectable } from '@nestjs/common';
import { Handles } from '../platform/jobs/job.js';
import { CallTasksService } from './call-tasks.service.js';
import { FollowUpPlanningService } from './follow-up-planning.service.js';
import { cancelFollowUps, openDueFollowUps, planFollowUps } from './follow-ups.jobs.js';
import { callAboutBrokenContacts, callAboutUnanswered, forgetReporters, purgeHotline } from './hotline.jobs.js';
import { ReportsService } from './reports.service.js';

/** Does the hotline's jobs. */
@Injectable()
export class HotlineProcessor {
  constructor(
    private readonly planning: FollowUpPlanningService,
    private readonly tasks: CallTasksService,
    private readonly reports: ReportsService,
  ) {}

  @Handles(planFollowUps)
  async plan(data: { appointmentId: string }): Promise<void> {
    await this.planning.plan(data.appointmentId);
    // A visit entered late may have a call due already: it does not wait for tomorrow's sweep.
    await this.planning.openDue();
  }

  @Handles(cancelFollowUps)
  async cancel(data: { candidateIds: string[] }): Promise<void> {
    await this.planning.cancelFor(data.candidateIds);
  }

  @Handles(openDueFollowUps)
  async openDue(_data: Record<string, never>): Promise<void> {
    await this.planning.openDue();
  }

  @Handles(callAboutBrokenContacts)
  async callAboutBrokenContacts(data: { candidateIds: string[] }): Promise<void> {
    await this.tasks.callAboutBrokenContacts(data.candidateIds);
  }

  @Handles(callAboutUnanswered)
  async callAboutUnanswered(data: { applicationIds: string[] }): Promise<void> {
    await this.tasks.callAboutUnanswered(data.applicationIds);
  }

  @Handles(forgetReporters)
  async forgetReporters(data: { candidateIds: string[] }): Promise<void> {
    await this.reports.forget(data.candidateIds);
  }

  @Handles(purgeHotline)
  async purge(_data: Record<string, never>): Promise<void> {
    await this.tasks.purgeNumbers();
    await this.reports.purgeReporters();
  }
}
