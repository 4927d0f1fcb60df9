import type { Day } from '../platform/lang/day.js';
import { dayInWords } from '../platform/lang/day-words.js';
import { granted, refused, type Verdict } from '../platform/lang/verdict.js';
import type { ApplicationState } from './application.rules.js';

/** Who may apply to what, now. */

/** Applications without an answer after which an offer or a mission pauses, unless its author chose another number. */
export const USUAL_CAP = 30;

/** How the organisation may reach the person outside the platform. */
export const SHARES = ['phone', 'email'] as const;
export type Share = (typeof SHARES)[number];

export type ApplyRefusal =
  | 'over'
  | 'paused'
  | 'full'
  | 'suspended'
  | 'under-age'
  | 'contact-missing'
  | 'share-missing'
  | 'already-applied'
  | 'withdrawn';

export interface OpportunityFacts {
  readonly kind: 'offer' | 'mission';
  readonly status: string;
  readonly closesOn: Day | null;
  readonly organisationBanned: boolean;
  readonly minimumAge: number | null;
  /** Applications that wait for an answer. */
  readonly waiting: number;
  readonly cap: number;
  readonly pausedUntil: Day | null;
}

export interface PersonFacts {
  readonly status: 'active' | 'suspended' | 'erased';
  readonly adult: boolean;
  readonly phone: string | null;
  readonly email: string | null;
}

/**
 * Whether this person may apply, with the reason why not in plain words. `previous`: state of the application they sent before.
 * Undefined opportunity: unknown, or its organisation is gone.
 */
export function mayApply(
  opportunity: OpportunityFacts | undefined,
  person: PersonFacts,
  previous: ApplicationState | null,
  today: Day,
): Verdict<true, ApplyRefusal> {
  if (previous === 'withdrawn')
    return refused('withdrawn', 'Vous avez retiré votre candidature. Pour la renvoyer, appelez-nous.');
  if (previous !== null) return refused('already-applied', 'Vous avez déjà postulé. Suivez la réponse ici.');
  const what = opportunity?.kind === 'mission' ? 'mission' : 'offre';
  if (!opportunity || !isOpen(opportunity, today))
    return refused('over', `Cette ${what} est terminée. D’autres peuvent vous convenir.`);
  if (person.status !== 'active')
    return refused('suspended', 'Votre compte est en pause. Appelez-nous pour le rouvrir.');
  if (opportunity.minimumAge === 18 && !person.adult)
    return refused('under-age', `Cette ${what} demande d’avoir 18 ans.`);
  if (person.phone === null && person.email === null)
    return refused('contact-missing', 'Ajoutez d’abord un téléphone ou une adresse e-mail à votre compte.');
  if (opportunity.pausedUntil !== null && opportunity.pausedUntil >= today)
    return refused(
      'paused',
      `Cette ${what} est en pause jusqu’au ${dayInWords(opportunity.pausedUntil)}. Vous pourrez postuler ensuite.`,
    );
  if (opportunity.waiting >= opportunity.cap)
    return refused(
      'full',
      `Cette ${what} est en pause : beaucoup de personnes attendent déjà une réponse. Revenez dans quelques jours.`,
    );
  return granted(true);
}

/** Whether the person has what they agree to share, and shares at least one means of contact. */
export function mayShare(shares: readonly Share[], person: PersonFacts): Verdict<readonly Share[], ApplyRefusal> {
  if (shares.length === 0)
    return refused('share-missing', 'Choisissez comment on peut vous joindre : téléphone ou e-mail.');
  if (shares.includes('phone') && person.phone === null)
    return refused(
      'contact-missing',
      'Nous n’avons pas votre numéro de téléphone. Ajoutez-le, ou choisissez l’e-mail.',
    );
  if (shares.includes('email') && person.email === null)
    return refused('contact-missing', 'Nous n’avons pas votre adresse e-mail. Ajoutez-la, ou choisissez le téléphone.');
  return granted([...new Set(shares)].sort());
}

function isOpen(opportunity: OpportunityFacts, today: Day): boolean {
  const { status, closesOn, organisationBanned } = opportunity;
  return status === 'published' && closesOn !== null && closesOn >= today && !organisationBanned;
}
