import { z } from 'zod';
import { defineEvent } from '../platform/events/event.js';

/** Messages were written and may leave now. */
export const messageQueued = defineEvent('message.queued', z.object({ messageIds: z.array(z.uuid()).min(1).max(100) }));

/** An address refused a message for good, or was unreachable three times in a row. */
export const addressBounced = defineEvent('address.bounced', z.object({ messageId: z.uuid() }));

/** Somebody answered an SMS with STOP, PAUSE or MOINS; the queued alerts to that number are cancelled already. */
export const smsStopReceived = defineEvent('sms.stop-received', z.object({ inboundId: z.uuid() }));
