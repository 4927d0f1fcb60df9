import { z } from 'zod';
import { looseText } from './provider.schema.js';

/** A `<job>` of an Indeed feed (docs.indeed.com), all texts. The e-mail address is not read. */
export const indeedJob = z.object({
  title: looseText,
  date: looseText,
  expirationdate: looseText,
  referencenumber: looseText,
  requisitionid: looseText,
  url: looseText,
  company: looseText,
  city: looseText,
  country: looseText,
  postalcode: looseText,
  streetaddress: looseText,
  description: looseText,
  salary: looseText,
  education: looseText,
  jobtype: looseText,
  category: looseText,
  experience: looseText,
  remotetype: looseText,
});
