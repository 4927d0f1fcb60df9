import { z } from 'zod';

/** The occupations that come with the product: see data/README.md. */

const list = z.string().transform((cell) =>
  cell
    .split('|')
    .map((part) => part.trim())
    .filter(Boolean),
);

/** A ROME code of the fourth version: one letter, four digits. */
export const romeCode = z.string().regex(/^[A-N][1-9]\d{3}$/, 'code ROME attendu, par exemple K1304');

/** What people call the trade, when that is not its label: short enough for an SMS, with nothing to skip when read aloud. */
const everydayLabel = z
  .string()
  .transform((cell) => cell.trim())
  .pipe(
    z.union([
      z.literal('').transform(() => null),
      z
        .string()
        .min(3)
        .max(32)
        .regex(/^[^/()|;]+$/),
    ]),
  );

export const starterOccupationSchema = z.object({
  code: romeCode,
  label: z.string().min(3).max(120),
  everyday: everydayLabel,
  domain: z.string().regex(/^[A-N]\d{2}$/),
  parent: romeCode,
  synonyms: list,
  skills: list.pipe(z.array(z.string()).min(3).max(8)),
});

/** One line of the list of everyday words: the occupation that people mean first has rank 1. */
export const everydayWordSchema = z.object({
  terme: z.string().min(2),
  code_rome: romeCode,
  rang: z.coerce.number().int().min(1).max(9),
});

/** Two occupations between which people move without training, in both directions. */
export const starterMobilitySchema = z.object({ code: romeCode, close_code: romeCode });

export type StarterOccupation = z.output<typeof starterOccupationSchema>;
export type EverydayWord = z.output<typeof everydayWordSchema>;
export type StarterMobility = z.output<typeof starterMobilitySchema>;
