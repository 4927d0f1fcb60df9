import type { OwnApplicationLine } from '../../applications/own-application.rules.js';
import { addDays, type Day, dayInParis } from '../../platform/lang/day.js';

/** What needs the person now: answers that have come, a CV that is not finished, silence that has lasted ten days. */

export interface Need {
  readonly kind: 'answer' | 'silence' | 'cv';
  /** Good news. */
  readonly good: boolean;
  readonly title: string;
  readonly text: string;
  readonly href: string;
  /** What the link does. */
  readonly link: string;
}

/** An answer is news for so long. */
const NEWS_DAYS = 14;
const MOST_NEEDS = 4;

/** Good news first, then what can be done. */
export function needsOf(
  { applications, cvComplete }: { applications: readonly OwnApplicationLine[]; cvComplete: boolean },
  today: Day,
): Need[] {
  const since = addDays(today, -NEWS_DAYS);
  const answered = applications.filter(
    ({ state, answeredAt }) => state === 'answered' && answeredAt !== null && dayInParis(answeredAt) >= since,
  );
  const good = answered.filter(({ stateWords }) => stateWords.tone === 'good');
  const others = answered.filter(({ stateWords }) => stateWords.tone !== 'good');
  const silent = applications.filter(({ mayRemind }) => mayRemind);
  return [...good.map(answer), ...(cvComplete ? [] : [CV]), ...silent.map(silence), ...others.map(answer)].slice(
    0,
    MOST_NEEDS,
  );
}

const CV: Need = {
  kind: 'cv',
  good: false,
  title: 'Votre CV n’est pas fini',
  text: 'Quelques questions, et les employeurs vous comprennent mieux.',
  href: '/mon-espace/cv',
  link: 'Finir mon CV',
};

function answer({ id, title, stateWords }: OwnApplicationLine): Need {
  return {
    kind: 'answer',
    good: stateWords.tone === 'good',
    title: `${title} : ${lowered(stateWords.state)}`,
    text: stateWords.next,
    href: `/mon-espace/candidatures/${id}`,
    link: 'Lire la réponse',
  };
}

function silence({ id, title, kind }: OwnApplicationLine): Need {
  return {
    kind: 'silence',
    good: false,
    title: `${title} : pas de réponse depuis 10 jours`,
    text:
      kind === 'mission'
        ? 'Vous pouvez relancer l’association une fois.'
        : 'Vous pouvez relancer l’employeur une fois.',
    href: `/mon-espace/candidatures/${id}/relance`,
    link: 'Relancer',
  };
}

function lowered(words: string): string {
  return words.charAt(0).toLocaleLowerCase('fr-FR') + words.slice(1);
}
