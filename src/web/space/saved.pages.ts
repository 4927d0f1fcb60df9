import { Controller } from '@nestjs/common';
import { h } from 'preact';
import { z } from 'zod';
import { SavedOpportunitiesQueries } from '../../candidates/saved-opportunities.queries.js';
import { SavedOpportunitiesService } from '../../candidates/saved-opportunities.service.js';
import { Allow } from '../../identity/access.js';
import { Clock } from '../../platform/clock.js';
import type { Redirect, View } from '../kit/answers.js';
import { textOf } from '../kit/forms.js';
import { Page, type PageCall } from '../kit/page.js';
import { pathOf } from '../opportunities/card.view.js';
import { ownFile } from './own-file.js';
import { Posts } from './posts.js';
import { Keep, Saved } from './saved.view.js';

const params = z.object({ id: z.uuid() });
const list = {
  method: 'GET',
  path: '/mon-espace/offres',
  query: z.object({ fait: z.literal('retire').optional().catch(undefined) }),
} as const;
const remove = { method: 'POST', path: '/mon-espace/offres' } as const;
const offer = { method: 'GET', path: '/offres/{id}/garder', params } as const;
const keepOffer = { ...offer, method: 'POST' } as const;
const mission = { method: 'GET', path: '/missions/{id}/garder', params } as const;
const keepMission = { ...mission, method: 'POST' } as const;

type Kind = 'offer' | 'mission';
/** What the handlers of an offer and of a mission have alike. */
type Call = Omit<PageCall<typeof offer>, never>;

/** Putting offers and missions aside, and finding them again. */
@Controller()
export class SavedPages {
  constructor(
    private readonly saved: SavedOpportunitiesQueries,
    private readonly service: SavedOpportunitiesService,
    private readonly posts: Posts,
    private readonly clock: Clock,
  ) {}

  @Page(list)
  @Allow('own:read')
  async list(call: PageCall<typeof list>): Promise<View> {
    const saved = await this.saved.of(ownFile(call.visitor));
    return {
      title: 'Ce que j’ai gardé',
      body: h(Saved, { saved, today: this.clock.today(), csrf: call.csrf, removed: call.query.fait !== undefined }),
      section: 'space',
    };
  }

  @Page(remove)
  @Allow('own:edit')
  async remove(call: PageCall<typeof remove>): Promise<Redirect> {
    const id = z.uuid().safeParse(textOf(call.form, 'retirer'));
    if (!id.success) return { to: '/mon-espace/offres' };
    await this.service.forget(ownFile(call.visitor), id.data);
    return { to: '/mon-espace/offres?fait=retire' };
  }

  @Page(offer)
  @Allow('own:edit')
  offer(call: PageCall<typeof offer>): Promise<View> {
    return this.ask('offer', call);
  }

  @Page(keepOffer)
  @Allow('own:edit')
  keepOffer(call: PageCall<typeof keepOffer>): Promise<Redirect> {
    return this.keep('offer', call);
  }

  @Page(mission)
  @Allow('own:edit')
  mission(call: PageCall<typeof mission>): Promise<View> {
    return this.ask('mission', call);
  }

  @Page(keepMission)
  @Allow('own:edit')
  keepMission(call: PageCall<typeof keepMission>): Promise<Redirect> {
    return this.keep('mission', call);
  }

  private async ask(kind: Kind, call: Call): Promise<View> {
    const post = await this.posts.seen(kind, call.params.id);
    return {
      title: `Garder : ${post.title}`,
      body: h(Keep, { post, path: pathOf(post), csrf: call.csrf }),
      section: kind === 'offer' ? 'offers' : 'missions',
    };
  }

  private async keep(kind: Kind, call: Call): Promise<Redirect> {
    const post = await this.posts.seen(kind, call.params.id);
    const path = pathOf(post);
    if (textOf(call.form, 'faire') === 'retirer') {
      await this.service.forget(ownFile(call.visitor), post.id);
      return { to: `${path}?fait=retire` };
    }
    await this.service.save(ownFile(call.visitor), post.id);
    return { to: `${path}?fait=enregistre` };
  }
}
