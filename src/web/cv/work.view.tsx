import { Choices, type Option, TextField } from '../kit/fields.view.js';
import { Pictogram } from '../kit/pictograms.view.js';
import { MORE, SEARCH, type TradeChoice } from './asked-question.js';
import type { FieldsProps } from './fields.view.js';
import { QUESTIONS } from './questions.rules.js';

/** Trades: write a word and tick, or tick among the pictures. Nothing ticked is lost by a search. */
export function WorkFields({ state: { work, values, errors }, url }: FieldsProps) {
  const { chosen = [], found = [], usual = [], searched = '', more = false } = work ?? {};
  return (
    <>
      <h1>{QUESTIONS.work.title}</h1>
      <p>Choisissez un ou plusieurs métiers, 10 au plus.</p>
      {chosen.length > 0 && (
        <Choices
          kind="checkbox"
          name="metier"
          legend="Vos métiers"
          hint="Décochez pour retirer."
          options={chosen.map(withPicture)}
          values={{ metier: chosen.map(({ code }) => code) }}
        />
      )}
      <div class="search-words">
        <TextField
          name="cherche"
          label="Chercher un métier"
          hint="Par exemple : ménage, maçon, cuisine"
          type="search"
          autoComplete="off"
          values={values}
          errors={errors}
        />
        <button type="submit" class="button secondary" name="action" value={SEARCH} formAction={`${url}#trouve`}>
          <Pictogram name="search" />
          Chercher
        </button>
      </div>
      {found.length > 0 && (
        <Choices
          kind="checkbox"
          name="trouve"
          legend={`Métiers trouvés pour « ${searched} »`}
          options={found.map(withPicture)}
        />
      )}
      {searched !== '' && found.length === 0 && (
        <p id="trouve" role="status">
          <strong>Pas d’autre métier trouvé pour « {searched} ».</strong> Essayez un mot plus simple.
        </p>
      )}
      <Choices
        kind="checkbox"
        name="courant"
        legend="Métiers souvent demandés"
        tiles
        options={usual.map(({ code, label, pictogram }) => ({ value: code, label, task: pictogram }))}
      />
      {more && (
        <p>
          <button type="submit" class="as-link" name="action" value={MORE} formAction={`${url}#courant`}>
            Voir plus de métiers
          </button>
        </p>
      )}
      <Choices
        kind="checkbox"
        name="tous"
        legend="Vous ne savez pas, ou tout vous va ?"
        options={[{ value: 'oui', label: 'Tous les métiers me vont' }]}
        values={values}
      />
    </>
  );
}

function withPicture({ code, label, pictogram }: TradeChoice): Option {
  return { value: code, label, ...(pictogram ? { task: pictogram } : { icon: 'briefcase' }) };
}
