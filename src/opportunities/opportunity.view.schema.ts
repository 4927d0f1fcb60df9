import { z } from 'zod';
import { lifeStatuses } from './life.rules.js';
import { accesses } from './opportunity.schema.js';

export const shownText = z.string().nullable();
export const shownAmount = z.number().nullable();
export const shownDay = z.iso.date().nullable();
const instant = z.iso.datetime().nullable();

export const findingView = z
  .object({
    rule: z.string(),
    level: z.enum(['block', 'warn']),
    field: z.string(),
    passage: z.string(),
    start: z.number().int(),
    end: z.number().int(),
    explanation: z.string(),
    proposal: z.string(),
  })
  .meta({ id: 'WordingFinding' });

export const fieldProblemView = z.object({ field: z.string(), code: z.string(), message: z.string() });

/** What everybody may read of any opportunity. Contacts never are. */
export const publicFields = {
  id: z.uuid(),
  status: z.enum(lifeStatuses),
  title: shownText,
  description: shownText,
  weeklyHours: shownAmount,
  startsOn: shownDay,
  closesOn: shownDay,
  accessWithoutCar: z.array(z.enum(accesses)),
  applicationUrl: shownText,
  insee: shownText,
  communeName: shownText,
  address: shownText,
  lat: shownAmount,
  lng: shownAmount,
  publishedAt: instant,
  updatedAt: z.iso.datetime(),
  version: z.number().int(),
};

/** What its author and the team read besides, with what stands in the way of publication. */
export const authorFields = {
  contactName: shownText,
  contactEmail: shownText,
  contactPhone: shownText,
  coordinateSource: shownText,
  coordinatePrecision: shownText,
  source: shownText,
  externalRef: shownText,
  reviewReason: shownText,
  closeReason: shownText,
  filledAt: instant,
  closedAt: instant,
  createdAt: z.iso.datetime(),
  missing: z.array(fieldProblemView),
  findings: z.array(findingView),
};
