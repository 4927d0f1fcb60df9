import { Injectable } from '@nestjs/common';
import { Handles } from '../platform/jobs/job.js';
import { FollowUpPlanningService } from './follow-up-planning.service.js';
import { cancelFollowUps, openDueFollowUps, planFollowUps } from './follow-ups.jobs.js';

/** Does the hotline's jobs. */
@Injectable()
export class HotlineProcessor {
  constructor(private readonly planning: FollowUpPlanningService) {}

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
}
