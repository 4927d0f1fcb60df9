import { Controller } from '@nestjs/common';
import { h } from 'preact';
import { AlertSettingsService } from '../../alerts/alert-settings.service.js';
import { ApplicationsQueries } from '../../applications/applications.queries.js';
import { completionOf } from '../../candidates/cv.rules.js';
import { CvsService } from '../../candidates/cvs.service.js';
import { RetentionService } from '../../candidates/retention.service.js';
import { SavedOpportunitiesQueries } from '../../candidates/saved-opportunities.queries.js';
import { Allow } from '../../identity/access.js';
import { MatchesQueries } from '../../matching/matches.queries.js';
import { Clock } from '../../platform/clock.js';
import { OpportunitySearch } from '../../search/opportunity-search.service.js';
import { nextQuery } from '../account/next-page.rules.js';
import type { Redirect, View } from '../kit/answers.js';
import { Page, type PageCall } from '../kit/page.js';
import { needsOf } from './needs.rules.js';
import { ownFile } from './own-file.js';
import { Return, Space } from './space.view.js';

const home = { method: 'GET', path: '/mon-espace' } as const;
const back = { method: 'GET', path: '/mon-espace/retour', query: nextQuery } as const;
const wake = { ...back, method: 'POST' } as const;

const MATCHES = 5;

/** The space of someone who looks for work. */
@Controller()
export class SpacePages {
  constructor(
    private readonly applications: ApplicationsQueries,
    private readonly cvs: CvsService,
    private readonly saved: SavedOpportunitiesQueries,
    private readonly alerts: AlertSettingsService,
    private readonly matches: MatchesQueries,
    private readonly search: OpportunitySearch,
    private readonly retention: RetentionService,
    private readonly clock: Clock,
  ) {}

  @Page(home)
  @Allow('own:read')
  async home(call: PageCall<typeof home>): Promise<View | Redirect> {
    const { visitor } = call;
    if (visitor.suspended) return { to: '/mon-espace/retour', status: 302 };
    const id = ownFile(visitor);
    const today = this.clock.today();
    const [applications, cv, saved, alerts, matches] = await Promise.all([
      this.applications.of(id),
      this.cvs.of(id),
      this.saved.of(id),
      this.alerts.state(id),
      this.suiting(id),
    ]);
    const { complete } = completionOf(cv);
    const body = h(Space, {
      name: visitor.name,
      needs: needsOf({ applications, cvComplete: complete }, today),
      matches,
      waiting: applications.filter(({ state }) => state === 'sent' || state === 'seen'),
      alerts,
      kept: saved.length,
      cv: { complete, visible: cv.visible },
      today,
    });
    return { title: 'Mon espace', body, section: 'space' };
  }

  @Page(back)
  @Allow('own:read')
  back({ visitor, query, csrf }: PageCall<typeof back>): View | Redirect {
    if (!visitor.suspended) return { to: query.suite ?? '/mon-espace', status: 302 };
    return { title: 'Content de vous revoir', body: h(Return, { name: visitor.name, csrf }), section: 'space' };
  }

  @Page(wake)
  @Allow('own:edit')
  async wake({ visitor, query }: PageCall<typeof wake>): Promise<Redirect> {
    await this.retention.reactivate(ownFile(visitor));
    return { to: query.suite ?? '/mon-espace' };
  }

  /** What suits best, as a list shows it, with the reasons. */
  private async suiting(candidateId: string) {
    const { items } = await this.matches.opportunities(candidateId, { page: 1, perPage: MATCHES }, false);
    const reasons = new Map(items.map(({ opportunityId, pluses }) => [opportunityId, pluses]));
    const shown = await this.search.items([...reasons.keys()]);
    return shown.map((item) => ({ item, reasons: reasons.get(item.id) ?? [] }));
  }
}
