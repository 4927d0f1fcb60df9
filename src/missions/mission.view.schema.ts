import { z } from 'zod';
import { authorFields, publicFields, shownDay, shownText } from '../opportunities/opportunity.view.schema.js';
import { missionActivity, missionDomain, remotes } from './mission.schema.js';

/** What everybody may read. Contacts never are. */
export const missionPublicView = z
  .object({
    ...publicFields,
    organisationId: z.uuid(),
    organisationName: z.string(),
    domain: missionDomain.nullable(),
    activities: z.array(missionActivity),
    schedule: shownText,
    slots: z.number().int(),
    endsOn: shownDay,
    remote: z.enum(remotes),
    openToMinors: z.boolean(),
    expensesRefunded: z.boolean(),
    insured: z.boolean(),
  })
  .meta({ id: 'PublicMission' });
export type MissionPublicView = z.output<typeof missionPublicView>;

/** What its author and the team read, with what stands in the way of publication. */
export const missionView = missionPublicView.extend(authorFields).meta({ id: 'Mission' });
export type MissionView = z.output<typeof missionView>;
