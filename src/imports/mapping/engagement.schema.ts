import { z } from 'zod';
import { looseFlag, looseList, looseObject, looseText, looseTexts, prepared } from './provider.schema.js';

/** `<addresses><address>…` of XML and the plain list of JSON, `adresse` in French feeds. */
function listWithin(name: string, other: string) {
  return (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const members = value as Readonly<Record<string, unknown>>;
    return members[name] ?? members[other] ?? value;
  };
}

const address = looseObject({
  street: looseText,
  address: looseText,
  city: looseText,
  postalCode: looseText,
  departmentCode: looseText,
  country: looseText,
  location: looseObject({ lat: looseText, lon: looseText, lng: looseText }),
  lonlat: looseText,
  lonLat: looseText,
});

/** A mission of API Engagement: JSON v0 ("yes"/"no"), JSON v2 (booleans) and publisher XML, with the spellings its official parser tolerates. */
export const engagementMission = z.object({
  clientId: looseText,
  id: looseText,
  _id: looseText,
  title: looseText,
  description: looseText,
  descriptionHtml: looseText,
  applicationUrl: looseText,
  domain: looseText,
  activity: looseText,
  activities: looseTexts,
  type: looseText,
  remote: looseText,
  schedule: looseText,
  startAt: looseText,
  endAt: looseText,
  postedAt: looseText,
  updatedAt: looseText,
  places: looseText,
  openToMinors: looseFlag,
  reducedMobilityAccessible: looseFlag,
  closeToTransport: looseFlag,
  compensationAmount: looseText,
  compensationUnit: looseText,
  statusCode: looseText,
  deletedAt: looseText,
  deleted: looseFlag,
  addresses: prepared(listWithin('address', 'adresse'), looseList(address)),
  address: looseText,
  adresse: looseText,
  city: looseText,
  postalCode: looseText,
  departmentCode: looseText,
  location: looseObject({ lat: looseText, lon: looseText, lng: looseText }),
  lonlat: looseText,
  lonLat: looseText,
  organizationClientId: looseText,
  organizationName: looseText,
  organizationRNA: looseText,
  organizationRna: looseText,
  organizationSiret: looseText,
  organizationSiren: looseText,
  organizationStatusJuridique: looseText,
});

export type EngagementMission = z.output<typeof engagementMission>;
