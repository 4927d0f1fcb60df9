import type { Verdict } from '../platform/lang/verdict.js';
import type { Place } from './geo.schema.js';
import { groupBy } from './grouping.rules.js';
import { type PlaceQuery, parsePlaceQuery, placeKey } from './place-names.rules.js';
import { type Hit, indexNames, type NameIndex, type SearchedPlace, searchNames } from './place-search.rules.js';

/** Finds the place that a person or a feed means: by name, postal code, INSEE code of today or of the past, or several of them together. */

/** A place as the look-up needs it. */
export interface KnownPlace extends SearchedPlace {
  readonly formerCodes: readonly string[];
  readonly parentInsee: string | null;
}

export interface PlaceDirectory {
  readonly names: NameIndex;
  readonly byInsee: ReadonlyMap<string, KnownPlace>;
  readonly byFormerCode: ReadonlyMap<string, readonly KnownPlace[]>;
  readonly byPostalCode: ReadonlyMap<string, readonly KnownPlace[]>;
  readonly departementKeys: ReadonlySet<string>;
}

export type PlaceRefusal = 'place.unknown' | 'place.ambiguous' | 'place.too-vague';
/** One place, or why not, with the choices to offer (none when nothing looks like it). */
export type PlaceResolution =
  | Extract<Verdict<Place>, { ok: true }>
  | (Extract<Verdict<Place, PlaceRefusal>, { ok: false }> & { readonly choices: Place[] });

export const MAX_CHOICES = 10;
/** In doubt, places of the département come before those elsewhere that fit this much better. */
const HOME_FIRST = 20;
/** A name that is not exact is taken for the place when the next one is this much less likely. */
const CLEARLY_BETTER = 5;

/** "Château-Thierry (02400)"; a city with several postal codes shows its département: "Saint-Denis (974)". */
export function placeLabel(place: {
  readonly name: string;
  readonly postalCodes: readonly string[];
  readonly departement: string;
}): string {
  const [code, another] = place.postalCodes;
  return `${place.name} (${code !== undefined && another === undefined ? code : place.departement})`;
}

/** Prepares the look-up: about half a second for the 35,000 places of France. */
export function placeDirectory(places: readonly KnownPlace[]): PlaceDirectory {
  return {
    names: indexNames(places),
    byInsee: new Map(places.map((place) => [place.insee, place])),
    byFormerCode: groupBy(places, (place) => place.formerCodes),
    byPostalCode: groupBy(places, (place) => place.postalCodes),
    departementKeys: new Set(places.map((place) => placeKey(place.departementName))),
  };
}

/** The places that a text may mean, most likely first; those of the département `near` are favoured. */
export function findPlaces(directory: PlaceDirectory, text: string, near: string | undefined): Place[] {
  const hits = hitsOf(directory, text, near);
  return (isMeant(hits, near) ? hits : homeFirst(hits, near)).slice(0, MAX_CHOICES).map(placeOf);
}

/** The one place that a text means, or the choices when there are several, or nothing. */
export function resolvePlace(directory: PlaceDirectory, text: string, near: string | undefined): PlaceResolution {
  const hits = hitsOf(directory, text, near);
  const [best] = hits;
  if (!best) {
    return isDepartement(directory, parsePlaceQuery(text))
      ? { ok: false, reason: 'place.too-vague', message: 'Indiquez une commune plutôt qu’un département.', choices: [] }
      : {
          ok: false,
          reason: 'place.unknown',
          message: 'Nous ne trouvons pas cette commune. Essayez avec le code postal.',
          choices: [],
        };
  }
  if (isMeant(hits, near)) return { ok: true, value: placeOf(best) };
  return {
    ok: false,
    reason: 'place.ambiguous',
    message: 'Plusieurs communes correspondent. Choisissez la vôtre.',
    choices: homeFirst(hits, near).slice(0, MAX_CHOICES).map(placeOf),
  };
}

/** Whether the first place is the one that is meant. */
function isMeant(hits: readonly Hit[], near: string | undefined): boolean {
  const [best, second] = hits;
  if (!best) return false;
  if (best.fit === 'whole') return isOnlyWhole(best, hits, near);
  return !second || best.score - second.score >= CLEARLY_BETTER;
}

/** "Saint-Martin" is in five other départements: in the Aisne, people mean one of the places there that bear the name among others. */
function homeFirst(hits: readonly Hit[], near: string | undefined): Hit[] {
  const least = (hits[0]?.score ?? 0) - HOME_FIRST;
  const first = (hit: Hit) => Number(hit.place.departement === near && hit.score >= least);
  return [...hits].sort((a, b) => first(b) - first(a));
}

/**
 * A name typed in full is the place when no other has it; near home, when it is the only one there. Elsewhere it is doubtful when a
 * place near home begins so: "Coucy" is in the Ardennes, but in the Aisne people mean Coucy-le-Château.
 */
