import { type Day, dayInParis } from '../platform/lang/day.js';
import { dayInWords, instantInWords } from '../platform/lang/day-words.js';
import { type Answer, type Closure, type Life, mayRelance, relanceFrom } from './application.rules.js';
import { MOTIVE_WORDS, type RefusalMotive } from './motives.rules.js';
import type { Step } from './steps.rules.js';

/** Every state of an application in words, for the person who sent it: one table for pages and messages. */

export interface ToldApplication extends Life {
  readonly kind: 'offer' | 'mission';
  readonly seenAt: Date | null;
  readonly answeredAt: Date | null;
  readonly byPhone: boolean;
  readonly refusalMotive: RefusalMotive | null;
  readonly meetingAt: Date | null;
  readonly meetingPlace: string | null;
  readonly withdrawnAt: Date | null;
  readonly closedAt: Date | null;
  readonly closedBecause: Closure | null;
}

export interface StateWords {
  /** For a pictogram and a colour that never speak alone. */
  readonly tone: 'waiting' | 'good' | 'neutral' | 'ended';
  /** "Vue par l'employeur le mardi 3 mars" */
  readonly state: string;
  /** What happens next, or what to do. */
  readonly next: string;
}

const on = (at: Date | null): string => (at === null ? '' : ` le ${dayInWords(dayInParis(at))}`);

/** "l'employeur" or "l'association". */
export function theOrganisation(kind: 'offer' | 'mission'): string {
  return kind === 'mission' ? 'l’association' : 'l’employeur';
}

function atStart(kind: 'offer' | 'mission'): string {
  return kind === 'mission' ? 'L’association' : 'L’employeur';
}

/** How things stand and what happens next. */
export function stateWords(application: ToldApplication, today: Day): StateWords {
  const { kind, state } = application;
  switch (state) {
    case 'sent':
      return {
        tone: 'waiting',
        state: `Envoyée le ${dayInWords(application.sentOn)}`,
        next: waitingWords(application, today),
      };
    case 'seen':
      return {
        tone: 'waiting',
        state: `Vue par ${theOrganisation(kind)}${on(application.seenAt)}`,
        next: waitingWords(application, today),
      };
    case 'answered':
      return answerWords(application);
    case 'withdrawn':
      return {
        tone: 'ended',
        state: `Retirée${on(application.withdrawnAt)}`,
        next: `${atStart(kind)} ne voit plus votre candidature.`,
      };
    case 'closed':
      return { tone: 'ended', ...CLOSED[application.closedBecause ?? 'no-answer'](application) };
  }
}

function waitingWords(application: ToldApplication, today: Day): string {
  const { kind, relancedAt } = application;
  if (relancedAt) return `Vous avez relancé ${theOrganisation(kind)}${on(relancedAt)}. Sans nouvelles, appelez-nous.`;
  if (mayRelance(application, today).ok)
    return `Pas encore de réponse. Vous pouvez relancer ${theOrganisation(kind)} une fois.`;
  return `${atStart(kind)} doit vous répondre. Vous pourrez relancer à partir du ${dayInWords(relanceFrom(application))}.`;
}

const ANSWERED: Readonly<Record<Answer, (application: ToldApplication) => StateWords>> = {
  accepted: ({ kind, answeredAt }) => ({
    tone: 'good',
    state: `Réponse reçue${on(answeredAt)} : c’est oui`,
    next: `${atStart(kind)} vous contacte. Sans nouvelles dans 3 jours, appelez-nous.`,
  }),
  refused: ({ answeredAt, refusalMotive }) => ({
    tone: 'ended',
    state: `Réponse reçue${on(answeredAt)} : pas cette fois`,
    next: `${refusalMotive ? `${MOTIVE_WORDS[refusalMotive].toPerson} ` : ''}D’autres offres peuvent vous convenir.`,
  }),
  elsewhere: ({ kind, answeredAt }) => ({
    tone: 'good',
    state: `Réponse reçue${on(answeredAt)} : une autre proposition`,
    next: `${atStart(kind)} vous propose autre chose. Lisez son message.`,
  }),
  meeting: ({ answeredAt, meetingAt, meetingPlace }) => ({
    tone: 'good',
    state: `Réponse reçue${on(answeredAt)} : un rendez-vous`,
    next: meetingAt
      ? `Rendez-vous ${instantInWords(meetingAt)}${meetingPlace ? `, ${meetingPlace}` : ''}. Un empêchement ? Appelez-nous.`
      : 'Lisez le message pour connaître la date.',
  }),
};

function answerWords(application: ToldApplication): StateWords {
  const words = ANSWERED[application.answer ?? 'accepted'](application);
  if (!application.byPhone) return words;
  const heard = `${atStart(application.kind)} dit vous avoir répondu par téléphone. Ce n’est pas le cas ? Appelez-nous.`;
  return { ...words, next: application.answer === 'meeting' ? `${words.next} ${heard}` : heard };
}

const CLOSED: Readonly<Record<Closure, (application: ToldApplication) => Omit<StateWords, 'tone'>>> = {
  'no-answer': ({ kind, closedAt }) => ({
    state: `Terminée sans réponse${on(closedAt)}`,
    next: `Nous sommes désolés : ${theOrganisation(kind)} n’a pas répondu. Cela ne vient pas de vous. Appelez-nous, nous chercherons ensemble.`,
  }),
  filled: ({ kind, closedAt }) => ({
    state: `Terminée${on(closedAt)} : la place est prise`,
    next:
      kind === 'mission'
        ? 'L’association a trouvé assez de bénévoles. Merci d’avoir proposé votre aide.'
        : 'L’employeur a choisi une autre personne. D’autres offres peuvent vous convenir.',
  }),
  ended: ({ kind, closedAt }) => ({
    state: `Terminée${on(closedAt)} : ${kind === 'mission' ? 'la mission est retirée' : 'l’offre est retirée'}`,
    next: `${atStart(kind)} ne cherche plus personne. Cela ne vient pas de vous.`,
  }),
};

/** One line of the timeline; null for what only the organisation receives or what another line says already. */
export function stepWords(step: Step, kind: 'offer' | 'mission', taken: { byAgent: boolean }): string | null {
  return STEP_WORDS[step](kind, taken.byAgent);
}

const STEP_WORDS: Readonly<Record<Step, (kind: 'offer' | 'mission', byAgent: boolean) => string | null>> = {
  sent: (_kind, byAgent) => (byAgent ? 'Candidature envoyée avec notre équipe' : 'Candidature envoyée'),
  seen: (kind) => `Vue par ${theOrganisation(kind)}`,
  'reminder-3': (kind) => `Nous avons rappelé votre candidature à ${theOrganisation(kind)}`,
  'reminder-7': (kind) => `Nous l’avons rappelée encore à ${theOrganisation(kind)}`,
  nudge: () => null,
  relance: (kind) => `Vous avez relancé ${theOrganisation(kind)}`,
  escalation: (kind) => `Notre équipe va appeler ${theOrganisation(kind)}`,
  answer: () => 'Réponse reçue',
  withdrawal: () => 'Vous avez retiré votre candidature',
  closure: () => 'Candidature terminée',
};
