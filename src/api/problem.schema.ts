import { z } from 'zod';

/** A problem as RFC 9457 writes it, with a code that programs may rely on. */
export const problemSchema = z
  .looseObject({
    type: z.string().meta({ example: 'urn:actifs:problem:offer.already-closed' }),
    title: z.string(),
    status: z.number().int(),
    code: z.string().meta({ example: 'offer.already-closed' }),
    detail: z.string(),
    requestId: z.string().optional(),
    errors: z.array(z.looseObject({ field: z.string(), code: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });
