import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module.js';
import { CandidatesQueries } from '../candidates/candidates.queries.js';
import { loadReferenceData } from '../cli/reference-data.js';
import { GeoImport } from '../geo/geo-import.service.js';
import { ApiKeysService } from '../identity/api-keys.service.js';
import { OrganisationsService } from '../organisations/organisations.service.js';
import { Config } from '../platform/config/config.js';
import { Clock } from '../platform/clock.js';
import { readEnvironment } from '../platform/config/environment.js';
import { DomainError } from '../platform/errors.js';
import { SCOPES } from '../platform/http/principal.js';
import { addDays } from '../platform/lang/day.js';
import { demoAccounts } from './demo-accounts.js';
import { DemoQueries } from './demo.queries.js';
import { DemoData, type DemoSizes } from './demo-data.service.js';
import { invitation } from './invitation.js';

interface Stage {
  readonly variables: NodeJS.ProcessEnv;
  readonly folder: string;
  readonly say: (line: string) => void;
  readonly url: string;
}

/** Loads what the demonstration shows, step by step, and says what to try. Each step is skipped when it was done before. */
export async function prepareDemo(stage: Stage): Promise<void> {
  const read = readEnvironment({ ...stage.variables, LOG_LEVEL: 'silent' });
  if (!read.ok) throw new Error(read.problems.join('\n'));
  const config = new Config(read.environment);
  const app = await NestFactory.createApplicationContext(AppModule.with(config), { logger: false });
  try {
    await loadReferenceData(app, stage.say);
    await placeTownHalls(app, config.instance.departement, stage);
    await loadWorld(app, stage);
    await untilQuiet(app, stage);
    const keys = await demoKeys(app, stage.folder);
    const accounts = await demoAccounts(app, keys.employer);
    stage.say(`Accounts, by e-mail: ${accounts.map(({ role, email }) => `${email} (${role})`).join(', ')}.`);
    const [nadia] = await app.get(CandidatesQueries, { strict: false }).idsByPhone('+33639980001');
    stage.say('Ready.');
    process.stdout.write(
      invitation(stage.url, keys, nadia ?? '', addDays(app.get(Clock).today(), 10), config.sms.callbackSecret),
    );
  } finally {
    await app.close();
  }
}

/** Town halls instead of estimated points, when the network allows; tried once. */
async function placeTownHalls(app: INestApplicationContext, departement: string, stage: Stage): Promise<void> {
  const mark = join(stage.folder, 'town-halls.done');
  if (existsSync(mark)) return;
  try {
    const done = await app.get(GeoImport, { strict: false }).run({ departement });
    writeFileSync(mark, '');
    stage.say(`${done.updated} communes placed at their town hall.`);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    stage.say('No answer from geo.api.gouv.fr: communes stay at the points that come with the product.');
  }
}

async function loadWorld(app: INestApplicationContext, stage: Stage): Promise<void> {
  let shown = performance.now();
  let last = '';
  const counts = await app.get(DemoData, { strict: false }).load({
    ...sizesIn(stage.variables),
    onProgress: ({ step, done, total }) => {
      if (total < 2 || (done < total && performance.now() - shown < 3000)) return;
      shown = performance.now();
      const line = `${step}: ${done} of ${total}`;
      if (line !== last) stage.say(line);
      last = line;
    },
  });
  stage.say(`${counts.offers} offers, ${counts.missions} missions and ${counts.candidates} people are there.`);
}

/** What was loaded is matched and indexed by the worker; alerts are at full speed once that is done. */
async function untilQuiet(app: INestApplicationContext, stage: Stage): Promise<void> {
  const queries = app.get(DemoQueries, { strict: false });
  for (let waited = 0; waited < 120; waited += 3) {
    const left = await queries.jobsLeft();
    if (left === 0) return;
    stage.say(`matching and indexing: ${left} jobs left`);
    await new Promise((resolve) => setTimeout(resolve, 3000));
  }
}

/** DEMO_OFFERS=1000 and the like make a smaller world. */
function sizesIn(variables: NodeJS.ProcessEnv): DemoSizes {
  const names = ['seed', 'offers', 'missions', 'candidates', 'employers', 'associations'] as const;
  const given = names.map((name) => [name, Number(variables[`DEMO_${name.toUpperCase()}`] || Number.NaN)] as const);
  return Object.fromEntries(given.filter(([, value]) => Number.isInteger(value) && value >= 0));
}

/** A key of the team and one of an employer, the same at each start. */
async function demoKeys(app: INestApplicationContext, folder: string): Promise<DemoKeys> {
  const file = join(folder, 'keys.json');
  const service = app.get(ApiKeysService, { strict: false });
  if (existsSync(file)) {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as DemoKeys;
    if (await service.authenticate(`Bearer ${kept.team}`)) return kept;
  }
  const organisations = app.get(OrganisationsService, { strict: false });
  const organisationId = await organisations.registerOrganisation(
    {
      kind: 'employer',
      name: 'Services à domicile de la Cathédrale',
      siret: '99990001200017',
      publicBody: false,
      place: 'Laon',
    },
    null,
  );
  await organisations.verify(organisationId);
  const keys = {
    team: (await service.issue({ name: 'demonstration: team', kind: 'team', scopes: SCOPES })).key,
    employer: (
      await service.issue({ name: 'demonstration: employer', kind: 'organisation', organisationId, scopes: SCOPES })
    ).key,
  };
  writeFileSync(file, JSON.stringify(keys), { mode: 0o600 });
  return keys;
}

export interface DemoKeys {
  readonly team: string;
  readonly employer: string;
}
