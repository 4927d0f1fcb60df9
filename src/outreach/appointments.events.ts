import { z } from 'zod';
import { defineEvent } from '../platform/events/event.js';

const payload = z.object({ appointmentId: z.uuid() });

export const appointmentBooked = defineEvent('appointment.booked', payload);
export const appointmentMoved = defineEvent('appointment.moved', payload);
export const appointmentCancelled = defineEvent('appointment.cancelled', payload);
/** The person came, or did not come: the follow-ups of a missed appointment are not called. */
export const appointmentSettled = defineEvent('appointment.settled', payload);
