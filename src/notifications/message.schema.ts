import { z } from 'zod';
import { messageStatuses } from './message.rules.js';
import {
  type AddressChangedData,
  addressChangedEmail,
  addressChangedSms,
} from './templates/address-changed-template.rules.js';
import { type AlertData, alertEmail, alertSms } from './templates/alert-template.rules.js';
import { type DigestData, digestEmail, digestSms } from './templates/alert-digest-template.rules.js';
import {
  type ApplicationNewsData,
  applicationNewsEmail,
  applicationNewsSms,
} from './templates/application-news-template.rules.js';
import {
  type ApplicationNoticeData,
  type ApplicationReminderData,
  applicationNoticeEmail,
  applicationNoticeSms,
  applicationReminderEmail,
  applicationReminderSms,
} from './templates/application-notice-template.rules.js';
import {
  type AppointmentReminderData,
  appointmentReminderEmail,
  appointmentReminderSms,
} from './templates/appointment-reminder-template.rules.js';
import { type CallRequestData, callRequestEmail, callRequestSms } from './templates/call-request-template.rules.js';
import { type CodeData, codeEmail, codeSms } from './templates/code-template.rules.js';
import { type CvProposalData, cvProposalEmail, cvProposalSms } from './templates/cv-proposal-template.rules.js';
import { type MissedCallData, missedCallEmail, missedCallSms } from './templates/missed-call-template.rules.js';
import {
  type RegistrationData,
  registrationEmail,
  registrationSms,
} from './templates/registration-confirmation-template.rules.js';
import {
  type AccountEndingData,
  accountEndingEmail,
  accountEndingSms,
  type CvHiddenData,
  cvHiddenEmail,
  cvHiddenSms,
} from './templates/retention-template.rules.js';
import {
  type StopConfirmationData,
  stopConfirmationEmail,
  stopConfirmationSms,
} from './templates/stop-confirmation-template.rules.js';
import type { Email, House } from './templates/house.rules.js';

export const channels = ['sms', 'email'] as const;
export type Channel = (typeof channels)[number];

/** What each template needs to know. */
export interface TemplateData {
  alert: AlertData;
  'alert-digest': DigestData;
  'application-news': ApplicationNewsData;
  'application-nudge': ApplicationNewsData;
  'application-notice': ApplicationNoticeData;
  'application-reminder': ApplicationReminderData;
  code: CodeData;
  'appointment-reminder': AppointmentReminderData;
  'missed-call': MissedCallData;
  'call-request': CallRequestData;
  'registration-confirmation': RegistrationData;
  'cv-proposal': CvProposalData;
  'cv-hidden': CvHiddenData;
  'account-ending': AccountEndingData;
  'stop-confirmation': StopConfirmationData;
  'address-changed': AddressChangedData;
}
export type TemplateName = keyof TemplateData;

interface Template<D> {
  sms(house: House, data: D): string;
  email(house: House, data: D): Email;
}

const templates: { readonly [N in TemplateName]: Template<TemplateData[N]> } = {
  alert: { sms: alertSms, email: alertEmail },
  'alert-digest': { sms: digestSms, email: digestEmail },
  'application-news': { sms: applicationNewsSms, email: applicationNewsEmail },
  'application-nudge': { sms: applicationNewsSms, email: applicationNewsEmail },
  'application-notice': { sms: applicationNoticeSms, email: applicationNoticeEmail },
  'application-reminder': { sms: applicationReminderSms, email: applicationReminderEmail },
  code: { sms: codeSms, email: codeEmail },
  'appointment-reminder': { sms: appointmentReminderSms, email: appointmentReminderEmail },
  'missed-call': { sms: missedCallSms, email: missedCallEmail },
  'call-request': { sms: callRequestSms, email: callRequestEmail },
  'registration-confirmation': { sms: registrationSms, email: registrationEmail },
  'cv-proposal': { sms: cvProposalSms, email: cvProposalEmail },
  'cv-hidden': { sms: cvHiddenSms, email: cvHiddenEmail },
  'account-ending': { sms: accountEndingSms, email: accountEndingEmail },
  'stop-confirmation': { sms: stopConfirmationSms, email: stopConfirmationEmail },
  'address-changed': { sms: addressChangedSms, email: addressChangedEmail },
};

/** Templates that a person stops with STOP; the others answer something the person did. */
export const stoppableTemplates: readonly TemplateName[] = ['alert', 'alert-digest'];

interface Envelope {
  /** Chosen by the caller when its own rows must point to the message. */
  readonly id?: string;
  readonly channel: Channel;
  /** E.164 number or e-mail address. */
  readonly to: string;
  readonly candidateId: string | null;
  /** Says what must happen only once: a second message with the same key is not created. */
  readonly dedupKey: string;
  /** Not before this instant; at once when absent. */
  readonly sendAfter?: Date;
  /** Cancelled instead of sent after this instant. */
  readonly expiresAt?: Date;
  /** Address of RFC 8058 for this person; compulsory in practice for what is sent to many. */
  readonly unsubscribeUrl?: string;
}

/** A message to send: which template, what it says, to whom. */
export type NewMessage = {
  [N in TemplateName]: Envelope & { readonly template: N; readonly data: TemplateData[N] };
}[TemplateName];

export interface Rendered {
  readonly subject: string | null;
  readonly text: string;
  readonly html: string | null;
}

/** The words of a message in the form of its channel. */
export function render(house: House, message: NewMessage): Rendered {
  return renderAs(house, message.channel, message.template, message.data);
}

function renderAs<N extends TemplateName>(house: House, channel: Channel, name: N, data: TemplateData[N]): Rendered {
  const template: Template<TemplateData[N]> = templates[name];
  if (channel === 'sms') return { subject: null, text: template.sms(house, data), html: null };
  return template.email(house, data);
}

/** A message as the API shows it. */
export const messageView = z
  .object({
    id: z.uuid(),
    channel: z.enum(channels),
    template: z.string(),
    candidateId: z.uuid().nullable(),
    status: z.enum(messageStatuses),
    outcomeUnknown: z.boolean().describe('le prestataire l’a peut-être envoyé ; jamais répété'),
    attempts: z.int(),
    sendAfter: z.iso.datetime(),
    provider: z.string().nullable(),
    providerReference: z.string().nullable(),
    failureReason: z.string().nullable(),
    createdAt: z.iso.datetime(),
    sentAt: z.iso.datetime().nullable(),
    deliveredAt: z.iso.datetime().nullable(),
    to: z.string().optional().describe('seulement avec body=true'),
    subject: z.string().nullable().optional(),
    text: z.string().nullable().optional().describe('nul une fois effacé, après six mois'),
  })
  .meta({ id: 'Message' });
export type MessageView = z.output<typeof messageView>;

export const messageFilter = z.object({
  status: z.enum(messageStatuses).optional(),
  channel: z.enum(channels).optional(),
  template: z.string().max(60).optional(),
  candidateId: z.uuid().optional(),
  outcomeUnknown: z.enum(['true', 'false']).optional(),
  body: z.enum(['true', 'false']).optional().describe('true ajoute le destinataire et le texte'),
});
export type MessageFilter = z.output<typeof messageFilter>;
