import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { RateLimitsService } from '../identity/rate-limits.service.js';
import { MissionsService } from '../missions/missions.service.js';
import { OffersService } from '../offers/offers.service.js';
import { Clock } from '../platform/clock.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { NotFound } from '../platform/errors.js';
import { addMonths, parisInstant } from '../platform/lang/day.js';
import { daysBefore } from './queue.rules.js';
import { asksForReview, TRUSTED_DAYS } from './report.rules.js';
import type { DecideReportsBody, NewReport, ReportView } from './report.schema.js';
import { ReportsQueries } from './reports.queries.js';
import { ReportsRepository } from './reports.repository.js';

const REPORTS_A_DAY = 5;
const DAY_SECONDS = 86_400;
const REPORTERS_KEPT_MONTHS = 6;

/** Takes what people report about offers and missions, hides at once what looks dangerous, and keeps what the team decided. */
@Injectable()
export class ReportsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly queries: ReportsQueries,
    private readonly reports: ReportsRepository,
    private readonly limits: RateLimitsService,
    private readonly offers: OffersService,
    private readonly missions: MissionsService,
  ) {}

  /**
   * Keeps a report. Three independent open reports, or one about money, papers or bank details, put the offer or mission to review.
   * Whoever reports too often is answered the same, without effect. @throws NotFound opportunity.not-found.
   */
  async report(report: NewReport): Promise<void> {
    const kind = await this.queries.kindOf(report.opportunityId);
    if (!kind) throw new NotFound('opportunity.not-found', 'Cette annonce n’existe pas.');
    const reporter = report.candidateId ?? this.seal(report.ip);
    const limit = { name: 'report', of: reporter, times: REPORTS_A_DAY, seconds: DAY_SECONDS };
    if (await this.limits.take([limit])) return;
    await this.database.transaction(async () => {
      await this.reports.lockOpportunity(report.opportunityId);
      const now = this.clock.now();
      if (!(await this.reports.add(report, reporter, now))) return;
      const open = await this.reports.openOf(report.opportunityId);
      const trusted = await this.reports.clearedSince(report.opportunityId, daysBefore(now, TRUSTED_DAYS));
      if (!asksForReview(open, trusted)) return;
      if (kind === 'offer') await this.offers.putToReview(report.opportunityId);
      else await this.missions.putToReview(report.opportunityId);
    });
  }

  /**
   * Writes down what the team decided, for every open report of the same offer or mission at once. Approving, correcting or closing
   * itself is done with the offer or mission. Twice changes nothing. @throws NotFound report.not-found.
   */
  async decide(id: string, decision: DecideReportsBody): Promise<ReportView> {
    return this.database.transaction(async () => {
      const { opportunity } = await this.queries.report(id);
      await this.reports.lockOpportunity(opportunity.id);
      if ((await this.queries.report(id)).state === 'open')
        await this.reports.decide(opportunity.id, decision, this.clock.now());
      return this.queries.report(id);
    });
  }

  /** Leaves no link from reports to these people. */
  async forget(candidateIds: readonly string[]): Promise<void> {
    await this.reports.forget(candidateIds);
  }

  /** Forgets who reported what was handled six months ago. */
  async purgeReporters(): Promise<void> {
    await this.reports.forgetReportersBefore(
      parisInstant(addMonths(this.clock.today(), -REPORTERS_KEPT_MONTHS), '00:00'),
    );
  }

  /** Tells reporters apart who are not signed in, without keeping their address. */
  private seal(ip: string): string {
    return createHmac('sha256', this.config.secret).update(`reporter ${ip}`).digest('base64url');
  }
}
