import { Controller } from '@nestjs/common';
import { h } from 'preact';
import { z } from 'zod';
import { AlertSettingsService } from '../../alerts/alert-settings.service.js';
import { ALERT_CHANNELS } from '../../candidates/candidate.schema.js';
import { CvsQueries } from '../../candidates/cvs.queries.js';
import type { Cv } from '../../candidates/cv.rules.js';
import { CvsService } from '../../candidates/cvs.service.js';
import { SavedSearchesService } from '../../candidates/saved-searches.service.js';
import type { Place } from '../../geo/geo.schema.js';
import { PlacesService } from '../../geo/places.service.js';
import { Allow } from '../../identity/access.js';
import { missionDomain } from '../../missions/mission.schema.js';
import { missionTopicLabel } from '../../missions/topics.rules.js';
import { OccupationsService } from '../../occupations/occupations.service.js';
import { DomainError, NotFound } from '../../platform/errors.js';
import { DEFAULT_WITHIN_KM } from '../../search/widening.rules.js';
import type { Redirect, View } from '../kit/answers.js';
import { failing, type FieldErrors, type FormFields, textsOf } from '../kit/forms.js';
import { Page, type PageCall } from '../kit/page.js';
import { typographic } from '../kit/words.rules.js';
import { addressOf, isAnyTrade, type SearchAddress, searchAddress } from '../opportunities/search-address.rules.js';
import { ownFile } from '../space/own-file.js';
import { FollowAsk, FollowMissions, FollowReady } from './follow.view.js';

const followed = searchAddress.extend({
  liste: z.enum(['offres', 'missions']).catch('offres'),
  canal: z.enum(ALERT_CHANNELS).optional().catch(undefined),
});
type Followed = z.output<typeof followed>;

const ask = { method: 'GET', path: '/mon-espace/alertes/nouvelle', query: followed } as const;
const follow = { ...ask, method: 'POST', query: z.object({}) } as const;

type Call = Pick<PageCall<typeof ask>, 'visitor' | 'csrf'>;

/** How much of a search is clear enough to be followed. */
interface Understood {
  readonly place: { readonly insee: string; readonly name: string } | undefined;
  readonly places: readonly Place[];
  readonly trade: { readonly code: string; readonly label: string } | undefined;
  readonly trades: readonly { readonly code: string; readonly label: string }[];
  readonly errors: FieldErrors;
}

const MOST_TRADES = 6;

/** Following a search of the lists, in one tap when it says where and what. */
@Controller()
export class FollowPages {
  constructor(
    private readonly settings: AlertSettingsService,
    private readonly searches: SavedSearchesService,
    private readonly cvs: CvsService,
    private readonly files: CvsQueries,
    private readonly places: PlacesService,
    private readonly occupations: OccupationsService,
  ) {}

  @Page(ask)
  @Allow('own:edit')
  async ask(call: PageCall<typeof ask>): Promise<View> {
    const search = call.kept === undefined ? call.query : followed.parse(call.kept);
    const cv = await this.cvOf(call);
    if (search.liste === 'missions') {
      const wished = domainsOf(cv);
      const values = call.kept ?? { domaines: search.domaine ? [...wished, search.domaine] : wished };
      return this.missions(call, cv, values);
    }
    return this.offers(call, cv, search, await this.understand(search, cv));
  }

  @Page(follow)
  @Allow('own:edit')
  async follow(call: PageCall<typeof follow>): Promise<View | Redirect> {
    const search = followed.parse(call.form);
    const cv = await this.cvOf(call);
    if (search.liste === 'missions') return this.followMissions(call, cv, search);
    const understood = await this.understand(search, cv);
    const { place, trade, errors } = understood;
    if (!place || !trade) return this.offers(call, cv, search, understood, errors);
    // Words that were not clear have just become a trade: it is said before it is followed.
    if (call.form['pret'] === undefined) return this.offers(call, cv, search, understood);
    try {
      await this.searches.add(cv.candidateId, {
        kind: 'offer',
        occupationCode: trade.code,
        q: null,
        place: `insee:${place.insee}`,
        radiusKm: radiusOf(search),
      });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return this.offers(call, cv, search, understood, { form: error.message });
    }
    return this.done(cv, search);
  }

  private async followMissions(call: PageCall<typeof follow>, cv: Cv, search: Followed): Promise<View | Redirect> {
    const domains = missionDomain.options.filter((domain) => textsOf(call.form, 'domaines').includes(domain));
    if (domains.length === 0) {
      return this.missions(call, cv, call.form, { domaines: 'Choisissez au moins une sorte de mission.' });
    }
    const missionTopics = [
      ...cv.missionTopics.filter((topic) => topic.startsWith('activity:')),
      ...domains.map((domain) => `domain:${domain}`),
    ];
    await this.cvs.save(
      cv.candidateId,
      { volunteering: { volunteering: true, missionTopics } },
      { by: 'self', how: 'web' },
    );
    return this.done(cv, search);
  }

