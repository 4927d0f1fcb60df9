import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { LocatedPlace } from '../geo/geo.service.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Outbox } from '../platform/events/outbox.js';
import { newId } from '../platform/ids.js';
import { Candidate } from './candidate.entity.js';
import { columnsOf, columnsOfConsents } from './candidate-file.rules.js';
import { nameKey } from './candidate.rules.js';
import type { ConsentInput, ImportedCandidate } from './candidate.schema.js';
import { candidateChanged } from './candidates.events.js';
import { CandidatesQueries } from './candidates.queries.js';
import { CandidatesRepository } from './candidates.repository.js';
import { ConsentsService } from './consents.service.js';
import { NamedThings } from './named-things.service.js';

export type ImportOutcome =
  | { readonly externalRef: string; readonly outcome: 'created' | 'updated' | 'unchanged'; readonly id: string }
  /** `reason` in French: an unknown place or occupation, a second line about one person. */
  | { readonly externalRef: string; readonly outcome: 'refused'; readonly reason: string };

type Planned = { readonly row: ImportedCandidate; readonly hash: string; readonly place: LocatedPlace };

/** Takes people in from files: one transaction and one event for up to 500 lines; the same lines again change nothing. */
@Injectable()
export class CandidateImport {
  constructor(
    private readonly candidates: CandidatesRepository,
    private readonly queries: CandidatesQueries,
    private readonly consents: ConsentsService,
    private readonly named: NamedThings,
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** At most 500 rows of one source, already parsed. Answers one outcome per row, in order. */
  async importBatch(rows: readonly ImportedCandidate[]): Promise<ImportOutcome[]> {
    const source = rows[0]?.source;
    if (source === undefined) return [];
    if (rows.length > 500 || rows.some((row) => row.source !== source))
      throw new Error('A batch holds at most 500 rows of one source');
    const outcomes = new Map<ImportedCandidate, ImportOutcome>();
    const planned = await this.plan(rows, outcomes);
    await this.database.transaction(async () => {
      const people = planned.flatMap(({ row }) =>
        row.phone === null ? [] : [{ phone: row.phone, nameKey: nameKey(row.firstName, row.lastName) }],
      );
      const known = await this.candidates.lockKnown(
        source,
        planned.map(({ row }) => row.externalRef),
        people,
      );
      const changed: { candidate: Candidate; plan: Planned }[] = [];
      const taken = new Set<string>();
      for (const plan of planned) {
        const { row, hash } = plan;
        const before = knownAs(row, known);
        const person = row.phone === null ? undefined : `${row.phone} ${nameKey(row.firstName, row.lastName)}`;
        const twin =
          person !== undefined &&
          (taken.has(person) ||
            known.some(
              (other) => other !== before && other.nameKey !== null && `${other.phone} ${other.nameKey}` === person,
            ));
        if (twin || (before && taken.has(before.id))) {
          outcomes.set(row, {
            externalRef: row.externalRef,
            outcome: 'refused',
            reason: 'Cette personne est déjà inscrite, avec ce nom et ce téléphone.',
          });
          continue;
        }
        if (person !== undefined) taken.add(person);
        if (before) taken.add(before.id);
        if (before?.contentHash === hash) {
          outcomes.set(row, { externalRef: row.externalRef, outcome: 'unchanged', id: before.id });
          continue;
        }
        const candidate = this.fileOf(plan, before);
        changed.push({ candidate, plan });
        outcomes.set(row, { externalRef: row.externalRef, outcome: before ? 'updated' : 'created', id: candidate.id });
      }
      await this.write(changed, source);
    });
    return rows.flatMap((row) => outcomes.get(row) ?? []);
  }

  /** Rows whose place and occupations are known; the others are refused. */
  private async plan(
    rows: readonly ImportedCandidate[],
    outcomes: Map<ImportedCandidate, ImportOutcome>,
  ): Promise<Planned[]> {
    const places = new Map<string, Promise<LocatedPlace>>();
    const occupations = new Map<string, Promise<void>>();
    const mustKnow = (code: string): Promise<void> => {
      const known = occupations.get(code) ?? this.named.mustKnow([code]);
      occupations.set(code, known);
      return known;
    };
    const planned: Planned[] = [];
    for (const row of rows) {
      const place = places.get(row.place) ?? this.named.place(row.place, 'insee');
      places.set(row.place, place);
      try {
        await Promise.all(row.occupations.map(({ code }) => mustKnow(code)));
        planned.push({ row, hash: hashOf(row), place: await place });
      } catch (error) {
        if (!(error instanceof Error) || !('code' in error)) throw error;
        outcomes.set(row, { externalRef: row.externalRef, outcome: 'refused', reason: error.message });
      }
    }
    return planned;
  }

  private fileOf({ row, hash, place }: Planned, before: Candidate | undefined): Candidate {
    const now = this.clock.now();
    const { source, externalRef, consents, ...input } = row;
    const candidate =
      before ??
      Object.assign(new Candidate(), {
        ...EMPTY,
        id: newId(),
        status: 'active',
        registeredBy: `import:${source}`,
        createdAt: now,
        lastContactAt: now,
        version: 0,
      });
    return Object.assign(candidate, columnsOf(input, place, before), columnsOfConsents(consents), {
      source,
      externalRef,
      contentHash: hash,
      updatedAt: now,
      version: candidate.version + 1,
    });
  }

  private async write(changed: readonly { candidate: Candidate; plan: Planned }[], source: string): Promise<void> {
    if (changed.length === 0) return;
    await this.candidates.putAll(changed.map(({ candidate }) => candidate));
    await this.candidates.setWishes(changed.map(({ candidate, plan }) => ({ candidateId: candidate.id, ...plan.row })));
    const ids = changed.map(({ candidate }) => candidate.id);
    const states = await this.queries.consentStates(ids);
    const consents = changed.flatMap(({ candidate, plan }) =>
      plan.row.consents
        .filter((consent: ConsentInput) => states.get(candidate.id)?.[consent.purpose] !== consent.granted)
        .map((consent) => ({ ...consent, candidateId: candidate.id })),
    );
    await this.consents.appendAll(consents, `import:${source}`);
    await this.outbox.publish(candidateChanged, { candidateIds: ids });
  }
}

/** What a new file holds before its row is read; one insert of many files names every column. */
const EMPTY: Partial<Candidate> = {
  eligibility: [],
  cvVisible: false,
  acceptsContact: false,
  rsaStatus: null,
  barriers: [],
  referent: null,
  territory: null,
  privateNote: null,
  alertRhythm: 'digest',
  alertChannels: ['sms', 'email'],
  alertsPausedUntil: null,
};

/** The file of this reference, or the file of this person when it came from no file yet. */
function knownAs(row: ImportedCandidate, known: readonly Candidate[]): Candidate | undefined {
  const byRef = known.find((candidate) => candidate.source === row.source && candidate.externalRef === row.externalRef);
  if (byRef) return byRef;
  const key = nameKey(row.firstName, row.lastName);
  return known.find(
    (candidate) =>
      candidate.externalRef === null &&
      row.phone !== null &&
      candidate.phone === row.phone &&
      candidate.nameKey === key,
  );
}

function hashOf(row: ImportedCandidate): string {
  return createHash('sha256').update(JSON.stringify(row)).digest('base64');
}
