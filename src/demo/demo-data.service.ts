import { Injectable } from '@nestjs/common';
import { CandidateImport } from '../candidates/candidate-import.service.js';
import type { ImportedCandidate } from '../candidates/candidate.schema.js';
import { CandidatesService } from '../candidates/candidates.service.js';
import { CommunesQueries } from '../geo/communes.queries.js';
import { GeoService } from '../geo/geo.service.js';
import { ImportsService } from '../imports/imports.service.js';
import { OccupationsService } from '../occupations/occupations.service.js';
import { Clock } from '../platform/clock.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { Forbidden, RuleBroken } from '../platform/errors.js';
import { DemoApplications } from './demo-applications.service.js';
import { demoCandidates } from './demo-candidates.rules.js';
import { demoMissions } from './demo-missions.rules.js';
import { demoOffers } from './demo-offers.rules.js';
import { readDemoTables } from './demo-tables.reader.js';
import { type DemoWorld, demoWorld } from './demo-world.rules.js';
import { DemoQueries } from './demo.queries.js';
import { DemoRepository } from './demo.repository.js';

export type DemoSizes = {
  readonly seed?: number;
  readonly offers?: number;
  readonly missions?: number;
  readonly candidates?: number;
  readonly employers?: number;
  readonly associations?: number;
};
export type DemoStep = 'communes' | 'occupations' | 'offers' | 'missions' | 'candidates' | 'alerts';
export type DemoProgress = { readonly step: DemoStep; readonly done: number; readonly total: number };
export type DemoCounts = Record<'offers' | 'missions' | 'candidates', number>;

/** Size of the Aisne's own platform on 30 June 2025, with 10,000 offers. */
const USUAL: Required<DemoSizes> = {
  seed: 2,
  offers: 10_000,
  missions: 200,
  candidates: 12_000,
  employers: 666,
  associations: 150,
};
const SOURCE = 'demo';
const BATCH = 500;

