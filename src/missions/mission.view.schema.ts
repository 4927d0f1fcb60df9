import { z } from 'zod';
import { lifeStatuses } from '../offers/life.rules.js';
import { accesses, fieldProblemView, findingView } from '../offers/offer.schema.js';
import { missionActivity, missionDomain, remotes } from './mission.schema.js';

const text = z.string().nullable();
const amount = z.number().nullable();
const calendarDay = z.iso.date().nullable();
const instant = z.iso.datetime().nullable();

/** What everybody may read. Contacts never are. */
export const missionPublicView = z
  .object({
    id: z.uuid(),
    status: z.enum(lifeStatuses),
    organisationId: z.uuid(),
    organisationName: z.string(),
    title: text,
    domain: missionDomain.nullable(),
    activities: z.array(missionActivity),
    description: text,
    schedule: text,
    weeklyHours: amount,
    slots: z.number().int(),
    startsOn: calendarDay,
    endsOn: calendarDay,
    closesOn: calendarDay,
    remote: z.enum(remotes),
    openToMinors: z.boolean(),
    expensesRefunded: z.boolean(),
    insured: z.boolean(),
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
  .meta({ id: 'PublicMission' });
export type MissionPublicView = z.output<typeof missionPublicView>;

/** What its author and the team read, with what stands in the way of publication. */
export const missionView = missionPublicView
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
  .meta({ id: 'Mission' });
export type MissionView = z.output<typeof missionView>;
