import { personalPhone } from '../../candidates/personal-phone.rules.js';
import type { Day } from '../../platform/lang/day.js';
import { privateNumberIn } from '../../platform/lang/private-numbers.rules.js';
import {
  cellParts,
  contractsIn,
  licencesIn,
  rsaStatusIn,
  type TravelMode,
  travelModeIn,
  yesIn,
} from './candidate-words.rules.js';
import type { ColumnField } from './columns.schema.js';
import type { Contract } from './contract.rules.js';
import { readDay } from './dates.rules.js';
import type { Mapped } from './draft.schema.js';
import { type PlaceHints, readInsee, readNumber, readPostalCode } from './place-hints.rules.js';
import { oneLine, plainText, shortened } from './plain-text.js';
import { refusalsOf } from './refusal.rules.js';

/** A person of a beneficiaries' file before their commune and occupations are looked up. */
export type CandidateDraft = {
  readonly externalRef: string | null;
  readonly firstName: string;
  readonly lastName: string;
  /** E.164. */
  readonly phone: string | null;
  readonly email: string | null;
  readonly place: PlaceHints;
  /** ROME codes and everyday words, as written. */
  readonly occupations: readonly string[];
  readonly contracts: readonly Contract[];
  readonly licences: readonly string[];
  readonly travelMode: TravelMode;
  readonly reachKm: number | null;
  readonly hoursMin: number | null;
  readonly hoursMax: number | null;
  readonly availableFrom: Day | null;
  readonly rsaStatus: string | null;
  readonly barriers: readonly string[];
  readonly referent: string | null;
  readonly territory: string | null;
  readonly privateNote: string | null;
  readonly volunteering: boolean;
  readonly notices: readonly string[];
};

/** A person's telephone number in E.164, spreadsheet losses put right ("639981234", "33639981234"); null when it is none. */
export function phoneOf(text: string | undefined): string | null {
  const digits = (text ?? '').replace(/[^\d+]/g, '');
  const written = /^[1-9]\d{8}$/.test(digits) ? `0${digits}` : /^33\d{9}$/.test(digits) ? `+${digits}` : digits;
  const phone = personalPhone(written);
  return phone.ok ? phone.value : null;
}

function line(text: string | undefined, max: number): string | null {
  const clean = text === undefined ? '' : shortened(oneLine(text), max).text;
  return clean === '' ? null : clean;
}

/** A record of a beneficiaries' file as a candidate. Never throws. */
export function mapCandidate(
  record: Readonly<Record<string, string>>,
  fields: ReadonlyMap<ColumnField, string>,
): Mapped<CandidateDraft> {
  const cell = (field: ColumnField): string | undefined => {
    const heading = fields.get(field);
    const value = heading === undefined ? undefined : record[heading]?.trim();
    return value === '' ? undefined : value;
  };
  const firstName = line(cell('firstName'), 80);
  const lastName = line(cell('lastName'), 80);
  const externalRef = line(cell('externalRef'), 100);
  // A refusal names the line, not the person: reports travel.
  const refuse = refusalsOf(externalRef, null);
  if (lastName === null || firstName === null) return refuse('Nom ou prénom absent.');
  const phone = phoneOf(cell('phone'));
  const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(cell('email') ?? '') ? (cell('email') ?? '').toLowerCase() : null;
  if (phone === null && email === null) {
    return refuse(
      cell('phone') === undefined
        ? 'Ni téléphone ni adresse e-mail.'
        : 'Numéro de téléphone incorrect et pas d’adresse e-mail.',
    );
  }
  const notices: string[] = [];
  if (cell('phone') !== undefined && phone === null) notices.push('Numéro de téléphone incorrect, laissé de côté.');
  if (cell('email') !== undefined && email === null) notices.push('Adresse e-mail incorrecte, laissée de côté.');
  const licences = licencesIn(cell('licences'));
  const note = cell('privateNote');
  const isNoteKept = note !== undefined && privateNumberIn(note) === undefined;
  if (note !== undefined && !isNoteKept)
    notices.push('Note laissée de côté : elle contient un numéro qui ne se garde pas ici.');
  return {
    ok: true,
    draft: {
      externalRef,
      firstName,
      lastName,
      phone,
      email,
      place: placeOf(cell),
      occupations: cellParts(cell('occupations')).slice(0, 6),
      contracts: contractsIn(cell('contracts')),
      licences,
      travelMode: travelModeIn(cell('travelMode')) ?? (licences.includes('B') ? 'car' : 'walk'),
      reachKm: within(readNumber(cell('reachKm')), 1, 100),
      hoursMin: within(readNumber(cell('hoursMin')), 1, 48),
      hoursMax: within(readNumber(cell('hoursMax')), 1, 48),
      availableFrom: readDay(cell('availableFrom')),
      rsaStatus: rsaStatusIn(cell('rsaStatus')),
      barriers: cellParts(cell('barriers'))
        .map((barrier) => barrier.slice(0, 60))
        .slice(0, 10),
      referent: line(cell('referent'), 120),
      territory: line(cell('territory'), 120),
      privateNote: isNoteKept ? shortened(plainText(note), 500).text || null : null,
      volunteering: yesIn(cell('volunteering')),
      notices,
    },
  };
}

function within(value: number | null, least: number, most: number): number | null {
  return value !== null && value >= least && value <= most ? Math.round(value) : null;
}

function placeOf(cell: (field: ColumnField) => string | undefined): PlaceHints {
  return {
    insee: readInsee(cell('insee')),
    postalCode: readPostalCode(cell('postalCode')),
    city: line(cell('city'), 120),
    departement: null,
    street: null,
    lat: null,
    lng: null,
  };
}
