import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Candidate } from './candidate.entity.js';
import { CONSENT_PURPOSES, type ConsentHow, type ConsentPurpose } from './candidate.schema.js';
import type { CandidateView, ConsentState, ConsentsView, SavedSearchView } from './candidate-view.schema.js';

type Row = Omit<Candidate, 'firstName' | 'lastName'> & {
  firstName: string;
  lastName: string;
  communeName: string | null;
  occupations: CandidateView['occupations'];
  missionTopics: string[];
  consents: Partial<ConsentState>;
};

/** Reads people's files for those who look after them. */
@Injectable()
export class CandidatesQueries {
  constructor(private readonly database: Database) {}

  /** One file; undefined when nobody has this id or the person was erased. `support` only when asked for. */
  async view(id: string, withSupport: boolean): Promise<CandidateView | undefined> {
    const [row] = await this.database.query<Row>(
      `SELECT c.id, c.status, c.first_name AS "firstName", c.last_name AS "lastName", c.phone, c.email, c.insee, m.name AS "communeName", c.adult,
         c.volunteering, c.contracts, c.hours_min AS "hoursMin", c.hours_max AS "hoursMax", c.reach_km AS "reachKm",
         c.travel_mode AS "travelMode", c.available_from AS "availableFrom", c.headline, c.experiences, c.skills, c.licences,
         c.alert_rhythm AS "alertRhythm", c.alert_channels AS "alertChannels", c.alerts_paused_until AS "alertsPausedUntil",
         c.rsa_status AS "rsaStatus", c.barriers, c.referent, c.territory, c.private_note AS "privateNote", c.eligibility,
         c.created_at AS "createdAt", c.updated_at AS "updatedAt", c.version,
         COALESCE((SELECT jsonb_agg(jsonb_build_object('code', w.occupation_code, 'label', COALESCE(o.label, w.occupation_code),
             'experienced', w.experienced) ORDER BY w.occupation_code)
           FROM candidate_occupations w LEFT JOIN occupations o ON o.code = w.occupation_code WHERE w.candidate_id = c.id), '[]') AS occupations,
         ARRAY(SELECT topic FROM candidate_mission_topics t WHERE t.candidate_id = c.id ORDER BY topic) AS "missionTopics",
         COALESCE((SELECT jsonb_object_agg(purpose, granted) FROM (
           SELECT DISTINCT ON (purpose) purpose, granted FROM consents k WHERE k.candidate_id = c.id
           ORDER BY purpose, recorded_at DESC, id DESC) latest), '{}') AS consents
       FROM candidates c LEFT JOIN communes m ON m.insee = c.insee WHERE c.id = $1 AND c.status <> 'erased'`,
      [id],
    );
    return row && viewOf(row, withSupport);
  }

  /** By which name and ways a person is reached; undefined when nobody has this id or the person was erased. */
  async reach(id: string): Promise<{ firstName: string; phone: string | null; email: string | null } | undefined> {
    const [row] = await this.database.query<{ firstName: string; phone: string | null; email: string | null }>(
      `SELECT first_name AS "firstName", phone, email FROM candidates WHERE id = $1 AND status <> 'erased'`,
      [id],
    );
    return row;
  }

  /** Every consent ever recorded, the latest first, and how things stand. */
  async consents(candidateId: string): Promise<ConsentsView> {
    const history = await this.database.query<
      ConsentsView['history'][number] & { purpose: ConsentPurpose; how: ConsentHow }
    >(
      `SELECT purpose, granted, how, recorded_at AS "recordedAt", recorded_by AS "recordedBy" FROM consents
       WHERE candidate_id = $1 ORDER BY recorded_at DESC, id DESC`,
      [candidateId],
    );
    const current = stateOf({});
    for (const consent of history.toReversed()) current[consent.purpose] = consent.granted;
    return { current, history };
  }

  /** Present consents of several people. */
  async consentStates(candidateIds: readonly string[]): Promise<Map<string, ConsentState>> {
    const rows = await this.database.query<{ candidate_id: string; state: Partial<ConsentState> }>(
      `SELECT candidate_id, jsonb_object_agg(purpose, granted) AS state FROM (
         SELECT DISTINCT ON (candidate_id, purpose) candidate_id, purpose, granted FROM consents
         WHERE candidate_id = ANY ($1::uuid[]) ORDER BY candidate_id, purpose, recorded_at DESC, id DESC) latest
       GROUP BY candidate_id`,
      [candidateIds],
    );
    return new Map(rows.map((row) => [row.candidate_id, stateOf(row.state)]));
  }

  /** People who can be reached at this telephone number (E.164); several may share it. */
  async idsByPhone(phone: string): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT id FROM candidates WHERE phone = $1 ORDER BY created_at, id`,
      [phone],
    );
    return rows.map((row) => row.id);
  }

  async savedSearches(candidateId: string): Promise<SavedSearchView[]> {
    return this.database.query<SavedSearchView>(
      `SELECT s.id, s.kind, s.occupation_code AS "occupationCode", s.q, s.insee, m.name AS place, s.radius_km AS "radiusKm"
       FROM saved_searches s LEFT JOIN communes m ON m.insee = s.insee WHERE s.candidate_id = $1 ORDER BY s.created_at, s.id`,
      [candidateId],
    );
  }
}

/** Follow-up calls need no consent beforehand: the person may oppose them. Everything else waits for a yes. */
function stateOf(given: Partial<ConsentState>): ConsentState {
  const silent = Object.fromEntries(
    CONSENT_PURPOSES.map((purpose) => [purpose, purpose === 'follow-up-calls']),
  ) as ConsentState;
  return { ...silent, ...given };
}

function viewOf(row: Row, withSupport: boolean): CandidateView {
  const { insee, communeName, alertRhythm, alertChannels, alertsPausedUntil, consents, ...rest } = row;
  const { rsaStatus, barriers, referent, territory, privateNote, eligibility, ...own } = rest;
  return {
    ...own,
    licences: own.licences as CandidateView['licences'],
    place: { insee, name: communeName },
    alerts: { rhythm: alertRhythm, channels: alertChannels, pausedUntil: alertsPausedUntil },
    consents: stateOf(consents),
    ...(withSupport ? { support: { rsaStatus, barriers, referent, territory, privateNote, eligibility } } : {}),
  };
}
