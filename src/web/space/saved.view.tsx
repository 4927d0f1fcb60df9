import type { SavedOpportunity } from '../../candidates/saved-opportunities.queries.js';
import type { Day } from '../../platform/lang/day.js';
import { Button, ButtonLink, Form } from '../kit/fields.view.js';
import { Pictogram } from '../kit/pictograms.view.js';
import { Back, Empty, Notice } from '../kit/pieces.view.js';
import { contractWords, counted, dayWords, hoursWords } from '../kit/words.rules.js';
import { pathOf } from '../opportunities/card.view.js';

/** What the person put aside, as it stands now. */
export function Saved(props: { saved: readonly SavedOpportunity[]; today: Day; csrf: string; removed: boolean }) {
  const { saved, today, csrf, removed } = props;
  const open = saved.filter(({ state }) => state === 'open');
  const over = saved.filter(({ state }) => state === 'over');
  return (
    <div class="narrow-wide">
      <Back href="/mon-espace">Mon espace</Back>
      {removed && (
        <Notice kind="success">
          <p>C’est retiré.</p>
        </Notice>
      )}
      <h1>Ce que j’ai gardé</h1>
      {saved.length === 0 && (
        <Empty title="Rien ici pour le moment">
          <p>Une offre vous plaît ? Touchez « Garder ». Vous la retrouvez ici.</p>
          <p>
            <ButtonLink href="/offres">Voir les offres</ButtonLink>
          </p>
        </Empty>
      )}
      {open.length > 0 && <p>{counted(open.length, 'offre est ouverte.', 'offres sont ouvertes.')}</p>}
      <List list={open} today={today} csrf={csrf} />
      {over.length > 0 && <h2>Terminées</h2>}
      <List list={over} today={today} csrf={csrf} />
    </div>
  );
}

function List({ list, today, csrf }: { list: readonly SavedOpportunity[]; today: Day; csrf: string }) {
  if (list.length === 0) return null;
  return (
    <ul class="cards">
      {list.map((saved) => (
        <SavedCard key={saved.id} saved={saved} today={today} csrf={csrf} />
      ))}
    </ul>
  );
}

function SavedCard({ saved, today, csrf }: { saved: SavedOpportunity; today: Day; csrf: string }) {
  const { id, kind, title, organisationName, communeName, contract, weeklyHours, closesOn, state } = saved;
  const facts = [contractWords(contract, null), hoursWords(weeklyHours)].filter(Boolean);
  const Heading = state === 'open' ? 'h2' : 'h3';
  return (
    <li class="card">
      <Heading>
        <a class="card-link" href={pathOf({ kind, id })}>
          {title}
        </a>
      </Heading>
      {state === 'open' ? (
        <>
          <p>{[organisationName ?? 'Employeur vérifié, nom non affiché', communeName].filter(Boolean).join(' · ')}</p>
          {facts.length > 0 && <p>{facts.join(' · ')}</p>}
          {closesOn && (
            <p>
              <Pictogram name="calendar" />
              Répondre avant le {dayWords(closesOn, today)}
            </p>
          )}
        </>
      ) : (
        <p>{kind === 'mission' ? 'Cette mission est terminée.' : 'Cette offre est terminée.'}</p>
      )}
      <Form csrf={csrf} action="/mon-espace/offres" class="card-action">
        <input type="hidden" name="retirer" value={id} />
        <button type="submit" class="as-link">
          Ne plus garder<span class="hidden"> : {title}</span>
        </button>
      </Form>
    </li>
  );
}

/** Keeping one, for someone who has just signed in to do so. */
export function Keep({
  post,
  path,
  csrf,
}: {
  post: { kind: 'offer' | 'mission'; title: string };
  path: string;
  csrf: string;
}) {
  return (
    <div class="narrow">
      <Back href={path}>{post.kind === 'mission' ? 'Retour à la mission' : 'Retour à l’offre'}</Back>
      <h1>{post.kind === 'mission' ? 'Garder cette mission ?' : 'Garder cette offre ?'}</h1>
      <p class="lead">{post.title}</p>
      <p>Vous la retrouvez dans votre espace.</p>
      <Form csrf={csrf}>
        <div class="buttons">
          <Button>
            <Pictogram name="bookmark" />
            Garder
          </Button>
        </div>
      </Form>
    </div>
  );
}
