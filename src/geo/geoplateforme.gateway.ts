import { z } from 'zod';
import type { Clock } from '../platform/clock.js';
import { plusSeconds } from '../platform/lang/day.js';
import { granted, refused, type Verdict } from '../platform/lang/verdict.js';
import { type AddressQuery, type GeocodedAddress, Geocoder, type GeocodingRefusal } from './geocoder.js';

const TIMEOUT_MS = 3000;
/** Below this the answer is too uncertain to be used without a person looking at it. */
const LEAST_SCORE = 0.7;
const FAILURES_BEFORE_PAUSE = 3;
const PAUSE_SECONDS = 60;
/** The service blocks an address for 5 seconds beyond 50 requests a second. */
const BUSY_SECONDS = 5;
const LONGEST_QUERY = 200;

const answerSchema = z.object({
  features: z.array(
    z.object({
      geometry: z.object({ coordinates: z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]) }),
      properties: z.object({ score: z.number(), type: z.string(), citycode: z.string() }),
    }),
  ),
});

/**
 * The address service of the Géoplateforme (IGN), or an addok of one's own: same answers, another base address.
 * After three failures in a row, or when told that it is too much, it is left alone for a while and addresses stand at their commune.
 */
export class GeoplateformeGateway extends Geocoder {
  private failures = 0;
  private pausedUntil: Date | undefined;

  /** `baseUrl` without a final slash; empty: off. */
  constructor(
    private readonly baseUrl: string,
    private readonly clock: Clock,
  ) {
    super();
  }

  async geocode(query: AddressQuery): Promise<Verdict<GeocodedAddress, GeocodingRefusal>> {
    if (this.baseUrl === '') return refused('off', 'La recherche d’adresse n’est pas activée.');
    if (this.pausedUntil && this.clock.now() < this.pausedUntil) return unavailable();
    try {
      const response = await fetch(this.urlOf(query), {
        headers: { accept: 'application/json' },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (response.status === 429) {
        await response.body?.cancel();
        this.pause(Number(response.headers.get('retry-after')) || BUSY_SECONDS);
        return unavailable();
      }
      if (response.status >= 500) throw new Error(`HTTP ${response.status}`);
      const answer = response.ok ? answerSchema.parse(await response.json()) : { features: [] };
      if (!response.ok) await response.body?.cancel();
      this.failures = 0;
      return best(answer);
    } catch {
      // Silence, a broken line, a 5xx or an answer of another shape: all the same to the person who waits.
      this.failures += 1;
      if (this.failures >= FAILURES_BEFORE_PAUSE) this.pause(PAUSE_SECONDS);
      return unavailable();
    }
  }

  private urlOf({ address, communeName, postalCode }: AddressQuery): URL {
    const url = new URL(`${this.baseUrl}/search/`);
    url.searchParams.set('q', `${address} ${communeName}`.slice(0, LONGEST_QUERY));
    url.searchParams.set('limit', '1');
    url.searchParams.set('autocomplete', '0');
    // Overseas postal codes filter out right answers.
    if (postalCode !== undefined && !/^9[78]/.test(postalCode)) url.searchParams.set('postcode', postalCode);
    return url;
  }

  private pause(seconds: number): void {
    this.failures = 0;
    this.pausedUntil = plusSeconds(this.clock.now(), Math.min(seconds, 3600));
  }
}

function best(answer: z.output<typeof answerSchema>): Verdict<GeocodedAddress, GeocodingRefusal> {
  const [feature] = answer.features;
  const { score = 0, type = '', citycode = '' } = feature?.properties ?? {};
  const precision =
    type === 'housenumber' ? 'address' : type === 'street' || type === 'locality' ? 'street' : undefined;
  if (!feature || score < LEAST_SCORE || !precision) return refused('not-found', 'Nous ne trouvons pas cette adresse.');
  const [lng, lat] = feature.geometry.coordinates;
  return granted({ lat, lng, insee: citycode, precision });
}

function unavailable(): Verdict<never, GeocodingRefusal> {
  return refused('unavailable', 'La recherche d’adresse ne répond pas.');
}
