import { z } from 'zod';

/** What a column of a beneficiaries' file may hold. */
export const COLUMN_FIELDS = [
  'externalRef',
  'firstName',
  'lastName',
  'phone',
  'email',
  'insee',
  'postalCode',
  'city',
  'occupations',
  'contracts',
  'licences',
  'travelMode',
  'reachKm',
  'hoursMin',
  'hoursMax',
  'availableFrom',
  'rsaStatus',
  'barriers',
  'referent',
  'territory',
  'privateNote',
  'volunteering',
] as const;
export type ColumnField = (typeof COLUMN_FIELDS)[number];

/** A mapping file: `{ "name": "cd02", "columns": { "Nom d'usage": "lastName", "Tél.": "phone" } }`. Columns left out are not read. */
export const columnMappingSchema = z.strictObject({
  name: z.string().min(1).max(60),
  columns: z.record(z.string().min(1), z.enum(COLUMN_FIELDS)),
});
export type ColumnMapping = z.output<typeof columnMappingSchema>;
