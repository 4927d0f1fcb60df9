import { z } from 'zod';
import { authorFields, publicFields, shownAmount, shownText } from '../opportunities/opportunity.view.schema.js';
import { contracts, licences, payPeriods, reservations } from './offer.schema.js';

/** What everybody may read. Contacts never are; who and where exactly are not either when the employer is anonymous. */
export const offerPublicView = z
  .object({
    ...publicFields,
    organisationId: z.uuid().nullable(),
    organisationName: shownText,
    anonymousEmployer: z.boolean(),
    occupationCode: shownText,
    occupationLabel: shownText,
    contract: z.enum(contracts).nullable(),
    contractMonths: shownAmount,
    payMin: shownAmount,
    payMax: shownAmount,
    payPeriod: z.enum(payPeriods).nullable(),
    payText: shownText,
    positions: z.number().int(),
    requirements: z.array(z.string()),
    taught: z.array(z.string()),
    skills: z.array(z.string()),
    licences: z.array(z.enum(licences)),
    beginnerAccepted: z.boolean(),
    minimumAge: z.number().int().nullable(),
    reservedFor: z.enum(reservations).nullable(),
  })
  .meta({ id: 'PublicOffer' });
export type OfferPublicView = z.output<typeof offerPublicView>;

/** What its author and the team read, with what stands in the way of publication. */
export const offerView = offerPublicView.extend(authorFields).meta({ id: 'Offer' });
export type OfferView = z.output<typeof offerView>;
