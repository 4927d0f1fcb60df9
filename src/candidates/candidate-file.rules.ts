import type { LocatedPlace } from '../geo/geo.service.js';
import type { Candidate } from './candidate.entity.js';
import { nameKey, withImpliedLicences } from './candidate.rules.js';
import type { CandidatePatch, ConsentPurpose } from './candidate.schema.js';

type FileColumns = Partial<Candidate>;

/** The columns that a file or a change of it sets; what is not named is left alone. */
export function columnsOf(patch: CandidatePatch, place: LocatedPlace | undefined, before?: Candidate): FileColumns {
  const { place: _text, occupations: _occupations, missionTopics: _topics, support, licences, ...plain } = patch;
  const columns: FileColumns = { ...withoutUndefined(plain), ...withoutUndefined(support ?? {}) };
  if (licences) columns.licences = withImpliedLicences(licences);
  if (place) {
    Object.assign(columns, {
      insee: place.insee,
      lat: place.lat,
      lng: place.lng,
      locationId: place.locationId,
      coordinateSource: place.source,
      coordinatePrecision: place.precision,
    });
  }
  const firstName = columns.firstName ?? before?.firstName;
  const lastName = columns.lastName ?? before?.lastName;
  // Who registers alone may leave the last name empty.
  if (firstName && lastName != null) columns.nameKey = nameKey(firstName, lastName);
  return columns;
}

/** An erased file: the row and its dates stay for the figures, everything that tells of a person goes. */
export const ERASED = {
  status: 'erased',
  firstName: null,
  lastName: null,
  nameKey: null,
  phone: null,
  email: null,
  insee: null,
  lat: null,
  lng: null,
  locationId: null,
  coordinateSource: null,
  coordinatePrecision: null,
  contracts: [],
  hoursMin: null,
  hoursMax: null,
  licences: [],
  skills: [],
  eligibility: [],
  experiences: [],
  headline: null,
  availableFrom: null,
  volunteering: false,
  cvVisible: false,
  acceptsContact: false,
  rsaStatus: null,
  barriers: [],
  referent: null,
  territory: null,
  privateNote: null,
  alertRhythm: 'off',
  alertChannels: [],
  alertsPausedUntil: null,
  source: null,
  externalRef: null,
  contentHash: null,
  lastContactAt: null,
} satisfies FileColumns;

/** Columns that follow a consent, to be set in its transaction. */
export function columnsOfConsents(consents: readonly { purpose: ConsentPurpose; granted: boolean }[]): FileColumns {
  const columns: FileColumns = {};
  for (const { purpose, granted } of consents) {
    if (purpose === 'cv-visible') columns.cvVisible = granted;
    if (purpose === 'employer-contact') columns.acceptsContact = granted;
    if (purpose === 'volunteering') columns.volunteering = granted;
  }
  return columns;
}

function withoutUndefined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
