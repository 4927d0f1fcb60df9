import { MessageGateway } from './message.gateway.js';

export interface OutgoingSms {
  /** Id of the message: the key by which a provider may recognise a repetition. */
  readonly id: string;
  /** E.164. */
  readonly to: string;
  /** At most 160 septets of GSM-7. */
  readonly text: string;
  /** At most 11 letters and digits. */
  readonly sender: string;
}

/** The way to a provider of SMS. */
export abstract class SmsGateway extends MessageGateway<OutgoingSms> {}
