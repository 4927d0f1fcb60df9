import { z } from 'zod';

/** An e-mail address as it is compared and kept. */
export const emailAddress = z.string().trim().toLowerCase().max(254).pipe(z.email());
