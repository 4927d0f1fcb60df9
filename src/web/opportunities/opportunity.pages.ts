import { Controller } from '@nestjs/common';
import { h } from 'preact';
import { z } from 'zod';
import { ApplicationsQueries } from '../../applications/applications.queries.js';
import { ApplicationsService } from '../../applications/applications.service.js';
import { SavedOpportunitiesQueries } from '../../candidates/saved-opportunities.queries.js';
import { PlacesService } from '../../geo/places.service.js';
import { Public } from '../../identity/access.js';
import { MatchReasonsQueries } from '../../matching/match-reasons.queries.js';
import { MissionsQueries } from '../../missions/missions.queries.js';
import type { MissionPublicView } from '../../missions/mission.view.schema.js';
import { OffersQueries } from '../../offers/offers.queries.js';
import type { OfferPublicView } from '../../offers/offer.view.schema.js';
import { Clock } from '../../platform/clock.js';
import { Config } from '../../platform/config/config.js';
import { DomainError } from '../../platform/errors.js';
import { OpportunitySearch } from '../../search/opportunity-search.service.js';
import type { View } from '../kit/answers.js';
import { Page, type PublicPageCall } from '../kit/page.js';
import { jobPosting } from './job-posting.rules.js';
import { Gone } from './gone.view.js';
import { Opportunity, type OpportunityProps } from './opportunity.view.js';
import { chosenPlace, queryOf, searchAddress, WAY_NAMES } from './search-address.rules.js';

const params = z.object({ id: z.uuid() });
const query = z.object({
  deplacement: z.enum(WAY_NAMES).optional().catch(undefined),
  fait: z.enum(['enregistre', 'retire']).optional().catch(undefined),
});
const offer = { method: 'GET', path: '/offres/{id}', params, query } as const;
const mission = { method: 'GET', path: '/missions/{id}', params, query } as const;

const SIMILAR = 5;

/** The page of one offer or one mission; what is over is said so, with similar ones. */
@Controller()
export class OpportunityPages {
  constructor(
    private readonly offers: OffersQueries,
    private readonly missions: MissionsQueries,
    private readonly places: PlacesService,
    private readonly search: OpportunitySearch,
    private readonly reasons: MatchReasonsQueries,
    private readonly applications: ApplicationsService,
    private readonly sent: ApplicationsQueries,
    private readonly saved: SavedOpportunitiesQueries,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  @Page(offer)
  @Public()
  async offer(call: PublicPageCall<typeof offer>): Promise<View> {
    return this.openOrGone('offer', call, async () => {
      const read = (await this.offers.read(undefined, call.params.id)) as OfferPublicView;
      return { kind: 'offer', ...read } as const;
    });
  }

  @Page(mission)
  @Public()
  async mission(call: PublicPageCall<typeof mission>): Promise<View> {
    return this.openOrGone('mission', call, async () => {
      const read = (await this.missions.read(undefined, call.params.id)) as MissionPublicView;
      return { kind: 'mission', ...read } as const;
    });
  }

  private async openOrGone(
    kind: 'offer' | 'mission',
    call: PublicPageCall<typeof offer>,
    read: () => Promise<OpportunityProps['shown']>,
  ): Promise<View> {
    try {
      return await this.open(await read(), call);
    } catch (error) {
      if (error instanceof DomainError && error.code.endsWith('.gone')) return this.gone(kind, error);
      throw error;
    }
  }

  private async open(shown: OpportunityProps['shown'], call: PublicPageCall<typeof offer>): Promise<View> {
    const { visitor } = call;
    const id = call.params.id;
    const [own, odds] = await Promise.all([this.ownView(visitor?.candidateId, id), this.applications.odds(id)]);
    const address = `${this.config.publicUrl}/${shown.kind === 'offer' ? 'offres' : 'missions'}/${id}`;
    return {
      title: shown.title ?? 'Offre',
      description: describe(shown),
      section: shown.kind === 'offer' ? 'offers' : 'missions',
      body: h(Opportunity, {
        shown,
        today: this.clock.today(),
        ...own,
        odds,
        signedIn: visitor?.role === 'candidate',
        csrf: visitor ? call.csrf : '',
        done: call.query.fait,
        address,
        instance: this.config.instance,
      }),
      scripts: ['opportunity.js'],
      ...(shown.kind === 'offer' && { structured: jobPosting(shown, this.config.instance.name, address) }),
    };
  }

  /** What only the person signed in is told: why it suits, whether they kept it, whether they have applied. */
  private async ownView(candidateId: string | undefined, id: string) {
    if (candidateId === undefined) return { explained: undefined, kept: false, applicationId: undefined };
    const [explained, kept, applicationId] = await Promise.all([
      this.reasons.explained(candidateId, [id]),
      this.saved.among(candidateId, [id]),
      this.sent.idOf(candidateId, id),
    ]);
    return { explained: explained.get(id), kept: kept.has(id), applicationId };
  }

  /** 410, kept as a page: the person came for work, so similar ones follow. */
  private async gone(kind: 'offer' | 'mission', error: DomainError): Promise<View> {
    const { title, insee, occupationCode } = error.details as Partial<Record<string, string | null>>;
    const address = searchAddress.parse({ ...(occupationCode && { code: occupationCode }) });
    const known = insee ? (await this.places.resolve(chosenPlace(insee))).ok : false;
    const found = await this.search.find({
      ...queryOf(address, kind, known && insee ? insee : undefined),
      perPage: SIMILAR,
    });
    const words = kind === 'offer' ? 'Cette offre est terminée' : 'Cette mission est terminée';
    return {
      title: words,
      status: 410,
      body: h(Gone, { title: title ?? null, words, kind, similar: found.items, today: this.clock.today() }),
      section: kind === 'offer' ? 'offers' : 'missions',
    };
  }
}

function describe(shown: OpportunityProps['shown']): string {
  const where = shown.communeName === null ? '' : ` à ${shown.communeName}`;
  return `${shown.title ?? ''}${where}. ${(shown.description ?? '').replace(/\s+/g, ' ').slice(0, 120)}`;
}
