import type { AlertState } from '../../alerts/alert-settings.service.js';
import type { AlertChannel, AlertRhythm } from '../../candidates/candidate.schema.js';
import type { SavedSearchView } from '../../candidates/candidate-view.schema.js';
import type { Day } from '../../platform/lang/day.js';
import { dayInWords } from '../../platform/lang/day-words.js';
import { phoneWords } from '../kit/words.rules.js';

/** How alerts are spoken of, the same on every page. */

export interface Reach {
  readonly phone: string | null;
  readonly email: string | null;
}

/** "par SMS, au 06 39 98 00 01" */
export function channelWords(channel: AlertChannel, { phone, email }: Reach): string {
  return channel === 'sms' ? `par SMS, au ${phoneWords(phone ?? '')}` : `par e-mail, à ${email ?? ''}`;
}

export const RHYTHM_WORDS: Readonly<Record<AlertRhythm, { label: string; hint: string }>> = {
  immediate: { label: 'Tout de suite', hint: 'Un SMS par jour au plus.' },
  digest: { label: 'De temps en temps', hint: 'Un SMS par semaine au plus, un e-mail par jour au plus.' },
  off: { label: 'Plus d’alerte', hint: 'Vous pouvez revenir quand vous voulez.' },
};

/** How things stand, in a title and a sentence. */
export function stateWords(state: AlertState, reach: Reach): { on: boolean; title: string; text: string } {
  const { rhythm, channels, pausedUntil, on } = state;
  if (on) {
    const how = channels.map((channel) => channelWords(channel, reach)).join(' et ');
    return { on, title: 'Vos alertes marchent.', text: `Nous vous écrivons ${how}.` };
  }
  if (rhythm !== 'off' && channels.length > 0 && pausedUntil !== null) {
    return { on, title: `En pause jusqu’au ${pauseEnd(pausedUntil)}.`, text: 'Vos recherches sont gardées.' };
  }
  return { on, title: 'Vous n’avez pas d’alerte.', text: 'Nous ne vous écrivons pas quand une offre arrive.' };
}

export function pauseEnd(until: Day): string {
  return dayInWords(until);
}

/** "Aide à domicile, autour de Laon (20 km)". `label`: name of the trade. */
export function searchWords(search: SavedSearchView, label: string | undefined): string {
  const what = label ?? search.q ?? 'Tous les métiers';
  return `${what}, autour de ${search.place ?? 'chez vous'} (${search.radiusKm} km)`;
}
