import { PICTOGRAMS, type PictogramName } from './pictograms.data.js';

export type { PictogramName } from './pictograms.data.js';

/** A picture beside the words that say the same: hidden from programs that read aloud. */
export function Pictogram({ name, large }: { name: PictogramName; large?: boolean }) {
  return (
    <svg viewBox="0 0 24 24" class={large ? 'pic large' : 'pic'} aria-hidden="true">
      <path d={PICTOGRAMS[name]} />
    </svg>
  );
}
