import { createTransport, type Transporter } from 'nodemailer';
import { EmailGateway, type OutgoingEmail } from './email.gateway.js';
import type { SendResult } from './message.rules.js';
import { resultOfSmtpError, type SmtpError } from './smtp-failure.rules.js';

export interface SmtpSettings {
  /** smtp://user:password@host:587 */
  readonly url: string;
  /** Right side of the Message-ID. */
  readonly host: string;
  readonly perSecond: number;
  readonly timeoutMs?: number;
}

/** E-mails through any SMTP server. A server may deliver the same Message-ID twice, so nothing is repeated blindly. */
export class SmtpEmailGateway extends EmailGateway {
  readonly name = 'smtp';
  readonly idempotent = false;
  readonly perSecond: number;
  private readonly transport: Transporter;

  constructor(private readonly settings: SmtpSettings) {
    super();
    this.perSecond = settings.perSecond;
    const timeout = settings.timeoutMs ?? 15_000;
    this.transport = createTransport({
      url: settings.url,
      pool: true,
      maxConnections: 5,
      maxRequeues: 0, // a connection lost in the middle must not send the message again by itself
      connectionTimeout: timeout,
      greetingTimeout: timeout,
      socketTimeout: timeout * 1.5, // later than the other two, so that the error tells which wait it was
      disableFileAccess: true,
      disableUrlAccess: true,
    } as Parameters<typeof createTransport>[0]);
  }

  async send(email: OutgoingEmail): Promise<SendResult> {
    try {
      await this.transport.sendMail({
        messageId: `<${email.id}@${this.settings.host}>`,
        from: email.from,
        to: { name: '', address: email.to },
        ...(email.replyTo === '' ? {} : { replyTo: email.replyTo }),
        subject: email.subject,
        text: email.text,
        ...(email.html === null ? {} : { html: email.html }),
        headers: {
          'Auto-Submitted': 'auto-generated',
          ...(email.unsubscribeUrl === null
            ? {}
            : {
                'List-Unsubscribe': { prepared: true, foldLines: false, value: `<${email.unsubscribeUrl}>` },
                'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
              }),
        },
      });
      return { outcome: 'accepted', reference: email.id };
    } catch (error) {
      return resultOfSmtpError(error as SmtpError);
    }
  }

  close(): void {
    this.transport.close();
  }
}
