import type { ConsentHow, ConsentPurpose } from '../../candidates/candidate.schema.js';
import type { Seen } from '../../identity/access-log.service.js';
import { type Day, dayInParis } from '../../platform/lang/day.js';
import { timeInWords } from '../../platform/lang/day-words.js';
import { dayWords } from '../kit/words.rules.js';

/** What people read about their own data: agreements, looks, times. */

export interface ConsentWords {
  readonly title: string;
  /** What happens once they say yes. */
  readonly yes: string;
  /** What follows a no. */
  readonly no: string;
}

/** In the order of the page. */
export const CONSENT_WORDS: Readonly<Record<ConsentPurpose, ConsentWords>> = {
  'cv-visible': {
    title: 'Les employeurs voient mon CV',
    yes: 'Ils lisent votre CV sans votre nom entier, ni votre adresse.',
    no: 'Aucun employeur ne trouve votre CV. Vous pouvez postuler quand même.',
  },
  'employer-contact': {
    title: 'Les employeurs peuvent m’écrire',
    yes: 'Ils vous écrivent par notre site. Ils n’ont pas votre numéro.',
    no: 'Ils ne peuvent pas vous écrire les premiers.',
  },
  'sms-alerts': {
    title: 'Recevoir des offres par SMS',
    yes: 'Nous vous envoyons des offres par SMS.',
    no: 'Vous ne recevez plus d’offre par SMS.',
  },
  'email-alerts': {
    title: 'Recevoir des offres par e-mail',
    yes: 'Nous vous envoyons des offres par e-mail.',
    no: 'Vous ne recevez plus d’offre par e-mail.',
  },
  'follow-up-calls': {
    title: 'L’équipe peut m’appeler',
    yes: 'Nous vous appelons pour prendre de vos nouvelles.',
    no: 'Nous ne vous appelons plus, sauf si vous le demandez.',
  },
  volunteering: {
    title: 'Le bénévolat m’intéresse',
    yes: 'Nous vous proposons aussi des missions bénévoles.',
    no: 'Nous ne vous proposons plus de mission bénévole.',
  },
};

/** What a present yes or no means. A CV is found by employers only when they may also write. */
export function standingWords(purpose: ConsentPurpose, current: Readonly<Record<ConsentPurpose, boolean>>): string {
  if (purpose === 'cv-visible' && current['cv-visible'] && !current['employer-contact'])
    return 'Dites aussi oui à la ligne suivante : sans cela, ils ne le trouvent pas.';
  return current[purpose] ? CONSENT_WORDS[purpose].yes : CONSENT_WORDS[purpose].no;
}

const HOW_WORDS: Readonly<Record<ConsentHow, string>> = {
  web: 'sur ce site',
  oral: 'de vive voix',
  letter: 'par courrier',
  sms: 'par SMS',
  email: 'par e-mail',
  import: 'avant votre arrivée ici',
};

/** "sur ce site": how something was agreed to or refused. */
export function consentHowWords(how: ConsentHow): string {
  return HOW_WORDS[how];
}

const SEEN_WORDS: Readonly<Record<Seen, string>> = {
  cv: 'a vu votre CV',
  file: 'a ouvert votre dossier',
  contact: 'a vu votre téléphone ou votre e-mail',
  history: 'a lu vos appels et vos messages',
  'acted-for': 'a fait quelque chose à votre place',
  export: 'a pris une copie de vos données',
};

/** "a vu votre CV" */
export function seenWords(what: Seen): string {
  return SEEN_WORDS[what];
}

/** "mardi 3 mars à 14 h 30", on the clocks of Paris. */
export function momentWords(at: Date, today: Day): string {
  return `${dayWords(dayInParis(at), today)} à ${timeInWords(at)}`;
}

/** "n…@exemple.fr": enough to recognise one's own address, and not to learn it. */
export function hiddenEmail(email: string): string {
  const at = email.indexOf('@');
  return at < 1 ? email : `${email.slice(0, 1)}…${email.slice(at)}`;
}
