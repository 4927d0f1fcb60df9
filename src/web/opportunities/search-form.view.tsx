import { Pictogram, type PictogramName } from '../kit/pictograms.view.js';
import { type SearchAddress, WAY_NAMES, type Way } from './search-address.rules.js';

export const WAY_WORDS: Readonly<Record<Way, { label: string; icon: PictogramName }>> = {
  pied: { label: 'À pied', icon: 'walk' },
  velo: { label: 'À vélo', icon: 'bike' },
  scooter: { label: 'En scooter', icon: 'scooter' },
  voiture: { label: 'En voiture', icon: 'car' },
};

/** The three questions: where, which trade, how. Read with GET, so a search can be kept, sent and gone back to. */
export function SearchForm(props: {
  path: '/offres' | '/missions';
  address: Pick<SearchAddress, 'ou' | 'metier' | 'deplacement'>;
  placeError?: string | undefined;
}) {
  const { path, address, placeError } = props;
  const offers = path === '/offres';
  return (
    <search>
      <form class="search" method="get" action={path} noValidate>
        <div class="three">
          <div class={placeError ? 'field wrong' : 'field'}>
            <label for="ou">Où ?</label>
            <p class="hint" id="ou-aide">
              Une commune ou un code postal
            </p>
            {placeError && (
              <p class="error" id="ou-erreur">
                {placeError}
              </p>
            )}
            <input
              id="ou"
              name="ou"
              value={address.ou}
              autoComplete="address-level2"
              aria-describedby={placeError ? 'ou-aide ou-erreur' : 'ou-aide'}
              aria-invalid={placeError ? 'true' : undefined}
            />
          </div>
          <div class="field">
            <label for="metier">{offers ? 'Quel métier ?' : 'Pour quoi faire ?'}</label>
            <p class="hint" id="metier-aide">
              {offers ? 'Par exemple : ménage. Vide : tous les métiers' : 'Par exemple : jardin. Vide : tout voir'}
            </p>
            <input id="metier" name="metier" value={address.metier} autoComplete="off" aria-describedby="metier-aide" />
          </div>
          <fieldset class="field">
            <legend>Comment vous déplacez-vous ?</legend>
            <div class="ways">
              {WAY_NAMES.map((way) => (
                <label key={way} class="choice">
                  <input type="radio" name="deplacement" value={way} checked={address.deplacement === way} />
                  <Pictogram name={WAY_WORDS[way].icon} />
                  <span>{WAY_WORDS[way].label}</span>
                </label>
              ))}
            </div>
          </fieldset>
        </div>
        <button type="submit" class="button primary">
          <Pictogram name="search" />
          Chercher
        </button>
      </form>
    </search>
  );
}
