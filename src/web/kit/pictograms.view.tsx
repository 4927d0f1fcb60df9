import type { Pictogram as TaskPictogramName } from '../../candidates/trade-tasks.rules.js';
import { PICTOGRAMS, type PictogramName } from './pictograms.data.js';
import { TASK_PICTOGRAMS } from './task-pictograms.data.js';

export type { PictogramName } from './pictograms.data.js';

/** A picture beside the words that say the same: hidden from programs that read aloud. */
export function Pictogram({ name, large }: { name: PictogramName; large?: boolean }) {
  return <Drawing path={PICTOGRAMS[name]} large={large} />;
}

/** The picture of a task of a trade. */
export function TaskPictogram({ name, large }: { name: TaskPictogramName; large?: boolean }) {
  return <Drawing path={TASK_PICTOGRAMS[name]} large={large} />;
}

function Drawing({ path, large }: { path: string; large: boolean | undefined }) {
  return (
    <svg viewBox="0 0 24 24" class={large ? 'pic large' : 'pic'} aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
