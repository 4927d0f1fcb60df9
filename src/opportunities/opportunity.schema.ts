import { z } from 'zod';
import { freeText, lineOfText, webAddress } from '../organisations/typed-text.schema.js';
import { pageQuery } from '../platform/http/paging.schema.js';
import { day, isDay } from '../platform/lang/day.js';
import { lifeStatuses } from './life.rules.js';

export const accesses = ['bus', 'pick-up', 'car-pool', 'housing'] as const;

/** A calendar day 'YYYY-MM-DD'. */
export const calendarDay = z
  .string('Indiquez une date : AAAA-MM-JJ.')
  .refine(isDay, 'Indiquez une date qui existe, sous la forme AAAA-MM-JJ.')
  .transform(day)
  .meta({ format: 'date' });

const SURCHARGED = /^(?:0|(?:\+|00)33(?:\(0\))?)8[129]|^118\d{3}$/;

/** A telephone number as people write it; numbers that cost more are refused (Code du travail L5321-3). */
const contactPhone = lineOfText(4, 30)
  .refine((text) => /^[+(\d][\d\s.()/-]*$/.test(text), 'Indiquez un numéro de téléphone.')
  .refine(
    (text) => !SURCHARGED.test(text.replace(/[\s./-]/g, '')),
    'Ce numéro est surtaxé. Donnez un numéro ordinaire.',
  );

/** Each value once. */
export function unique<T>(values: T[]): T[] {
  return [...new Set(values)];
}

/** How many people are looked for: positions of an offer, places of a mission. */
export function headcount(what: string) {
  return z
    .number('Indiquez un nombre.')
    .int()
    .min(1, `Indiquez au moins 1 ${what}.`)
    .max(1000, `Indiquez 1000 ${what}s au plus.`);
}

/** What every author may write, or clear with null. */
export const writtenByAuthor = {
  title: lineOfText(3, 120),
  description: freeText(0, 5000),
  startsOn: calendarDay,
  closesOn: calendarDay,
  contactName: lineOfText(2, 80),
  contactEmail: z.email('Indiquez une adresse e-mail.').max(200, 'Cette adresse est trop longue.'),
  contactPhone,
  applicationUrl: webAddress,
  /** Name, postal code or INSEE code of the commune, or several of them: "Laon 02000". */
  place: lineOfText(2, 80),
  address: lineOfText(3, 150),
};

/** How people come who have no car. */
export const accessWithoutCar = z.array(z.enum(accesses)).max(4).transform(unique);

/** The same fields, each of which may be null: that is how a field is cleared. */
export function clearable<S extends Readonly<Record<string, z.ZodType>>>(
  shape: S,
): { [K in keyof S]: z.ZodNullable<S[K]> } {
  return Object.fromEntries(Object.entries(shape).map(([name, schema]) => [name, schema.nullable()])) as {
    [K in keyof S]: z.ZodNullable<S[K]>;
  };
}

export const publishRequest = z.strictObject({
  /** Lets it out beside one that looks the same. */
  allowDuplicate: z.boolean().default(false),
});
/** What a request to write a draft says besides the content. */
export const draftRequest = {
  /** Needed for the keys of the team; a structure's key publishes for its own. */
  organisationId: z.uuid().optional(),
  ...publishRequest.shape,
};
export const closingDay = z.strictObject({ closesOn: calendarDay });
export const reopenRequest = closingDay.extend(publishRequest.shape);
export const closeRequest = z.strictObject({ reason: freeText(3, 300) });
export const returnRequest = z.strictObject({ reason: freeText(3, 1000) });

/** What is written, as an edit: it changes something. */
export function asEdit<S extends z.ZodType<object>>(written: S): S {
  return written.refine((edit) => Object.keys(edit).length > 0, 'Indiquez au moins un champ à changer.');
}

export const opportunityListQuery = pageQuery.extend({
  organisationId: z.uuid().optional(),
  status: z.enum(lifeStatuses).optional(),
});
export type OpportunityListQuery = z.output<typeof opportunityListQuery>;
