import { type Day, dayInParis } from '../../platform/lang/day.js';
import { closingDay, readDay, readInstant } from './dates.rules.js';
import type { Mapped, MissionDraft } from './draft.schema.js';
import { isPublicBody, notVolunteering, readActivities, readRemote, slugOf } from './engagement.rules.js';
import { type EngagementMission, engagementMission } from './engagement.schema.js';
import { frenchPoint, type PlaceHints, readLonLat, readNumber, readPostalCode } from './place-hints.rules.js';
import { webAddress } from './plain-text.js';
import { refusalsOf, unreadable } from './refusal.rules.js';
import { cleanName, cleanWording } from './wording.js';
import { readWeeklyHours } from './working-hours.rules.js';

/** The closed lists of domains and activities that missions may use. */
export type MissionTopics = { readonly domains: ReadonlySet<string>; readonly activities: ReadonlySet<string> };

/** A mission of API Engagement (JSON or XML) as a mission of the platform. Never throws. */
export function mapEngagement(raw: unknown, today: Day, topics: MissionTopics): Mapped<MissionDraft> {
  const parsed = engagementMission.safeParse(raw);
  if (!parsed.success) return unreadable('L’élément n’est pas une mission.');
  const mission = parsed.data;
  const externalRef = mission.clientId ?? mission.id ?? mission._id ?? null;
  const title = cleanName(mission.title);
  const refuse = refusalsOf(externalRef, title);
  if (externalRef === null) return refuse('Identifiant « clientId » absent.');
  if (title === null) return refuse('Titre « title » absent.');
  if (mission.deletedAt !== undefined || mission.deleted === true)
    return refuse('Mission supprimée par sa source.', true);
  if (mission.statusCode !== undefined && mission.statusCode !== 'ACCEPTED')
    return refuse(`Mission non validée par sa source (${mission.statusCode}).`, true);
  const paid = notVolunteering(mission.type, title, readNumber(mission.compensationAmount));
  if (paid !== null) return refuse(paid);
  const publishedAt = readInstant(mission.postedAt ?? mission.updatedAt);
  if (!publishedAt) return refuse('Date de publication « postedAt » absente ou illisible.');
  const endsOn = readDay(mission.endAt);
  if (endsOn !== null && endsOn < today) return refuse(`Mission terminée le ${endsOn}.`, true);
  const seen = readInstant(mission.updatedAt) ?? publishedAt;
  const usual = closingDay(null, dayInParis(seen), today);
  const closesOn = endsOn !== null && endsOn < usual ? endsOn : usual;
  if (closesOn < today) return refuse(`Mission trop ancienne : elle aurait pris fin le ${closesOn}.`, true);

  const activities = readActivities(activityTexts(mission), topics.activities);
  const domain = slugOf(mission.domain ?? 'autre');
  const place = placeOf(mission);
  const additions = mission.reducedMobilityAccessible === true ? ['Accessible aux personnes à mobilité réduite.'] : [];
  if (mission.closeToTransport === true) additions.push('Accessible en transports en commun.');
  const wording = cleanWording(title, mission.descriptionHtml ?? mission.description ?? '', additions);
  const rna = mission.organizationRNA ?? mission.organizationRna ?? null;
  return {
    ok: true,
    draft: {
      externalRef,
      title: wording.title,
      description: wording.description,
      organisation: {
        name: cleanName(mission.organizationName),
        siret: mission.organizationSiret ?? null,
        rna,
        publicBody: isPublicBody(mission.organizationStatusJuridique, mission.type),
      },
      place: place.hints,
      publishedAt,
      startsOn: readDay(mission.startAt),
      closesOn,
      applicationUrl: webAddress(mission.applicationUrl),
      notices: [
        ...wording.notices,
        ...place.notices,
        ...(activities.unknown.length > 0
          ? [`Activité inconnue, laissée de côté : ${activities.unknown.join(' ; ')}.`]
          : []),
        ...(topics.domains.has(domain) ? [] : [`Domaine inconnu « ${mission.domain ?? ''} » : rangé dans « autre ».`]),
      ],
      domain: topics.domains.has(domain) ? domain : 'autre',
      activities: activities.slugs,
      schedule: cleanName(mission.schedule),
      weeklyHours: readWeeklyHours(mission.schedule),
      slots: Math.min(999, Math.max(1, Math.trunc(readNumber(mission.places) ?? 1))),
      endsOn,
      remote: readRemote(mission.remote),
      openToMinors: mission.openToMinors ?? false,
      accessWithoutCar: mission.closeToTransport === true ? ['bus'] : [],
    },
  };
}

function activityTexts(mission: EngagementMission): string[] {
  const texts =
    mission.activities.length > 0 ? mission.activities : mission.activity === undefined ? [] : [mission.activity];
  return [...new Set(texts)];
}

function placeOf(mission: EngagementMission): { hints: PlaceHints; notices: string[] } {
  const [first, ...others] = mission.addresses;
  const location = first?.location ?? mission.location;
  const lat = readNumber(location.lat ?? mission.location.lat);
  const lng = readNumber(location.lon ?? location.lng ?? mission.location.lon ?? mission.location.lng);
  const pair = readLonLat(first?.lonlat ?? first?.lonLat ?? mission.lonlat ?? mission.lonLat);
  const point = frenchPoint(lat ?? pair?.lat ?? null, lng ?? pair?.lng ?? null);
  const hints: PlaceHints = {
    insee: null,
    postalCode: readPostalCode(first?.postalCode ?? mission.postalCode),
    city: cleanName(first?.city ?? mission.city),
    departement: first?.departmentCode ?? mission.departmentCode ?? null,
    street: cleanName(first?.street ?? first?.address ?? mission.address ?? mission.adresse),
    lat: point?.lat ?? null,
    lng: point?.lng ?? null,
  };
  const notices = point?.swapped ? ['Latitude et longitude étaient inversées.'] : [];
  if (others.length > 0) notices.push(`Plusieurs adresses : la première des ${mission.addresses.length} est retenue.`);
  return { hints, notices };
}
