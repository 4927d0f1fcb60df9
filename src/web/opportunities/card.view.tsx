import type { OpportunityItem } from '../../search/search.schema.js';
import { distanceWords } from '../../geo/travel.rules.js';
import { dayInParis, instantFrom, type Day } from '../../platform/lang/day.js';
import { Pictogram } from '../kit/pictograms.view.js';
import { agoWords, contractWords, hoursWords, payWords } from '../kit/words.rules.js';

export type CardItem = Pick<
  OpportunityItem,
  | 'id'
  | 'kind'
  | 'title'
  | 'organisation'
  | 'commune'
  | 'contract'
  | 'contractMonths'
  | 'weeklyHours'
  | 'pay'
  | 'distanceKm'
  | 'travel'
  | 'publishedAt'
>;

/** Where an opportunity has its page. */
export function pathOf(item: { kind: 'offer' | 'mission'; id: string }): string {
  return `/${item.kind === 'offer' ? 'offres' : 'missions'}/${item.id}`;
}

/** One offer or mission of a list. The whole card is one link; up to two reasons for someone signed in. */
export function Card(props: {
  item: CardItem;
  today: Day;
  /** Query to hand to the page of the opportunity; '' for none. */
  from: string;
  reasons?: readonly string[];
  level?: 2 | 3;
  /** The commune that was searched around. */
  around?: { readonly insee: string; readonly name: string } | undefined;
}) {
  const { item, today, from, reasons = [], level = 2 } = props;
  const Heading = level === 2 ? 'h2' : 'h3';
  const contract = [contractWords(item.contract, item.contractMonths), hoursWords(item.weeklyHours)].filter(Boolean);
  const pay = payWords(item.pay);
  return (
    <li class="card">
      <Heading>
        <a class="card-link" href={from === '' ? pathOf(item) : `${pathOf(item)}?${from}`}>
          {item.title}
        </a>
      </Heading>
      <p>
        {item.organisation?.name ?? 'Employeur vérifié, nom non affiché'}
        {item.commune && ` · ${item.commune.name}`}
      </p>
      <Way item={item} around={props.around} />
      {contract.length > 0 && (
        <p>
          <Pictogram name="contract" />
          {contract.join(' · ')}
        </p>
      )}
      {pay && (
        <p>
          <Pictogram name="euro" />
          {pay}
        </p>
      )}
      {reasons.length > 0 && (
        <ul class="reasons">
          {reasons.slice(0, 2).map((reason) => (
            <li key={reason}>
              <Pictogram name="tick" />
              {reason}
            </li>
          ))}
        </ul>
      )}
      <p class="quiet">
        <small>Publiée {agoWords(dayInParis(instantFrom(item.publishedAt)), today)}</small>
      </p>
    </li>
  );
}

const MODE_PICTURES = { walk: 'walk', bike: 'bike', scooter: 'scooter', car: 'car' } as const;

/** How far it is, in the words of the mode chosen. */
export function Way({ item, around }: { item: CardItem; around: { insee: string; name: string } | undefined }) {
  // Some communes are only placed by their postal code: two of them at one point are not "at less than 1 km".
  if (around && item.distanceKm !== null && item.distanceKm < 0.1 && item.commune?.insee !== around.insee) {
    return (
      <p class="way">
        <Pictogram name="pin" />
        Dans le secteur de {around.name}
      </p>
    );
  }
  if (item.travel) {
    return (
      <p class="way">
        <Pictogram name={MODE_PICTURES[item.travel.mode]} />
        {capital(item.travel.text)}
      </p>
    );
  }
  if (item.distanceKm === null) return null;
  return (
    <p class="way">
      <Pictogram name="pin" />À {distanceWords(item.distanceKm)}
    </p>
  );
}

function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase('fr-FR') + words.slice(1);
}
