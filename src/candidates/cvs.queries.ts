import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { type Cv, NO_EXTRAS } from './cv.rules.js';

type Row = Cv & { readonly extras: Partial<Cv> | null };

/** Reads CVs. */
@Injectable()
export class CvsQueries {
  constructor(private readonly database: Database) {}

  /** The whole CV, for the person and those who help them; undefined when there is no such person, or no longer. */
  async of(candidateId: string): Promise<Cv | undefined> {
    const [row] = await this.database.query<Row>(
      `SELECT c.id AS "candidateId", c.status, c.first_name AS "firstName", c.last_name AS "lastName", c.phone, c.email, c.adult,
         m.name AS commune, c.insee, c.headline, c.skills, c.experiences, c.licences, c.travel_mode AS "travelMode", c.reach_km AS "reachKm",
         c.contracts, c.hours_min AS "hoursMin", c.hours_max AS "hoursMax", c.available_from AS "availableFrom", c.volunteering,
         c.cv_visible AS visible, c.accepts_contact AS "acceptsContact", c.updated_at AS "updatedAt", c.version,
         COALESCE((SELECT jsonb_agg(jsonb_build_object('code', w.occupation_code, 'experienced', w.experienced,
             'label', COALESCE(everyday.label, o.label, w.occupation_code)) ORDER BY w.occupation_code)
           FROM candidate_occupations w LEFT JOIN occupations o ON o.code = w.occupation_code
           LEFT JOIN LATERAL (SELECT upper(left(o.everyday_label, 1)) || substr(o.everyday_label, 2) AS label
             WHERE o.everyday_label <> '') everyday ON true
           WHERE w.candidate_id = c.id), '[]') AS occupations,
         ARRAY(SELECT topic FROM candidate_mission_topics t WHERE t.candidate_id = c.id ORDER BY topic) AS "missionTopics",
         (SELECT jsonb_build_object('anyWork', x.any_work, 'tasks', x.tasks, 'skillWords', x.skill_words, 'trainings', x.trainings,
             'languages', x.languages, 'transport', x.transport, 'days', x.days, 'moments', x.moments, 'answered', x.answered)
           FROM candidate_cvs x WHERE x.candidate_id = c.id) AS extras
       FROM candidates c LEFT JOIN communes m ON m.insee = c.insee WHERE c.id = $1 AND c.status <> 'erased'`,
      [candidateId],
    );
    if (!row) return undefined;
    const { extras, ...own } = row;
    return { ...NO_EXTRAS, ...own, ...extras };
  }
}
