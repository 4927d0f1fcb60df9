import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { NotFound, RuleBroken } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import type { SavedSearchInput } from './candidate.schema.js';
import { CandidatesRepository } from './candidates.repository.js';
import { CandidatesService } from './candidates.service.js';
import { NamedThings } from './named-things.service.js';

export const MOST_SAVED_SEARCHES = 10;

/** Keeps the searches that people want to be told about. */
@Injectable()
export class SavedSearchesService {
  constructor(
    private readonly candidates: CandidatesService,
    private readonly repository: CandidatesRepository,
    private readonly named: NamedThings,
    private readonly clock: Clock,
  ) {}

  /** Adds a search; the same search twice is one, whose id is answered again. @throws NotFound, RuleBroken candidate.too-many-searches or for an unknown place or occupation. */
  async add(candidateId: string, input: SavedSearchInput): Promise<string> {
    const columns = await this.columnsOf(input);
    let id = newId();
    await this.candidates.change(candidateId, async () => {
      const same = await this.repository.sameSearch({ candidateId, ...columns });
      if (same) {
        id = same.id;
        return;
      }
      if ((await this.repository.countSearches(candidateId)) >= MOST_SAVED_SEARCHES) {
        throw new RuleBroken(
          'candidate.too-many-searches',
          `Vous pouvez garder ${MOST_SAVED_SEARCHES} recherches. Supprimez-en une.`,
        );
      }
      await this.repository.putSearch({ id, candidateId, createdAt: this.clock.now(), ...columns });
    });
    return id;
  }

  /** Replaces a search. @throws NotFound, RuleBroken. */
  async replace(candidateId: string, id: string, input: SavedSearchInput): Promise<void> {
    const columns = await this.columnsOf(input);
    await this.candidates.change(candidateId, async () => {
      const search = await this.repository.findSearch(candidateId, id);
      if (!search) throw unknown();
      await this.repository.putSearch(Object.assign(search, columns));
    });
  }

  /** Removes a search. @throws NotFound. */
  async remove(candidateId: string, id: string): Promise<void> {
    await this.candidates.change(candidateId, async () => {
      if (!(await this.repository.removeSearch(candidateId, id))) throw unknown();
    });
  }

  private async columnsOf(input: SavedSearchInput) {
    const { kind, q, radiusKm } = input;
    if (input.occupationCode !== null) await this.named.mustKnow([input.occupationCode]);
    const occupationCode = input.occupationCode ?? (await this.occupationMeant(input));
    const { insee, lat, lng, locationId } = await this.named.place(input.place);
    return { kind, occupationCode, q, radiusKm, insee, lat, lng, locationId };
  }

  /** Matching knows occupations, not words: words that clearly name a trade are kept with its code, so that offers of it match. */
  private async occupationMeant({ kind, q }: SavedSearchInput): Promise<string | null> {
    return q === null || kind === 'mission' ? null : this.named.occupationIn(q);
  }
}

function unknown(): NotFound {
  return new NotFound('candidate.search-not-found', 'Cette recherche n’existe pas.');
}
