import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { licences } from '../offers/offer.schema.js';
import { OffersService } from '../offers/offers.service.js';
import { OrganisationsService } from '../organisations/organisations.service.js';
import { parseRna, parseSiret } from '../organisations/siret.rules.js';
import { Clock } from '../platform/clock.js';
import { answersFor, type Intake, inOrder, refusedDraft, type Taken } from './intake.js';
import type { Mapped, MissionDraft, OfferDraft, OrganisationHints } from './mapping/draft.schema.js';
import { mapFranceTravail } from './mapping/france-travail.mapper.js';
import { mapIndeed } from './mapping/indeed.mapper.js';
import { mapJobPosting } from './mapping/job-posting.mapper.js';
import { OccupationFinder } from './occupation-finder.js';
import { type FoundPlace, PlaceFinder, pointOf } from './place-finder.js';
import type { ImportFormat } from './reading/format.rules.js';

type Ready = { readonly draft: OfferDraft; readonly place: FoundPlace; readonly occupationCode: string };

/** Name of the organisation that holds the offers of a feed whose employers stay anonymous. */
const ANONYMOUS = 'Employeurs anonymes';

/** Takes in offers: completes each draft with its commune, its occupation and its employer, then hands them to the offers. */
@Injectable()
export class OfferIntake {
  constructor(
    private readonly offers: OffersService,
    private readonly organisations: OrganisationsService,
    private readonly places: PlaceFinder,
    private readonly occupations: OccupationFinder,
    private readonly clock: Clock,
  ) {}

  /** The intake of one run. */
  of(format: ImportFormat): Intake<OfferDraft> {
    const today = this.clock.today();
    const mappers: Partial<Record<ImportFormat, (raw: unknown) => Mapped<OfferDraft>>> = {
      'france-travail': (raw) => mapFranceTravail(raw, today),
      'job-posting': (raw) => mapJobPosting(raw, today),
      'job-posting-html': (raw) => mapJobPosting(raw, today),
      indeed: (raw) => mapIndeed(raw, today),
    };
    const read = mappers[format];
    if (!read) throw new Error(`${format} holds no offers`);
    return {
      read,
      refOf: (draft) => draft.externalRef,
      titleOf: (draft) => draft.title,
      take: (source, drafts) => this.take(source, drafts),
      closeMissing: (source, seen) => this.offers.closeMissing(source, seen),
    };
  }

  private async take(source: string, drafts: readonly OfferDraft[]): Promise<Taken[]> {
    const prepared: (Ready | Taken)[] = [];
    for (const draft of drafts) prepared.push(await this.prepare(draft));
    const ready = prepared.filter((one): one is Ready => 'draft' in one);
    const ids = await this.organisations.registerFromFeed(
      source,
      ready.map(({ draft, place }) => employerOf(draft.organisation, place)),
    );
    const outcomes = await this.offers.importBatch(
      ready.map(({ draft, place, occupationCode }, index) => {
        const { notices: _, organisation, occupationWords: __, place: hints, pay, ...content } = draft;
        return {
          ...content,
          licences: draft.licences.flatMap((code) => licences.find((known) => known === code) ?? []),
          source,
          organisationId: ids[index] ?? '',
          anonymousEmployer: organisation.name === null,
          occupationCode,
          payMin: pay.min,
          payMax: pay.max,
          payPeriod: pay.period,
          ...pointOf(place),
          address: hints.street,
          requirements: [...draft.requirements],
          skills: [...draft.skills],
          contentHash: contentHash(draft, `${occupationCode} ${place.insee}`),
        };
      }),
    );
    return inOrder(prepared, (one): one is Taken => 'result' in one, answersFor(outcomes, ready));
  }

  private async prepare(draft: OfferDraft): Promise<Ready | Taken> {
    if (draft.description === '') return refusedDraft('Description absente.', draft.notices);
    const place = await this.places.find(draft.place);
    if (!place.ok) return refusedDraft(place.reason, draft.notices);
    const occupationCode = await this.occupations.find(draft.occupationCode, draft.occupationWords);
    if (occupationCode === null) {
      return refusedDraft(
        `Métier introuvable : « ${draft.occupationWords[0] ?? draft.occupationCode ?? ''} ».`,
        draft.notices,
      );
    }
    return { draft, place, occupationCode };
  }
}

function employerOf(hints: OrganisationHints, place: FoundPlace) {
  return {
    kind: 'employer' as const,
    name: hints.name ?? ANONYMOUS,
    ...numbersOf(hints),
    insee: hints.name === null ? null : place.insee,
  };
}

/** SIRET and RNA when they pass their checks; a wrong number must not make two employers one. */
export function numbersOf(hints: OrganisationHints): { siret: string | null; rna: string | null } {
  const siret = parseSiret(hints.siret ?? '');
  const rna = parseRna(hints.rna ?? '');
  return { siret: siret.ok ? siret.value : null, rna: rna.ok ? rna.value : null };
}

/** Changes when the content or what was `found` for it does: not when an unchanged item is merely confirmed, which moves its dates. */
export function contentHash(draft: OfferDraft | MissionDraft, found: string): string {
  const { notices: _, publishedAt: __, closesOn: ___, ...content } = draft;
  return createHash('sha256')
    .update(JSON.stringify([content, found]))
    .digest('base64url');
}
