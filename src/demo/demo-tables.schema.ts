import { z } from 'zod';

/** The tables of `src/demo/data`: written for this project, read with the same care as anybody's CSV. */

const list = z.string().transform((text) => text.split('|').filter(Boolean));
const numbers = list.transform((texts) => texts.map(Number));
const yes = z.enum(['oui', 'non']).transform((text) => text === 'oui');

const weights = list.transform((texts) =>
  texts.map((text) => {
    const [type = '', weight = '1'] = text.split(':');
    return { type, weight: Number(weight) };
  }),
);

export const tradeSchema = z.object({
  code: z.string().regex(/^[A-N]\d{4}$/),
  /** Wordings of the title. */
  title: list,
  weight: z.coerce.number().positive(),
  sector: z.string(),
  /** Lowest and highest pay as multiples of the minimum wage. */
  pay: z
    .string()
    .transform((text) => text.split('-').map(Number))
    .pipe(z.tuple([z.number(), z.number()])),
  hours: numbers,
  contracts: weights,
  months: numbers,
  /** Percentage of offers open to beginners. */
  beginner: z.coerce.number(),
  /** A licence that the task needs, or with "?" one that is only wished. */
  licence: z.string(),
  /** Communes where the trade is; everywhere when empty. */
  communes: list,
  duties: list,
});
export type Trade = z.output<typeof tradeSchema>;

export const missionIdeaSchema = z.object({
  title: z.string(),
  domain: z.string(),
  activity: z.string(),
  schedule: z.string(),
  minors: yes,
  remote: z.string(),
  slots: z.coerce.number().int(),
  description: list,
});
export type MissionIdea = z.output<typeof missionIdeaSchema>;

export const namePairSchema = z.object({ first: z.string(), last: z.string() });
export const organisationPatternSchema = z.object({ sector: z.string(), pattern: z.string() });

export type DemoTables = {
  readonly trades: readonly Trade[];
  readonly missionIdeas: readonly MissionIdea[];
  readonly firstNames: readonly string[];
  readonly lastNames: readonly string[];
  readonly organisationPatterns: readonly z.output<typeof organisationPatternSchema>[];
};
