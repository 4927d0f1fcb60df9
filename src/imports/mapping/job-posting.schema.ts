import { z } from 'zod';
import { looseFlag, looseList, looseObject, looseText, looseTexts, prepared } from './provider.schema.js';

/** schema.org allows a text or an object nearly everywhere: the text is taken for its `name`. */
function textOrNamed(value: unknown): unknown {
  return typeof value === 'string' ? { name: value } : Array.isArray(value) ? textOrNamed(value[0]) : value;
}

const address = prepared(
  (value) => (typeof value === 'string' ? { addressLocality: value } : value),
  looseObject({ streetAddress: looseText, addressLocality: looseText, postalCode: looseText }),
);

const geo = looseObject({ latitude: looseText, longitude: looseText });

/** A schema.org JobPosting as sites publish it for search engines. */
export const jobPosting = z.object({
  '@type': looseTexts,
  '@id': looseText,
  url: looseText,
  title: looseText,
  name: looseText,
  description: looseText,
  identifier: prepared(
    (value) =>
      typeof value === 'string' || typeof value === 'number' ? { value } : Array.isArray(value) ? value[0] : value,
    looseObject({ value: looseText, name: looseText }),
  ),
  datePosted: looseText,
  validThrough: looseText,
  jobStartDate: looseText,
  employmentType: looseTexts,
  hiringOrganization: prepared(textOrNamed, looseObject({ name: looseText, taxID: looseText, identifier: looseText })),
  jobLocation: looseList(
    prepared(
      (value) => (typeof value === 'string' ? { address: value } : value),
      looseObject({ address, geo, latitude: looseText, longitude: looseText }),
    ),
  ),
  jobLocationType: looseText,
  occupationalCategory: looseTexts,
  baseSalary: prepared(
    (value) => (typeof value === 'number' || typeof value === 'string' ? { value } : value),
    looseObject({
      currency: looseText,
      value: prepared(
        (value) => (typeof value === 'number' || typeof value === 'string' ? { value } : value),
        looseObject({ value: looseText, minValue: looseText, maxValue: looseText, unitText: looseText }),
      ),
    }),
  ),
  workHours: looseText,
  totalJobOpenings: looseText,
  experienceRequirements: prepared(
    textOrNamed,
    looseObject({ name: looseText, description: looseText, monthsOfExperience: looseText }),
  ),
  directApply: looseFlag,
});

export type JobPosting = z.output<typeof jobPosting>;
