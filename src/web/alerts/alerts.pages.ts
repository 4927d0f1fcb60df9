import { Controller } from '@nestjs/common';
import { h } from 'preact';
import { z } from 'zod';
import { AlertSettingsService } from '../../alerts/alert-settings.service.js';
import { MyAlertsQueries } from '../../alerts/my-alerts.queries.js';
import { ALERT_CHANNELS, ALERT_RHYTHMS } from '../../candidates/candidate.schema.js';
import { CandidatesQueries } from '../../candidates/candidates.queries.js';
import type { CandidateView } from '../../candidates/candidate-view.schema.js';
import { SavedSearchesService } from '../../candidates/saved-searches.service.js';
import { Allow } from '../../identity/access.js';
import { MatchReasonsQueries } from '../../matching/match-reasons.queries.js';
import { OccupationsService } from '../../occupations/occupations.service.js';
import { Clock } from '../../platform/clock.js';
import { NotFound } from '../../platform/errors.js';
import type { Redirect, View } from '../kit/answers.js';
import { chosen, failing, type FieldErrors, type FormFields, readForm, textOf, ticked } from '../kit/forms.js';
import { Page, type PageCall } from '../kit/page.js';
import { typographic } from '../kit/words.rules.js';
import { ownFile } from '../space/own-file.js';
import { Alerts, DONE_CODES } from './alerts.view.js';

const show = {
  method: 'GET',
  path: '/mon-espace/alertes',
  query: z.object({ fait: z.enum(DONE_CODES).optional().catch(undefined) }),
} as const;
const change = { ...show, method: 'POST' } as const;

const form = z
  .object({ rythme: chosen(ALERT_RHYTHMS, 'Choisissez quand vous prévenir.'), canaux: ticked(ALERT_CHANNELS) })
  .refine(({ rythme, canaux }) => rythme === 'off' || canaux.length > 0, {
    path: ['canaux'],
    message: 'Choisissez par quel moyen vous prévenir.',
  });

/** As many alerts as are shown of those sent. */
const TOLD = 20;

type Call = Pick<PageCall<typeof show>, 'visitor' | 'csrf' | 'query'>;

/** The person's alerts. */
@Controller()
export class AlertsPages {
  constructor(
    private readonly settings: AlertSettingsService,
    private readonly alerts: MyAlertsQueries,
    private readonly files: CandidatesQueries,
    private readonly searches: SavedSearchesService,
    private readonly occupations: OccupationsService,
    private readonly reasons: MatchReasonsQueries,
    private readonly clock: Clock,
  ) {}

  @Page(show)
  @Allow('own:read')
  show(call: PageCall<typeof show>): Promise<View> {
    return this.view(call, call.kept);
  }

  @Page(change)
  @Allow('own:edit')
  async change(call: PageCall<typeof change>): Promise<View | Redirect> {
    const id = ownFile(call.visitor);
    const search = z.uuid().safeParse(textOf(call.form, 'retirer'));
    if (search.success) return this.stopFollowing(id, search.data);
    const step = textOf(call.form, 'etape');
    if (step === 'pause') {
      await this.settings.pause(id);
      return { to: '/mon-espace/alertes?fait=pause' };
    }
    if (step === 'reprendre') {
      await this.settings.resume(id);
      return { to: '/mon-espace/alertes?fait=reprise' };
    }
    const read = readForm(form, call.form);
    if (!read.ok) return this.view(call, call.form, read.errors);
    await this.settings.choose(id, { rhythm: read.value.rythme, channels: read.value.canaux });
    return { to: '/mon-espace/alertes?fait=enregistre' };
  }

  /** Pressed twice, the second finds nothing to remove: it is gone all the same. */
  private async stopFollowing(candidateId: string, searchId: string): Promise<Redirect> {
    const known = await this.files.savedSearches(candidateId);
    if (known.some(({ id }) => id === searchId)) await this.searches.remove(candidateId, searchId);
    return { to: '/mon-espace/alertes?fait=retiree' };
  }

  private async view(call: Call, typed: FormFields | undefined, errors?: FieldErrors): Promise<View> {
    const id = ownFile(call.visitor);
    const file = await this.files.view(id, false);
    if (!file) throw new NotFound('candidate.not-found', 'Votre dossier n’existe plus.');
    const [state, searches, told] = await Promise.all([
      this.settings.state(id),
      this.files.savedSearches(id),
      this.alerts.of(id, TOLD),
    ]);
    const why = await this.reasons.pluses(
      id,
      told.map(({ opportunityId }) => opportunityId),
    );
    const labelled = await Promise.all(
      searches.map(async (search) => ({ search, label: await this.labelOf(search.occupationCode) })),
    );
    const body = h(Alerts, {
      state,
      reach: file,
      searches: labelled,
      wishes: wishesOf(file),
      told: told.map((one) => ({ ...one, why: why.get(one.opportunityId) ?? [] })),
      today: this.clock.today(),
      csrf: call.csrf,
      done: errors ? undefined : call.query.fait,
      values: typed ?? { rythme: state.rhythm, canaux: state.channels },
      errors,
    });
    return { title: 'Mes alertes', body, section: 'space', ...failing(errors) };
  }

  private async labelOf(code: string | null): Promise<string | undefined> {
    const label = code === null ? undefined : await this.occupations.label(code);
    return label && typographic(label);
  }
}

function wishesOf({ occupations, place, reachKm }: CandidateView): string | null {
  if (occupations.length === 0) return null;
  const trades = occupations.map(({ label }) => typographic(label)).join(', ');
  return `${trades}, autour de ${place.name ?? 'chez vous'} (${reachKm} km)`;
}