function isOnlyWhole(best: Hit, hits: readonly Hit[], near: string | undefined): boolean {
  const atHome = hits.filter((hit) => hit.place.departement === near);
  const whole = (list: readonly Hit[]) =>
    list.filter((hit) => hit.fit === 'whole' && hit.formerName === best.formerName);
  if (best.place.departement === near) return whole(atHome).length === 1;
  return whole(hits).length === 1 && !atHome.some((hit) => hit.fit === 'first-words');
}

/** What pages write for a commune that was chosen: a bare code may be taken for the postal code of others. */
const CHOSEN = /^insee:(\d{5}|2[AB]\d{3})$/;

function hitsOf(directory: PlaceDirectory, text: string, near: string | undefined): Hit[] {
  const chosen = CHOSEN.exec(text)?.[1];
  if (chosen !== undefined) return placesOfInsee(directory, chosen).map(byPopulation);
  const query = parsePlaceQuery(text);
  if (query.code !== undefined) return hitsByCode(directory, query, query.code, near);
  if (/^\d{2,4}$/.test(query.key)) return hitsByPostalBeginning(directory, query.key, near);
  const inside = query.departement;
  const isVague = isDepartement(directory, query);
  const search = (key: string) =>
    searchNames(directory.names, key, {
      departement: inside ?? near,
      forgiving: !isVague,
      ...(inside === undefined ? {} : { among: (place: SearchedPlace) => place.departement === inside }),
    });
  const hits = search(query.key);
  if (isVague && hits[0]?.fit !== 'whole') return [];
  if (!ARTICLE_RUN_IN.test(query.key) || hits.some((hit) => hit.fit === 'whole')) return hits;
  const apart = search(query.key.replace(ARTICLE_RUN_IN, '$1 '));
  return apart.some(isSpelt) ? apart : hits;
}

/** "lafere", "lenouvion". */
const ARTICLE_RUN_IN = /^(l[ae]s?)(?=[a-z]{4})/;

function isSpelt({ fit }: Hit): boolean {
  return fit !== 'likely';
}

/** "Aisne" or "02 - AISNE": many feeds give no better place than that. */
function isDepartement(directory: PlaceDirectory, query: PlaceQuery): boolean {
  return directory.departementKeys.has(query.key);
}

function hitsByCode(directory: PlaceDirectory, query: PlaceQuery, code: string, near: string | undefined): Hit[] {
  const posted = placesOfPostalCode(directory, code);
  // Many codes are both: people type postal codes, so that an INSEE code only counts when it is no postal code of today.
  const coded = posted.length > 0 ? posted : placesOfInsee(directory, code);
  if (query.key === '') {
    if (coded.length > 0) return coded.map(byPopulation);
    return query.codeIsShort ? hitsByPostalBeginning(directory, code.slice(1), near) : [];
  }
  const departement = coded[0]?.departement ?? departementOf(code);
  const among = new Set<SearchedPlace>(coded);
  const named = searchNames(directory.names, query.key, { departement, among: (place) => among.has(place) });
  if (named.length > 0) return named;
  // The code of a firm (cedex), or a mistake in one of the two: the name decides inside the département, then the code, then the name alone.
  const nearby = searchNames(directory.names, query.key, {
    departement,
    among: (place) => place.departement === departement,
  });
  if (nearby.length > 0) return nearby;
  return coded.length > 0 ? coded.map(byPopulation) : searchNames(directory.names, query.key, { departement: near });
}

/** The city of an arrondissement carries its postal codes too: the arrondissement is the nearer answer. */
function placesOfPostalCode(directory: PlaceDirectory, code: string): KnownPlace[] {
  const places = directory.byPostalCode.get(code) ?? [];
  const cities = new Set(places.map((place) => place.parentInsee));
  return places.filter((place) => !cities.has(place.insee)).sort((a, b) => b.population - a.population);
}

function placesOfInsee(directory: PlaceDirectory, code: string): readonly KnownPlace[] {
  const current = directory.byInsee.get(code);
  return current ? [current] : (directory.byFormerCode.get(code) ?? []);
}

function hitsByPostalBeginning(directory: PlaceDirectory, digits: string, near: string | undefined): Hit[] {
  const places = new Set<KnownPlace>();
  for (const [code, list] of directory.byPostalCode)
    if (code.startsWith(digits)) for (const place of list) places.add(place);
  const favoured = (place: KnownPlace) => Number(place.departement === near);
  return [...places]
    .sort((a, b) => favoured(b) - favoured(a) || b.population - a.population)
    .map((place) => ({ ...byPopulation(place), fit: 'likely' as const }));
}

/** Codes do not rank places: the most populated stands first. Several of one postal code are all exact, and so ambiguous. */
function byPopulation(place: KnownPlace): Hit {
  return { place, formerName: null, fit: 'whole', score: 100 };
}

function departementOf(code: string): string {
  return /^9[78]/.test(code) ? code.slice(0, 3) : code.slice(0, 2);
}

function placeOf({ place, formerName }: Hit): Place {
  const { insee, name, label, postalCodes, departement, departementName, population, lat, lng, source, precision } =
    place;
  return {
    insee,
    name,
    formerName,
    label,
    postalCodes,
    departement,
    departementName,
    population,
    lat,
    lng,
    source,
    precision,
  };
}
