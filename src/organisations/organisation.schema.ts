import { z } from 'zod';
import { pageQuery } from '../platform/http/paging.schema.js';
import { withoutPrivateNumbers } from '../platform/lang/private-numbers.rules.js';
import { parseRna, parseSiret } from './siret.rules.js';
import { freeText, lineOfText, webAddress } from './typed-text.schema.js';

export const organisationKinds = ['employer', 'association'] as const;
export const organisationKind = z.enum(organisationKinds);
export const organisationStatuses = ['unverified', 'verified', 'vouched', 'banned'] as const;
export const organisationStatus = z.enum(organisationStatuses);

/** 14 digits, spaces removed, key checked. */
export const siret = z
  .string('Indiquez un SIRET.')
  .max(40)
  .transform((text, context) => {
    const parsed = parseSiret(text);
    if (parsed.ok) return parsed.value;
    context.addIssue({ code: 'custom', message: parsed.message, params: { code: `organisation.${parsed.reason}` } });
    return z.NEVER;
  });

export const rna = z
  .string('Indiquez un numéro RNA.')
  .max(40)
  .transform((text, context) => {
    const parsed = parseRna(text);
    if (parsed.ok) return parsed.value;
    context.addIssue({ code: 'custom', message: parsed.message, params: { code: `organisation.${parsed.reason}` } });
    return z.NEVER;
  });

const fields = {
  name: lineOfText(2, 120),
  description: withoutPrivateNumbers(freeText(0, 3000)).nullable(),
  webAddress: webAddress.nullable(),
  contactName: lineOfText(2, 80).nullable(),
  contactEmail: z.email('Indiquez une adresse e-mail.').max(200).nullable(),
  contactPhone: lineOfText(6, 30).nullable(),
  /** Name, postal code or INSEE code of the commune. */
  place: lineOfText(2, 80).nullable(),
};

/** What an organisation tells when it registers. SIRET and RNA may both be absent: then the hotline vouches for it. */
export const organisationRegistration = z.strictObject({
  kind: organisationKind,
  name: fields.name,
  siret: siret.optional(),
  rna: rna.optional(),
  /** A town hall, a département, a hospital: it may ask for volunteers as an association may. */
  publicBody: z.boolean().default(false),
  description: fields.description.optional(),
  webAddress: fields.webAddress.optional(),
  contactName: fields.contactName.optional(),
  contactEmail: fields.contactEmail.optional(),
  contactPhone: fields.contactPhone.optional(),
  place: fields.place.optional(),
});
export type OrganisationRegistration = z.input<typeof organisationRegistration>;

export const organisationEdit = z
  .strictObject({ ...fields, siret, rna: rna.nullable(), publicBody: z.boolean() })
  .partial()
  .refine((edit) => Object.keys(edit).length > 0, 'Indiquez au moins un champ à changer.');
export type OrganisationEdit = z.output<typeof organisationEdit>;

export const motive = z.strictObject({ motive: freeText(3, 500) });

/** What everybody may read. */
export const organisationPublicView = z
  .object({
    id: z.uuid(),
    kind: organisationKind,
    name: z.string(),
    status: organisationStatus,
    description: z.string().nullable(),
    webAddress: z.string().nullable(),
    insee: z.string().nullable(),
    communeName: z.string().nullable(),
  })
  .meta({ id: 'PublicOrganisation' });

/** What its members and the team read. */
export const organisationView = organisationPublicView
  .extend({
    siret: z.string().nullable(),
    rna: z.string().nullable(),
    publicBody: z.boolean(),
    contactName: z.string().nullable(),
    contactEmail: z.string().nullable(),
    contactPhone: z.string().nullable(),
    vouchedAt: z.iso.datetime().nullable(),
    vouchNote: z.string().nullable(),
    bannedAt: z.iso.datetime().nullable(),
    banMotive: z.string().nullable(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    version: z.number().int(),
  })
  .meta({ id: 'Organisation' });
export type OrganisationView = z.output<typeof organisationView>;

export const organisationListQuery = pageQuery.extend({
  status: organisationStatus.optional(),
  kind: organisationKind.optional(),
  q: z.string().trim().max(100).optional(),
});
export type OrganisationListQuery = z.output<typeof organisationListQuery>;
