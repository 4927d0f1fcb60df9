import type { z } from 'zod';
import type { CvAnswers } from '../../candidates/cv.schema.js';
import type { Day } from '../../platform/lang/day.js';
import type { FormFields } from '../kit/forms.js';

export interface Known {
  readonly answers: CvAnswers;
  /** Name of the commune of the answers. */
  readonly commune: string | null;
  readonly today: Day;
}

/** How the page of one question is read and filled in. */
export interface Reader {
  /** From the fields to what the question's schema reads. */
  readonly form: (known: Known) => z.ZodType;
  /** Field of the page where an error of the question's schema is shown. */
  readonly field: Readonly<Record<string, string>>;
  /** Field for all other errors. */
  readonly first: string;
  /** The answer as fields; empty when there is none. */
  readonly fill: (known: Known) => FormFields;
}
