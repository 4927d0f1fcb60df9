import { MessageGateway } from './message.gateway.js';

export interface OutgoingEmail {
  readonly id: string;
  readonly to: string;
  readonly from: string;
  readonly replyTo: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
  /** Address that unsubscribes by POST (RFC 8058), or null for what answers something the person did. */
  readonly unsubscribeUrl: string | null;
}

/** The way to a mail server. */
export abstract class EmailGateway extends MessageGateway<OutgoingEmail> {}
