import type { MessageStatus } from '../notifications/message.rules.js';
import type { TemplateName } from '../notifications/message.schema.js';

const ABOUT: Readonly<Partial<Record<TemplateName, string>>> = {
  alert: 'Une offre pour vous',
  'alert-digest': 'Des offres pour vous',
  code: 'Votre code de connexion',
  'appointment-reminder': 'Votre rendez-vous',
  'missed-call': 'Nous vous avons appelé',
  'call-request': 'Nous allons vous appeler',
  'registration-confirmation': 'Votre inscription',
  'cv-proposal': 'Votre CV à relire',
  'cv-hidden': 'Votre CV n’est plus visible',
  'account-ending': 'Votre compte va être effacé',
  'stop-confirmation': 'Vos alertes changées',
  'address-changed': 'Votre téléphone ou votre e-mail a changé',
  'application-news': 'Votre candidature',
  'application-nudge': 'Votre candidature',
};

const STATES: Readonly<Record<MessageStatus, string>> = {
  queued: 'pas encore parti',
  sending: 'en train de partir',
  sent: 'parti',
  delivered: 'arrivé',
  'temporary-failure': 'pas arrivé : téléphone éteint ou boîte pleine',
  'permanent-failure': 'pas arrivé : ce numéro ou cette adresse ne marche pas',
  'technical-failure': 'pas parti : une panne chez nous',
  cancelled: 'pas envoyé : vous n’en vouliez plus, ou ce n’était plus utile',
};

/** Written to an organisation about a person, not to the person. */
export const TO_ORGANISATIONS: readonly TemplateName[] = ['application-notice', 'application-reminder'];

/** What a message was about; a template that is new says "Un message". */
export function messageSubjectWords(template: string): string {
  return (ABOUT as Readonly<Record<string, string>>)[template] ?? 'Un message';
}

export function messageStateWords(status: MessageStatus): string {
  return STATES[status];
}
