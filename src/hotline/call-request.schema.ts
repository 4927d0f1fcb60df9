import { z } from 'zod';

/** "Appelez-moi, je veux en parler." */

export const BEST_TIMES = ['morning', 'afternoon', 'any'] as const;

export const callRequestBody = z
  .strictObject({
    candidateId: z.uuid().optional().describe('la personne, si elle est connue'),
    phone: z.string().trim().max(30).optional().describe('un numéro français ; absent : celui du dossier'),
    opportunityId: z.uuid().optional().describe('l’offre ou la mission dont la personne veut parler'),
    bestTime: z.enum(BEST_TIMES).default('any'),
  })
  .refine((body) => body.candidateId !== undefined || body.phone !== undefined, {
    path: ['phone'],
    message: 'Indiquez un numéro de téléphone.',
  });

/** Who asks: the account that is signed in, and the address of the request; both null for a key of the team. */
export interface AskedBy {
  readonly accountId: string | null;
  readonly ip: string | null;
}

export type CallWish = z.input<typeof callRequestBody> & { readonly by: AskedBy };

/** When the team will call. */
export const callPromise = z
  .object({
    on: z.string().describe('un jour ouvré, à Paris'),
    halfDay: z.enum(['morning', 'afternoon']),
    words: z.string().describe('« mardi 24 novembre, entre 9 h et 12 h »'),
  })
  .meta({ id: 'CallPromise' });
export type CallPromise = z.output<typeof callPromise>;
