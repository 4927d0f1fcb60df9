import { fold } from '../platform/lang/text.js';

/** What people may ask by answering an SMS. */
export type SmsCommand = 'stop' | 'pause' | 'less';

const STOP_ANYWHERE = new Set(['stop', 'stopp', 'stopper', 'arret', 'arreter', 'arretez', 'unsubscribe']);
const STOP_FIRST = new Set(['non', 'desabonner', 'desabonnez', 'desinscrire', 'desinscription']);

/** What a person asks by SMS, however it is typed: "Stop svp", "ARRÊT", "non merci", "svp stop", "Pause", "moins". */
export function commandIn(text: string): SmsCommand | null {
  const [first = '', ...next] = fold(text).split(' ');
  if (STOP_FIRST.has(first) || [first, ...next.slice(0, 2)].some((word) => STOP_ANYWHERE.has(word))) return 'stop';
  if (first === 'pause') return 'pause';
  return first === 'moins' ? 'less' : null;
}
