import { Injectable } from '@nestjs/common';
import { GeoService, type LocatedPlace, type LocatedPlaceVerdict } from '../geo/geo.service.js';
import { PlacesService } from '../geo/places.service.js';
import { OccupationsService } from '../occupations/occupations.service.js';
import { RuleBroken } from '../platform/errors.js';

type Refusal = Extract<LocatedPlaceVerdict, { ok: false }>;

const INSEE = /^(\d{5}|2[AB]\d{3})$/;
/** How a page says which of several communes was chosen: five digits alone are a postal code. */
const CHOSEN = /^insee:(\d{5}|2[AB]\d{3})$/;

/** Finds what a file names: a commune, occupations. */
@Injectable()
export class NamedThings {
  constructor(
    private readonly geo: GeoService,
    private readonly places: PlacesService,
    private readonly occupations: OccupationsService,
  ) {}

  /**
   * `code`: what five characters are taken for first. People write postal codes ("02400" is Château-Thierry), files hold INSEE codes.
   * "insee:02168" is this commune and no other.
   * @throws RuleBroken place.unknown, place.ambiguous (with choices) or place.too-vague.
   */
  async place(text: string, code: 'postal' | 'insee' = 'postal'): Promise<LocatedPlace> {
    const chosen = CHOSEN.exec(text)?.[1];
    const found = await this.geo.locatePlace(
      chosen !== undefined
        ? { insee: chosen }
        : code === 'insee' && INSEE.test(text)
          ? { insee: text, place: text }
          : { place: text },
    );
    if (found.ok) return found.value;
    throw notOne(found);
  }

  /** The INSEE code of the commune that a person names. @throws RuleBroken like `place`. */
  async commune(text: string): Promise<string> {
    const found = await this.places.resolve(text, {});
    if (found.ok) return found.value.insee;
    throw notOne(found);
  }

  /** The occupation that these words clearly name; null when they name none, or several alike. */
  async occupationIn(words: string): Promise<string | null> {
    return (await this.occupations.clearlyNamedIn(words))?.code ?? null;
  }

  /** @throws RuleBroken occupation.unknown, naming the codes. */
  async mustKnow(codes: readonly string[]): Promise<void> {
    const known = await Promise.all(codes.map((code) => this.occupations.exists(code)));
    const unknown = codes.filter((_, index) => !known[index]);
    if (unknown.length > 0) {
      throw new RuleBroken('occupation.unknown', `Métier inconnu : ${unknown.join(', ')}.`, {
        field: 'occupations',
        codes: unknown,
      });
    }
  }
}

function notOne(refusal: Refusal): RuleBroken {
  const choices = refusal.choices.map(({ insee, label }) => ({ insee, label }));
  return new RuleBroken(refusal.reason, refusal.message, { field: 'place', choices });
}
