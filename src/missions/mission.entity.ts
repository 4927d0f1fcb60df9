import { Column, Entity } from 'typeorm';
import { Opportunity } from '../opportunities/opportunity.entity.js';
import type { Day } from '../platform/lang/day.js';
import type { remotes } from './mission.schema.js';
import type { MissionContent } from './mission-publication.rules.js';
import type { activitySlugs, domainSlugs } from './topics.data.js';

/** A volunteer mission, from its draft to its end. */
@Entity('missions')
export class Mission extends Opportunity implements MissionContent {
  @Column('text', { nullable: true })
  domain: (typeof domainSlugs)[number] | null;

  @Column('text', { array: true })
  activities: (typeof activitySlugs)[number][];

  @Column('text', { nullable: true })
  schedule: string | null;

  @Column('int')
  slots: number;

  @Column('date', { name: 'ends_on', nullable: true })
  endsOn: Day | null;

  @Column('text')
  remote: (typeof remotes)[number];

  @Column('boolean', { name: 'open_to_minors' })
  openToMinors: boolean;

  @Column('boolean', { name: 'expenses_refunded' })
  expensesRefunded: boolean;

  /** The association's insurance covers the volunteer. */
  @Column('boolean')
  insured: boolean;
}
