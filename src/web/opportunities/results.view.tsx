import type { CloseOccupation } from '../../occupations/occupations.queries.js';
import type { Place } from '../../geo/geo.schema.js';
import type { Day } from '../../platform/lang/day.js';
import type { Config } from '../../platform/config/config.js';
import type { OpportunityItem, OpportunityPage } from '../../search/search.schema.js';
import { ButtonLink, ErrorSummary } from '../kit/fields.view.js';
import { Phone } from '../kit/layout.view.js';
import { Pictogram } from '../kit/pictograms.view.js';
import { Notice, Pagination } from '../kit/pieces.view.js';
import { ofTown } from '../kit/town-words.rules.js';
import { counted } from '../kit/words.rules.js';
import { Card } from './card.view.js';
import { Filters } from './filters.view.js';
import { addressOf, chosenPlace, PER_PAGE, type SearchAddress } from './search-address.rules.js';
import { SearchForm } from './search-form.view.js';

export interface ResultsProps {
  readonly path: '/offres' | '/missions';
  readonly address: SearchAddress;
  readonly today: Day;
  readonly instance: Config['instance'];
  /** Undefined while it is not known which place was meant. */
  readonly found: OpportunityPage | undefined;
  readonly place: { readonly error: string; readonly choices: readonly Place[] } | undefined;
  /** Trades close to the one asked for, when nothing was found. */
  readonly close: readonly CloseOccupation[];
  /** Why each suits the person signed in, by id. */
  readonly reasons: ReadonlyMap<string, readonly string[]>;
}

/** The title says how many and where. */
export function resultsTitle({ path, found, address }: Pick<ResultsProps, 'path' | 'found' | 'address'>): string {
  const [one, many] =
    path === '/offres' ? ['offre d’emploi', 'offres d’emploi'] : ['mission bénévole', 'missions bénévoles'];
  if (!found) return path === '/offres' ? 'Chercher une offre d’emploi' : 'Chercher une mission bénévole';
  const where = found.around?.place ? ` autour ${ofTown(found.around.place.name)}` : '';
  const what = address.metier === '' ? '' : ` pour « ${address.metier} »`;
  return `${counted(found.total, one, many)}${what}${where}`;
}

/** The list first; the questions above, the filters beside. */
export function Results(props: ResultsProps) {
  const { path, address, found, place } = props;
  const typed = address.ou.startsWith('insee:') ? (found?.around?.place?.label ?? '') : address.ou;
  const unknown = place?.choices.length === 0 ? place.error : undefined;
  return (
    <>
      {unknown && <ErrorSummary errors={{ ou: unknown }} />}
      <h1>{resultsTitle(props)}</h1>
      {place && place.choices.length > 0 && <WhichPlace {...props} choices={place.choices} />}
      <details open={unknown !== undefined || found?.total === 0}>
        <summary>Changer la recherche</summary>
        <SearchForm path={path} address={{ ...address, ou: typed }} placeError={unknown} />
      </details>
      {found && <Answer {...props} found={found} />}
    </>
  );
}

