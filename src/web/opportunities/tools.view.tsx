import { Pictogram } from '../kit/pictograms.view.js';

/** Read aloud, share, print: the script `opportunity.js` takes them out of the template; without script they are not there. */
export function Tools() {
  return (
    <template id="outils">
      <div class="buttons noprint">
        <button type="button" class="button secondary" data-tool="read" data-on="Arrêter la lecture" hidden>
          <Pictogram name="speaker" />
          <span>Lire à voix haute</span>
        </button>
        <button type="button" class="button secondary" data-tool="share" data-done="L’adresse est copiée" hidden>
          <Pictogram name="share" />
          <span aria-live="polite">Partager</span>
        </button>
        <button type="button" class="button secondary" data-tool="print">
          <Pictogram name="printer" />
          Imprimer
        </button>
      </div>
    </template>
  );
}
