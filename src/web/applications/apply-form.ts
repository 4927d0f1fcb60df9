import { z } from 'zod';
import { SHARES } from '../../applications/apply.rules.js';
import { optionalText, ticked } from '../kit/forms.js';

/** What a person says when they apply: sentences that are only ticked, then words of their own. */

const STARTERS = ['envie', 'deja-fait', 'apprendre', 'libre', 'trajet'] as const;
type Starter = (typeof STARTERS)[number];

const SENTENCES: Readonly<Record<'offer' | 'mission', Readonly<Record<Starter, string>>>> = {
  offer: {
    envie: 'Ce travail m’intéresse.',
    'deja-fait': 'J’ai déjà fait ce travail.',
    apprendre: 'Je n’ai pas encore fait ce travail. Je veux apprendre.',
    libre: 'Je peux commencer tout de suite.',
    trajet: 'Je peux venir par mes propres moyens.',
  },
  mission: {
    envie: 'Cette mission m’intéresse.',
    'deja-fait': 'J’ai déjà fait du bénévolat.',
    apprendre: 'Je n’ai jamais fait de bénévolat. Je veux essayer.',
    libre: 'Je peux commencer tout de suite.',
    trajet: 'Je peux venir par mes propres moyens.',
  },
};

/** Far above what may be sent: what is too long is said by the rule of words, and nothing that was typed is lost. */
const TYPED_MAX = 10_000;

/** `etape`: which button was pressed. */
export const applyForm = z.object({
  etape: z.enum(['verifier', 'envoyer', 'modifier']).catch('verifier'),
  partage: ticked(SHARES),
  phrases: ticked(STARTERS),
  mots: optionalText(TYPED_MAX),
});
export type ApplyForm = z.output<typeof applyForm>;

/** The sentences to tick. */
export function starters(kind: 'offer' | 'mission'): { value: Starter; label: string }[] {
  return STARTERS.map((value) => ({ value, label: SENTENCES[kind][value] }));
}

/** The whole message: the sentences ticked, then the own words; null when there is neither. */
export function messageOf(
  kind: 'offer' | 'mission',
  { phrases, mots }: Pick<ApplyForm, 'phrases' | 'mots'>,
): string | null {
  const sentences = STARTERS.filter((starter) => phrases.includes(starter)).map((starter) => SENTENCES[kind][starter]);
  return [sentences.join(' '), mots ?? ''].filter((part) => part !== '').join('\n') || null;
}
