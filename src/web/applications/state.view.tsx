import type { StateWords } from '../../applications/state-words.rules.js';
import { Pictogram } from '../kit/pictograms.view.js';

const PICTURES = { waiting: 'clock', good: 'tick', neutral: 'info', ended: 'flag' } as const;

/** How an application stands: a picture beside the words, never instead of them. */
export function State({ words }: { words: StateWords }) {
  return (
    <p class={`state ${words.tone}`}>
      <Pictogram name={PICTURES[words.tone]} />
      {words.state}
    </p>
  );
}
