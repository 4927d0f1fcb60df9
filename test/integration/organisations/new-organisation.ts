import { GeoService } from '../../../src/geo/geo.service.js';
import { OccupationsService } from '../../../src/occupations/occupations.service.js';
import { ApiKeysService } from '../../../src/identity/api-keys.service.js';
import { SCOPES } from '../../../src/platform/http/principal.js';
import type { TestApp } from '../../support/test-app.js';

let count = 0;

/** A SIRET that no other test of this run uses; fictitious SIREN beginning with 9999. */
export function freshSiret(): string {
  count += 1;
  const siren = withKey(`9999${String(count).padStart(4, '0')}`);
  return withKey(`${siren}0001`);
}

function withKey(digits: string): string {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits.charAt(digits.length - 1 - i));
    const doubled = i % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

export async function loadPlacesAndOccupations(app: TestApp): Promise<void> {
  await app.get(GeoService).loadCommunes();
  await app.get(OccupationsService).loadStarter();
}

/** An organisation registered over HTTP, with a key of its own; `trusted`: the team answers for it. */
export async function newOrganisation(
  app: TestApp,
  team: string,
  kind: 'employer' | 'association',
  trusted: boolean,
): Promise<{ id: string; key: string }> {
  const siret = freshSiret();
  const { body } = await app.http('POST', '/api/v1/organisations', {
    key: team,
    body: { kind, name: `Structure ${siret}`, siret },
  });
  if (trusted)
    await app.http('POST', `/api/v1/organisations/${body.id}/vouch`, {
      key: team,
      body: { motive: 'Connue de l’équipe.' },
    });
  const { key } = await app
    .get(ApiKeysService)
    .issue({ name: 'test', kind: 'organisation', organisationId: body.id, scopes: SCOPES });
  return { id: body.id, key };
}
