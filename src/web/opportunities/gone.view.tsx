import type { Day } from '../../platform/lang/day.js';
import type { OpportunityItem } from '../../search/search.schema.js';
import { ButtonLink } from '../kit/fields.view.js';
import { Card } from './card.view.js';

/** What is over, and what looks like it. */
export function Gone(props: {
  words: string;
  title: string | null;
  kind: 'offer' | 'mission';
  similar: readonly OpportunityItem[];
  today: Day;
}) {
  const { words, title, kind, similar, today } = props;
  return (
    <>
      <h1>{words}</h1>
      {title && <p class="lead">« {title} » n’est plus disponible.</p>}
      {similar.length > 0 ? (
        <>
          <h2>{kind === 'offer' ? 'Des offres qui ressemblent' : 'Des missions qui ressemblent'}</h2>
          <ul class="cards">
            {similar.map((item) => (
              <Card key={item.id} item={item} today={today} from="" level={3} />
            ))}
          </ul>
        </>
      ) : (
        <p>D’autres arrivent chaque jour.</p>
      )}
      <p>
        <ButtonLink href={kind === 'offer' ? '/offres' : '/missions'}>
          {kind === 'offer' ? 'Voir toutes les offres' : 'Voir toutes les missions'}
        </ButtonLink>
      </p>
    </>
  );
}