  private async done(cv: Cv, { canal }: Followed): Promise<Redirect> {
    if (canal !== undefined) await this.settings.open(cv.candidateId, canal);
    return { to: '/mon-espace/alertes?fait=suivie' };
  }

  private async understand(search: Followed, cv: Cv): Promise<Understood> {
    const errors: Record<string, string> = {};
    const { place, places, problem } = await this.placeOf(search, cv);
    if (problem !== undefined) errors['ou'] = problem;
    const { trade, trades } = await this.tradeOf(search, cv);
    if (!trade) {
      const field = trades.length > 0 ? 'code' : 'metier';
      errors[field] = isAnyTrade(search.metier)
        ? 'Choisissez un travail.'
        : 'Nous ne connaissons pas ce travail. Essayez un autre mot.';
    }
    return { place, places, trade, trades, errors };
  }

  private async placeOf({ ou }: SearchAddress, cv: Cv) {
    if (ou === '' && cv.insee !== null) {
      return { place: { insee: cv.insee, name: cv.commune ?? 'chez vous' }, places: [] };
    }
    if (ou === '') return { place: undefined, places: [], problem: 'Écrivez une commune.' };
    const found = await this.places.resolve(ou);
    if (found.ok) return { place: found.value, places: [] };
    return { place: undefined, places: found.choices, problem: found.message };
  }

  private async tradeOf({ code, metier }: SearchAddress, cv: Cv): Promise<Pick<Understood, 'trade' | 'trades'>> {
    const meant = code ?? (isAnyTrade(metier) ? undefined : (await this.occupations.bestFor(metier))?.code);
    const label = meant === undefined ? undefined : await this.occupations.label(meant);
    if (meant !== undefined && label !== undefined)
      return { trade: { code: meant, label: typographic(label) }, trades: [] };
    const near = isAnyTrade(metier) ? cv.occupations : await this.occupations.search(metier, MOST_TRADES);
    return { trade: undefined, trades: near.map((one) => ({ code: one.code, label: typographic(one.label) })) };
  }

  private async offers(
    call: Call,
    cv: Cv,
    search: Followed,
    understood: Understood,
    errors?: FieldErrors,
  ): Promise<View> {
    const { place, places, trade, trades } = understood;
    const common = await this.common(call, cv, search);
    const { distance } = search;
    const kept = { liste: 'offres', ...(distance !== undefined && { distance: String(distance) }) };
    const body =
      place && trade
        ? h(FollowReady, {
            ...common,
            errors,
            place: place.name,
            trade: trade.label,
            km: radiusOf(search),
            filtered: search.contrat.length + search.heures.length > 0 || search['sans-permis'] !== undefined,
            hidden: { ...kept, ou: place.insee, code: trade.code, pret: 'oui' },
          })
        : h(FollowAsk, {
            ...common,
            errors,
            places,
            trades,
            values: { ou: search.ou, metier: search.metier },
            known: place ? `Autour de ${place.name}` : trade?.label,
            asks: { place: !place, trade: !trade },
            hidden: {
              ...kept,
              ...(place && { ou: place.insee }),
              ...(trade && { code: trade.code }),
            },
          });
    return { title: 'Prévenez-moi des nouvelles offres', body, section: 'space', ...failing(errors) };
  }

  private async missions(call: Call, cv: Cv, values: FormFields, errors?: FieldErrors): Promise<View> {
    const body = h(FollowMissions, {
      ...(await this.common(call, cv, { liste: 'missions' })),
      values,
      errors,
      options: missionDomain.options.map((value) => ({ value, label: missionTopicLabel(`domain:${value}`) ?? value })),
      home: { place: cv.commune ?? 'chez vous', km: cv.reachKm },
    });
    return { title: 'Prévenez-moi des nouvelles missions', body, section: 'space', ...failing(errors) };
  }

  private async common(call: Call, cv: Cv, search: Partial<Followed>) {
    const { liste = 'offres', canal: _canal, ...address } = search;
    const list = addressOf(`/${liste}`, searchAddress.parse(address));
    return { state: await this.settings.state(cv.candidateId), reach: cv, csrf: call.csrf, list };
  }

  /** @throws NotFound for a file that was erased meanwhile. */
  private async cvOf({ visitor }: Call): Promise<Cv> {
    const cv = await this.files.of(ownFile(visitor));
    if (!cv) throw new NotFound('candidate.not-found', 'Votre dossier n’existe plus.');
    return cv;
  }
}

function radiusOf({ distance }: SearchAddress): number {
  return distance ?? DEFAULT_WITHIN_KM;
}

function domainsOf({ missionTopics }: Cv): string[] {
  return missionTopics.filter((topic) => topic.startsWith('domain:')).map((topic) => topic.slice('domain:'.length));
}