/** Fills an instance with a département at work, always the same for a seed, by the paths that real data takes. */
@Injectable()
export class DemoData {
  constructor(
    private readonly imports: ImportsService,
    private readonly candidateImport: CandidateImport,
    private readonly candidates: CandidatesService,
    private readonly geo: GeoService,
    private readonly communes: CommunesQueries,
    private readonly occupations: OccupationsService,
    private readonly queries: DemoQueries,
    private readonly repository: DemoRepository,
    private readonly applications: DemoApplications,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * Loads what is not there yet; a step that is finished is skipped, one that was cut short goes on. Offers come before people: what exists
   * when somebody registers waits for their first digest, so that loading sends nothing. Throws Forbidden unless DEMO is true.
   */
  async load(sizes: DemoSizes & { readonly onProgress?: (progress: DemoProgress) => void } = {}): Promise<DemoCounts> {
    this.mustBeDemo();
    const { onProgress, ...wanted } = sizes;
    const size = { ...USUAL, ...wanted };
    const tell = (step: DemoStep, done: number, total: number) => onProgress?.({ step, done, total });
    tell('communes', 0, 1);
    await this.geo.loadCommunes();
    tell('occupations', 0, 1);
    await this.occupations.loadStarter();
    const world = await this.world(size.seed);
    const key = `${size.seed}-${this.config.instance.departement}`;
    await this.feed(
      'offers',
      'france-travail',
      `${key}-${size.offers}-${size.employers}`,
      demoOffers(world, size.employers),
      size.offers,
      tell,
    );
    await this.feed(
      'missions',
      'engagement-json',
      `${key}-${size.missions}-${size.associations}`,
      demoMissions(world, size.associations),
      size.missions,
      tell,
    );
    await this.people(world, size.candidates, tell);
    await this.applications.load(size.seed, SOURCE);
    return {
      offers: await this.queries.countOf('offers', SOURCE),
      missions: await this.queries.countOf('missions', SOURCE),
      candidates: await this.queries.countOf('candidates', SOURCE),
    };
  }

  /** Empties a demonstration: people, organisations, offers and all that came of them. Throws Forbidden unless DEMO is true. */
  async reset(): Promise<void> {
    if (!this.config.demo)
      throw new Forbidden('demo.not-a-demo', 'Seule une démonstration (DEMO=true) peut être vidée.');
    await this.repository.empty();
  }

  private mustBeDemo(): void {
    if (!this.config.demo)
      throw new Forbidden('demo.not-a-demo', 'Cette instance n’est pas une démonstration (DEMO=true).');
  }

  private async feed(
    kind: 'offers' | 'missions',
    format: 'france-travail' | 'engagement-json',
    fingerprint: string,
    items: Iterable<object>,
    total: number,
    tell: (step: DemoStep, done: number, total: number) => void,
  ): Promise<void> {
    tell(kind, 0, total);
    if (!(await this.imports.isDone(SOURCE, `${kind}-${fingerprint}`))) {
      await this.imports.importItems(
        { kind, format, source: SOURCE, fingerprint: `${kind}-${fingerprint}` },
        firstOf(items, total),
        {
          onProgress: ({ items: done }) => tell(kind, done, total),
        },
      );
    }
    tell(kind, total, total);
  }

  private async people(
    world: DemoWorld,
    total: number,
    tell: (step: DemoStep, done: number, total: number) => void,
  ): Promise<void> {
    const immediate: string[] = [];
    const isThere = (await this.queries.countOf('candidates', SOURCE)) >= total;
    let batch: ImportedCandidate[] = [];
    let done = 0;
    const flush = async () => {
      const outcomes = await this.candidateImport.importBatch(batch);
      const refused = outcomes.find((outcome) => outcome.outcome === 'refused');
      if (refused?.outcome === 'refused')
        throw new RuleBroken('demo.refused', `${refused.externalRef} : ${refused.reason}`);
      done += batch.length;
      batch = [];
      tell('candidates', done, total);
    };
    for (const person of demoCandidates(world, total)) {
      if (person.immediate) immediate.push(person.externalRef);
      if (isThere) continue;
      batch.push({ ...person.file, source: SOURCE, externalRef: person.externalRef });
      if (batch.length === BATCH) await flush();
    }
    if (batch.length > 0) await flush();
    tell('candidates', total, total);
    await this.tellAtOnce(immediate, tell);
  }

  /** The few who asked to be told at once: a file cannot ask that for them. */
  private async tellAtOnce(
    externalRefs: readonly string[],
    tell: (step: DemoStep, done: number, total: number) => void,
  ): Promise<void> {
    const people = await this.queries.stillOnDigest(SOURCE, externalRefs);
    for (let at = 0; at < people.length; at += 100) {
      await this.database.transaction(async () => {
        for (const { id, channels } of people.slice(at, at + 100)) {
          await this.candidates.setAlerts(id, { rhythm: 'immediate', channels, pausedUntil: null });
        }
      });
      tell('alerts', Math.min(at + 100, people.length), people.length);
    }
  }

  private async world(seed: number): Promise<DemoWorld> {
    const communes = await this.communes.ofDepartement(this.config.instance.departement);
    return demoWorld({
      seed,
      now: this.clock.now(),
      today: this.clock.today(),
      minimumWage: this.config.minimumHourlyWage,
      tables: readDemoTables(),
      skills: await this.queries.skills(),
      communes: communes.map(({ insee, name, postalCodes, population, departement, arrondissementName, lat, lng }) => ({
        insee,
        name,
        postalCode: postalCodes[0] ?? '',
        population,
        departement,
        arrondissement: arrondissementName ?? departement,
        lat,
        lng,
      })),
    });
  }
}

function* firstOf<T>(items: Iterable<T>, count: number): Generator<T> {
  let left = count;
  if (left <= 0) return;
  for (const item of items) {
    yield item;
    if (--left === 0) return;
  }
}
