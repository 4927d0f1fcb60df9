import type { Day } from '../../platform/lang/day.js';
import type { Contract, ReservedFor } from './contract.rules.js';
import type { Pay } from './pay.rules.js';
import type { PlaceHints } from './place-hints.rules.js';

/** The organisation as a feed names it. Without name, SIRET and RNA it is one that wants to stay anonymous. */
export type OrganisationHints = {
  readonly name: string | null;
  readonly siret: string | null;
  readonly rna: string | null;
  /** A town hall, a hospital, a fire service: it may ask for volunteers as an association may. */
  readonly publicBody: boolean;
};

/** What every provider's item becomes before the place, the occupation and the organisation are looked up. */
type Draft = {
  /** Identifier of the item at its source, stable from one import to the next. */
  readonly externalRef: string;
  readonly title: string;
  readonly description: string;
  readonly organisation: OrganisationHints;
  readonly place: PlaceHints;
  readonly publishedAt: Date;
  readonly startsOn: Day | null;
  readonly closesOn: Day;
  readonly applicationUrl: string | null;
  /** What was put right or left out, in French, for the report. */
  readonly notices: readonly string[];
};

export type OfferDraft = Draft & {
  /** ROME code as given (version 3 or 4), and the words to look it up with when it is missing or unknown. */
  readonly occupationCode: string | null;
  readonly occupationWords: readonly string[];
  readonly contract: Contract;
  readonly contractMonths: number | null;
  readonly reservedFor: ReservedFor | null;
  readonly weeklyHours: number | null;
  readonly pay: Pay;
  readonly payText: string | null;
  readonly positions: number;
  readonly requirements: readonly string[];
  readonly skills: readonly string[];
  readonly licences: readonly string[];
  readonly beginnerAccepted: boolean;
};

export type MissionDraft = Draft & {
  readonly domain: string;
  readonly activities: readonly string[];
  readonly schedule: string | null;
  readonly weeklyHours: number | null;
  readonly slots: number;
  readonly endsOn: Day | null;
  readonly remote: 'no' | 'possible' | 'full';
  readonly openToMinors: boolean;
  readonly accessWithoutCar: readonly 'bus'[];
};

/** Why an item cannot be taken; `externalRef` when it could be read, so that a damaged item is not taken for a vanished one. */
export type Refusal = {
  readonly ok: false;
  readonly externalRef: string | null;
  readonly title: string | null;
  readonly reason: string;
  /** True when its source itself ended it (expired, deleted, withdrawn): what we took of it earlier ends too. */
  readonly gone: boolean;
};

/** A mapped item, or its refusal. */
export type Mapped<T> = { readonly ok: true; readonly draft: T } | Refusal;

/** What the schemas of offers and missions take. */
export const MAX_TITLE = 120;
export const MAX_DESCRIPTION = 5000;
