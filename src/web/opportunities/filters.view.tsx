import { HOURS_BANDS, type HoursBand } from '../../search/hours.rules.js';
import { CONTRACTS, type OpportunityPage } from '../../search/search.schema.js';
import { count } from '../kit/words.rules.js';
import { addressOf, DISTANCES, filtersOn, type SearchAddress } from './search-address.rules.js';

const CONTRACT_LABELS: Readonly<Record<(typeof CONTRACTS)[number], string>> = {
  permanent: 'Sans date de fin (CDI)',
  'fixed-term': 'Avec une date de fin (CDD)',
  temporary: 'Intérim',
  seasonal: 'Saison',
  apprenticeship: 'Apprentissage',
  insertion: 'Insertion',
  'self-employed': 'À son compte',
};

const HOURS_LABELS: Readonly<Record<HoursBand, string>> = {
  'under-15': 'Moins de 15 heures par semaine',
  '15-24': '15 à 24 heures',
  '25-34': '25 à 34 heures',
  '35-plus': '35 heures et plus',
};

/** The filters: boxes with their counts, applied by a button. Works without script. */
export function Filters(props: { path: '/offres' | '/missions'; address: SearchAddress; found: OpportunityPage }) {
  const { path, address, found } = props;
  const on = filtersOn(address);
  return (
    <form method="get" action={path} class="search" id="filtres" aria-labelledby="filtres-titre">
      <h2 id="filtres-titre">Filtrer{on > 0 && <span class="tag">{on}</span>}</h2>
      <Hidden address={address} />
      {found.around && (
        <div class="field">
          <label for="distance">Jusqu’à quelle distance ?</label>
          <select id="distance" name="distance">
            <option value="">20 km</option>
            {DISTANCES.filter((km) => km !== 20).map((km) => (
              <option key={km} value={km} selected={address.distance === km}>
                {km} km
              </option>
            ))}
          </select>
        </div>
      )}
      {path === '/offres' && (
        <>
          <Boxes
            name="contrat"
            legend="Contrat"
            options={CONTRACTS.map((value) => ({ value, label: CONTRACT_LABELS[value] }))}
            counts={found.facets.contract}
            chosen={address.contrat}
          />
          <Boxes
            name="heures"
            legend="Temps de travail"
            options={HOURS_BANDS.map((value) => ({ value, label: HOURS_LABELS[value] }))}
            counts={found.facets.hours}
            chosen={address.heures}
          />
          <Boxes
            name="sans-permis"
            legend="Permis de conduire"
            options={[{ value: 'oui', label: 'Sans permis' }]}
            counts={{ oui: found.facets.licence['not-needed'] ?? 0 }}
            chosen={address['sans-permis'] ? ['oui'] : []}
          />
        </>
      )}
      <button type="submit" class="button secondary">
        Filtrer
      </button>
      {on > 0 && (
        <p>
          <a
            href={addressOf(path, address, {
              contrat: [],
              heures: [],
              distance: null,
              domaine: null,
              'sans-permis': null,
            })}
          >
            Enlever les filtres
          </a>
        </p>
      )}
    </form>
  );
}

function Boxes(props: {
  name: string;
  legend: string;
  options: readonly { value: string; label: string }[];
  counts: Readonly<Record<string, number>>;
  chosen: readonly string[];
}) {
  const { name, legend, options, counts, chosen } = props;
  const useful = options.filter(({ value }) => chosen.includes(value) || (counts[value] ?? 0) > 0);
  if (useful.length === 0) return null;
  return (
    <fieldset class="field">
      <legend>{legend}</legend>
      {useful.map(({ value, label }) => (
        <label key={value} class="box">
          <input type="checkbox" name={name} value={value} checked={chosen.includes(value)} />
          <span>
            {label} <span class="quiet numbers">({count(counts[value] ?? 0)})</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** The three questions travel with the filters. */
function Hidden({ address }: { address: SearchAddress }) {
  const { ou, metier, code, deplacement, tri } = address;
  return (
    <>
      {Object.entries({ ou, metier, code, deplacement, tri }).map(([name, value]) =>
        value ? <input key={name} type="hidden" name={name} value={value} /> : null,
      )}
    </>
  );
}
