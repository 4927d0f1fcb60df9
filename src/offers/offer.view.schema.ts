import { z } from 'zod';
import { lifeStatuses } from './life.rules.js';
import {
  accesses,
  contracts,
  fieldProblemView,
  findingView,
  licences,
  payPeriods,
  reservations,
} from './offer.schema.js';

const text = z.string().nullable();
const amount = z.number().nullable();
const calendarDay = z.iso.date().nullable();
const instant = z.iso.datetime().nullable();

/** What everybody may read. Contacts never are; who and where exactly are not either when the employer is anonymous. */
export const offerPublicView = z
  .object({
    id: z.uuid(),
    status: z.enum(lifeStatuses),
    organisationId: z.uuid().nullable(),
    organisationName: text,
    anonymousEmployer: z.boolean(),
    title: text,
    occupationCode: text,
    occupationLabel: text,
    description: text,
    contract: z.enum(contracts).nullable(),
    contractMonths: amount,
    weeklyHours: amount,
    payMin: amount,
    payMax: amount,
    payPeriod: z.enum(payPeriods).nullable(),
    payText: text,
    positions: z.number().int(),
    startsOn: calendarDay,
    closesOn: calendarDay,
    requirements: z.array(z.string()),
    taught: z.array(z.string()),
    skills: z.array(z.string()),
    licences: z.array(z.enum(licences)),
    beginnerAccepted: z.boolean(),
    minimumAge: z.number().int().nullable(),
    reservedFor: z.enum(reservations).nullable(),
    accessWithoutCar: z.array(z.enum(accesses)),
    applicationUrl: text,
    insee: text,
    communeName: text,
    address: text,
    lat: amount,
    lng: amount,
    publishedAt: instant,
    updatedAt: z.iso.datetime(),
    version: z.number().int(),
  })
  .meta({ id: 'PublicOffer' });
export type OfferPublicView = z.output<typeof offerPublicView>;

/** What its author and the team read, with what stands in the way of publication. */
export const offerView = offerPublicView
  .extend({
    contactName: text,
    contactEmail: text,
    contactPhone: text,
    coordinateSource: text,
    coordinatePrecision: text,
    source: text,
    externalRef: text,
    reviewReason: text,
    closeReason: text,
    filledAt: instant,
    closedAt: instant,
    createdAt: z.iso.datetime(),
    missing: z.array(fieldProblemView),
    findings: z.array(findingView),
  })
  .meta({ id: 'Offer' });
export type OfferView = z.output<typeof offerView>;
