import type { OpportunityPage } from '../../search/search.schema.js';
import { Pictogram } from '../kit/pictograms.view.js';
import { Back, Pagination } from '../kit/pieces.view.js';
import { contractWords, hoursWords } from '../kit/words.rules.js';
import { pathOf, Way } from '../opportunities/card.view.js';
import { addressOf, PER_PAGE, type SearchAddress } from '../opportunities/search-address.rules.js';
import {
  draw,
  type Drawing,
  type Mark,
  MARK_HEIGHT,
  type NumberedPoint,
  numbersWords,
  SIDE,
  type Town,
} from './drawing.rules.js';

export interface ListMapProps {
  readonly path: '/offres' | '/missions';
  readonly address: SearchAddress;
  readonly title: string;
  readonly found: OpportunityPage;
  readonly points: readonly NumberedPoint[];
  /** Most populated first. */
  readonly towns: readonly Town[];
  readonly tiles: string | null;
}

/** The map, then the same list with the same numbers: nothing is on the map alone. */
export function ListMap(props: ListMapProps) {
  const { path, address, title, found, points, towns, tiles } = props;
  const before = (found.page - 1) * PER_PAGE;
  const pages = Math.ceil(Math.min(found.total, 10_000) / PER_PAGE);
  const drawing = draw(points, towns);
  const placed = new Set(points.map(({ number }) => number));
  const from = address.deplacement === undefined ? '' : `?deplacement=${address.deplacement}`;
  return (
    <>
      <Back href={addressOf(path, address, { page: found.page })}>Voir la liste seule</Back>
      <h1>{title}</h1>
      <div class="with-map">
        {drawing ? (
          <section class="map-side" aria-labelledby="carte-titre">
            <h2 class="hidden" id="carte-titre">
              La carte
            </h2>
            <p class="quiet" id="carte-aide">
              Chaque numéro est aussi <a href="#liste">dans la liste</a>.
            </p>
            <div id="carte">
              <Plan drawing={drawing} kind={path} />
            </div>
            <Tools />
            <script
              id="carte-donnees"
              type="application/json"
              dangerouslySetInnerHTML={{ __html: JSON.stringify({ points, towns, tiles }).replace(/</g, '\\u003c') }}
            />
          </section>
        ) : (
          <p>Nous ne connaissons pas le lieu exact. Voici la liste.</p>
        )}
        <div>
          <h2 id="liste">La liste</h2>
          <ol class="cards numbered">
            {found.items.map((item, at) => {
              const number = before + at + 1;
              const facts = [contractWords(item.contract, item.contractMonths), hoursWords(item.weeklyHours)];
              return (
                <li key={item.id} class="card" id={`n${number}`}>
                  <h3>
                    <span class="number">
                      {number}
                      <span class="hidden">. </span>
                    </span>
                    <a class="card-link" href={`${pathOf(item)}${from}`}>
                      {item.title}
                    </a>
                  </h3>
                  <p>
                    {item.organisation?.name ?? 'Employeur vérifié, nom non affiché'}
                    {item.commune && ` · ${item.commune.name}`}
                  </p>
                  <Way item={item} around={found.around?.place ?? undefined} />
                  {facts.some(Boolean) && <p>{facts.filter(Boolean).join(' · ')}</p>}
                  {drawing && !placed.has(number) && <p class="quiet">Pas sur la carte : lieu non précisé.</p>}
                </li>
              );
            })}
          </ol>
          <Pagination page={found.page} pages={pages} href={(page) => addressOf(`${path}/carte`, address, { page })} />
        </div>
      </div>
    </>
  );
}

/** The map without script: each number leads to its line of the list. */
function Plan({ drawing, kind }: { drawing: Drawing; kind: ListMapProps['path'] }) {
  const { marks, names, scale } = drawing;
  return (
    <svg class="plan" viewBox={`0 0 ${SIDE} ${SIDE}`}>
      <title>La liste sur une carte</title>
      <g>
        {names.map(({ x, y, name, dot }) => (
          <g key={name} class={dot ? 'town' : 'town here'}>
            {dot && <circle cx={dot.x} cy={dot.y} r="3" />}
            <text x={x} y={y}>
              {name}
            </text>
          </g>
        ))}
        <path class="scale" d={`M16 ${SIDE - 24}v8h${scale.width}v-8`} />
        <text class="scale-words" x={scale.width + 24} y={SIDE - 20}>
          {scale.km} km
        </text>
      </g>
      {marks.map((mark) => (
        <a key={mark.words} class="mark-link" href={`#n${mark.numbers[0]}`} aria-label={markName(mark, kind)}>
          <rect
            x={mark.x - mark.width / 2}
            y={mark.y - MARK_HEIGHT / 2}
            width={mark.width}
            height={MARK_HEIGHT}
            rx={MARK_HEIGHT / 2}
          />
          <text x={mark.x} y={mark.y}>
            {mark.words}
          </text>
        </a>
      ))}
    </svg>
  );
}

/** "Offre 3 : Laon", "Offres 3, 4 et 7 : Laon, Chambry". The words of the mark stand in it, for those who speak to their computer. */
function markName({ numbers, words, communes }: Mark, kind: ListMapProps['path']): string {
  const thing = kind === '/offres' ? 'Offre' : 'Mission';
  const said = numbers.length <= 2 || words.includes('à') ? words : `${words} : ${numbersWords(numbers)}`;
  return `${thing}${numbers.length > 1 ? 's' : ''} ${said}, ${communes.join(', ')}`;
}

/** What the script adds around the map; nothing of it is on the page without script. */
function Tools() {
  return (
    <template id="carte-outils">
      <div class="map-tools">
        <button type="button" class="button secondary" data-tool="in">
          <Pictogram name="plus" />
          Agrandir
        </button>
        <button type="button" class="button secondary" data-tool="out">
          <Pictogram name="minus" />
          Réduire
        </button>
        <button type="button" class="button secondary" data-tool="all">
          <Pictogram name="map" />
          Tout voir
        </button>
        <button type="button" class="button secondary" data-tool="close">
          Fermer
        </button>
      </div>
    </template>
  );
}
