import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Offers and missions seen as one list by search, matching and alerts. A banned organisation disappears from it at once. */
export class CreateOpportunities1763700000075 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE VIEW opportunities AS
      SELECT offer.id, 'offer'::text AS kind, offer.organisation_id,
             CASE WHEN offer.anonymous_employer THEN NULL ELSE organisation.name END AS organisation_name,
             offer.status, offer.title, offer.description, offer.occupation_code, NULL::text AS domain, '{}'::text[] AS activities,
             offer.contract, offer.contract_months, offer.weekly_hours, offer.pay_min, offer.pay_max, offer.pay_period, offer.pay_text,
             offer.skills, offer.licences, offer.beginner_accepted, offer.minimum_age, offer.reserved_for, offer.access_without_car,
             offer.starts_on, offer.closes_on, offer.positions, offer.insee, commune.name AS commune_name,
             offer.lat, offer.lng, offer.location_id, offer.published_at, offer.updated_at, offer.version
        FROM offers offer
        JOIN organisations organisation ON organisation.id = offer.organisation_id AND organisation.status <> 'banned'
        LEFT JOIN communes commune ON commune.insee = offer.insee
      UNION ALL
      SELECT mission.id, 'mission'::text, mission.organisation_id, organisation.name,
             mission.status, mission.title, mission.description, NULL::text, mission.domain, mission.activities,
             NULL::text, NULL::float8, mission.weekly_hours, NULL::float8, NULL::float8, NULL::text, NULL::text,
             '{}'::text[], '{}'::text[], true, CASE WHEN mission.open_to_minors THEN 16 ELSE 18 END, NULL::text, mission.access_without_car,
             mission.starts_on, mission.closes_on, mission.slots, mission.insee, commune.name,
             mission.lat, mission.lng, mission.location_id, mission.published_at, mission.updated_at, mission.version
        FROM missions mission
        JOIN organisations organisation ON organisation.id = mission.organisation_id AND organisation.status <> 'banned'
        LEFT JOIN communes commune ON commune.insee = mission.insee`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW opportunities');
  }
}
