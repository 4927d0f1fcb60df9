import { ACTIVITIES, DOMAINS } from './topics.data.js';

/** "Autre" alone says nothing to a volunteer who is told why a mission suits. */
const REST = { 'domain:autre': 'Bénévolat', 'activity:autre': 'Bénévolat' };

const LABELS: ReadonlyMap<string, string> = new Map([
  ...Object.entries(DOMAINS).map(([slug, label]) => [`domain:${slug}`, label] as const),
  ...Object.entries(ACTIVITIES).map(([slug, label]) => [`activity:${slug}`, label] as const),
  ...Object.entries(REST),
]);

/** "activity:soutien-scolaire" → "Soutien scolaire"; undefined for what is neither a domain nor an activity of the list. */
export function missionTopicLabel(topic: string): string | undefined {
  return LABELS.get(topic);
}