/** Several communes bear the name: nothing is wrong, there is one more question. */
function WhichPlace({ path, address, choices }: ResultsProps & { choices: readonly Place[] }) {
  return (
    <section aria-labelledby="communes">
      <h2 id="communes">Quelle commune ?</h2>
      <p>Plusieurs communes ont ce nom. Choisissez la vôtre.</p>
      <ul class="cards">
        {choices.map((choice) => (
          <li key={choice.insee} class="card">
            <a class="card-link" href={addressOf(path, { ...address, ou: chosenPlace(choice.insee) })}>
              {choice.label}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Answer(props: ResultsProps & { found: OpportunityPage }) {
  const { path, address, found } = props;
  if (found.total === 0) return <Nothing {...props} />;
  if (found.items.length > 0) return <Found {...props} />;
  return (
    <div class="empty">
      <h2>Cette page de la liste n’existe plus.</h2>
      <p>Des offres sont peut-être terminées depuis.</p>
      <p>
        <ButtonLink href={addressOf(path, address)}>Revenir au début de la liste</ButtonLink>
      </p>
    </div>
  );
}

function Found(props: ResultsProps & { found: OpportunityPage }) {
  const { path, address, found, today, reasons } = props;
  const pages = Math.ceil(Math.min(found.total, 10_000) / PER_PAGE);
  const { near, further } = byEffort(found);
  const card = (level: 2 | 3) => (item: OpportunityItem) => (
    <Card
      key={item.id}
      item={item}
      today={today}
      from={address.deplacement === undefined ? '' : `deplacement=${address.deplacement}`}
      reasons={reasons.get(item.id) ?? []}
      around={found.around?.place ?? undefined}
      level={level}
    />
  );
  return (
    <div class="two">
      <div>
        {found.widened && <Notice kind="info">{<p>{found.widened.message}</p>}</Notice>}
        {found.degraded && (
          <Notice kind="warning">
            <p>La recherche est simplifiée en ce moment. Certaines offres peuvent manquer.</p>
          </Notice>
        )}
        <Sorts {...props} found={found} />
        <ul class="cards">{near.map(card(2))}</ul>
        {further.length > 0 && (
          <>
            <h2>Plus loin</h2>
            <p>Le trajet dure plus de 45 minutes. Parfois, un bus ou une aide existe : appelez-nous.</p>
            <ul class="cards">{further.map(card(3))}</ul>
          </>
        )}
        <Pagination page={found.page} pages={pages} href={(page) => addressOf(path, address, { page })} />
        <AlertLink {...props} />
      </div>
      <div class="aside">
        <Filters path={path} address={address} found={found} />
      </div>
    </div>
  );
}

/** Nearest first, what is hard to reach comes last: it gets a heading of its own. Other orders are left whole. */
function byEffort(found: OpportunityPage) {
  const hard = (item: OpportunityItem) => item.travel?.effort === 'hard';
  if (found.sort !== 'nearest') return { near: found.items, further: [] };
  return { near: found.items.filter((item) => !hard(item)), further: found.items.filter(hard) };
}

function Sorts({ path, address, found }: ResultsProps & { found: OpportunityPage }) {
  const sorts = [
    ...(found.around ? [{ key: 'pres', sort: 'nearest', label: 'Le plus facile à rejoindre' } as const] : []),
    { key: 'recent', sort: 'recent', label: 'Le plus récent' } as const,
  ];
  return (
    <p class="sort">
      <span class="hidden">Ordre de la liste :</span>
      {sorts.map(({ key, sort, label }) =>
        found.sort === sort ? (
          <strong key={key} aria-current="true">
            {label}
          </strong>
        ) : (
          <a key={key} href={addressOf(path, address, { tri: key })}>
            {label}
          </a>
        ),
      )}
      <a class="to-map" href={addressOf(`${path}/carte`, address, { page: address.page })}>
        Voir sur la carte
      </a>
      <a class="to-filters" href="#filtres">
        Filtrer
      </a>
    </p>
  );
}

/** A search with nothing in it helps: wider, close trades, an alert, a person to call. */
function Nothing({ path, address, found, close, instance }: ResultsProps) {
  const filtered = address.contrat.length + address.heures.length > 0 || address['sans-permis'] !== undefined;
  return (
    <div class="empty">
      <h2>Rien pour le moment. Voici ce que vous pouvez faire.</h2>
      <ul>
        {filtered && (
          <li>
            <a href={addressOf(path, address, { contrat: [], heures: [], 'sans-permis': null })}>Enlever les filtres</a>
          </li>
        )}
        {found?.around && address.distance !== 100 && (
          <li>
            <a href={addressOf(path, address, { distance: 100 })}>Chercher jusqu’à 100 km</a>
          </li>
        )}
        {address.metier !== '' && (
          <li>
            <a href={addressOf(path, address, { metier: '', code: null })}>Voir tous les métiers</a>
          </li>
        )}
        {close.map(({ code, label }) => (
          <li key={code}>
            Métier proche : <a href={addressOf(path, address, { code, metier: label })}>{label}</a>
          </li>
        ))}
      </ul>
      <AlertLink path={path} address={address} />
      <p>Nous pouvons chercher avec vous.</p>
      <p>
        <Phone instance={instance} />
      </p>
    </div>
  );
}

function AlertLink({ path, address }: Pick<ResultsProps, 'path' | 'address'>) {
  const query = addressOf('', { ...address, page: 1 });
  const kind = path === '/offres' ? 'offres' : 'missions';
  return (
    <p>
      <a class="button secondary" href={`/mon-espace/alertes/nouvelle${query === '' ? '?' : `${query}&`}liste=${kind}`}>
        <Pictogram name="bell" />
        Prévenez-moi des nouvelles {kind === 'offres' ? 'offres' : 'missions'}
      </a>
    </p>
  );
}
