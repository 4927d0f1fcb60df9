import { Injectable } from '@nestjs/common';
import { Handles } from '../platform/jobs/job.js';
import { AlertControlsService } from './alert-controls.service.js';
import { forgetAlerts, obeySms, planAlerts, sendDigests, stopBrokenAddress } from './alerts.jobs.js';
import { DigestsService } from './digests.service.js';
import { PlanAlertsService } from './plan-alerts.service.js';

/** The jobs of alerts. */
@Injectable()
export class AlertsProcessor {
  constructor(
    private readonly planning: PlanAlertsService,
    private readonly digests: DigestsService,
    private readonly controls: AlertControlsService,
  ) {}

  @Handles(planAlerts)
  async planAlerts({ opportunityIds }: { opportunityIds: string[] }): Promise<void> {
    await this.planning.plan(opportunityIds);
  }

  @Handles(sendDigests)
  async sendDigests(_data: Record<string, never>): Promise<void> {
    await this.digests.send();
  }

  @Handles(obeySms)
  async obeySms({ inboundId }: { inboundId: string }): Promise<void> {
    await this.controls.obeySms(inboundId);
  }

  @Handles(stopBrokenAddress)
  async stopBrokenAddress({ messageId }: { messageId: string }): Promise<void> {
    await this.controls.stopBrokenAddress(messageId);
  }

  @Handles(forgetAlerts)
  async forgetAlerts({ candidateIds }: { candidateIds: string[] }): Promise<void> {
    await this.controls.forget(candidateIds);
  }
}
