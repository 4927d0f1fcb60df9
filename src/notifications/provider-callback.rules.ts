import { z } from 'zod';
import type { Receipt } from './message.rules.js';

/** What OVHcloud sends to the address of the account: GET ?id&ptt&date&description&descriptionDlr. */
export const ovhReceiptSchema = z.object({
  id: z.string().regex(/^\d{1,20}$/),
  ptt: z.string().regex(/^\d{1,4}$/),
  date: z.string().max(40).optional(),
  description: z.string().max(200).optional(),
  descriptionDlr: z.string().max(200).optional(),
});

/**
 * ptt of OVHcloud: 1 and 2 say that the operator is trying again, 3 that it has the message: nothing is known yet (null);
 * 4 means delivered. With any other ptt, description 16 is an error of the provider, the rest a failure at the recipient.
 * A handset that stayed off until the message expired (descriptionDlr) can be reached another day.
 */
export function ovhReceipt({ ptt, description, descriptionDlr }: z.output<typeof ovhReceiptSchema>): Receipt | null {
  const code = Number(ptt);
  if (code <= 3) return null;
  if (code === 4) return 'delivered';
  if (description === '16') return 'technical-failure';
  return /expir|absent|unreach|timeout|memory/i.test(descriptionDlr ?? '') ? 'temporary-failure' : 'permanent-failure';
}

/** An answer of a person, as OVHcloud or a modem may pass it on. */
export const inboundSmsSchema = z.object({
  id: z.string().min(1).max(100).optional(),
  from: z.string().regex(/^(\+|00)?\d{5,15}$/),
  text: z.string().max(2000),
  date: z.string().max(40).optional(),
});

/** What our signed JSON protocol sends back: a receipt, or an SMS that came in. */
export const httpCallbackSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('receipt'),
    reference: z.string().min(1).max(200),
    status: z.enum(['delivered', 'temporary-failure', 'permanent-failure', 'technical-failure']),
    detail: z.string().max(200).optional(),
  }),
  z.strictObject({ type: z.literal('inbound'), ...inboundSmsSchema.shape }),
]);

/** 0033…, 33… and 06… as E.164. */
export function e164(number: string): string {
  if (number.startsWith('+')) return number;
  if (number.startsWith('00')) return `+${number.slice(2)}`;
  return number.startsWith('0') ? `+33${number.slice(1)}` : `+${number}`;
}
