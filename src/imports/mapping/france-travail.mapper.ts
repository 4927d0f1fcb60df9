import { type Day, dayInParis } from '../../platform/lang/day.js';
import { franceTravailTerms } from './contract.rules.js';
import { openUntil, readInstant } from './dates.rules.js';
import type { Mapped, OfferDraft } from './draft.schema.js';
import { type FranceTravailOffer, franceTravailOffer } from './france-travail.schema.js';
import { type AskedLicence, licenceCode, neededLicences } from './licences.rules.js';
import { readPay } from './pay.rules.js';
import {
  frenchPoint,
  type PlaceHints,
  placeOfLabel,
  readInsee,
  readNumber,
  readPostalCode,
} from './place-hints.rules.js';
import { oneLine, webAddress } from './plain-text.js';
import { refusalsOf, unreadable } from './refusal.rules.js';
import { cleanList, cleanName, cleanWording } from './wording.js';
import { readWeeklyHours } from './working-hours.rules.js';

/** An offer of France Travail as an offer of the platform. `today` decides on expiry. Never throws. */
export function mapFranceTravail(raw: unknown, today: Day): Mapped<OfferDraft> {
  const parsed = franceTravailOffer.safeParse(raw);
  if (!parsed.success) return unreadable('L’élément n’est pas une offre.');
  const offer = parsed.data;
  const externalRef = offer.id ?? null;
  const title = offer.intitule ? oneLine(offer.intitule) : null;
  const refuse = refusalsOf(externalRef, title);
  if (externalRef === null) return refuse('Identifiant « id » absent.');
  if (title === null || title === '') return refuse('Intitulé absent.');
  const publishedAt = readInstant(offer.dateCreation ?? offer.dateActualisation);
  if (!publishedAt) return refuse('Date de création absente ou illisible.');
  const terms = franceTravailTerms(
    offer.typeContrat ?? '',
    offer.typeContratLibelle ?? '',
    offer.natureContrat ?? '',
    offer.alternance ?? false,
  );
  if (!terms) return refuse(`Type de contrat inconnu : « ${offer.typeContrat ?? ''} ».`);
  const lastSeen = readInstant(offer.dateActualisation) ?? publishedAt;
  const open = openUntil(null, dayInParis(lastSeen), today);
  if (!open.ok) return refuse(open.message, true);

  const licences = askedLicences(offer);
  const travels =
    offer.deplacementCode !== undefined &&
    !/jamais/i.test(offer.deplacementLibelle ?? '') &&
    offer.deplacementCode !== '1';
  const needed = neededLicences(licences, travels, offer.romeCode ?? null);
  const place = placeOf(offer);
  const wording = cleanWording(title, offer.description ?? '', additionsOf(offer, licences, needed));
  return {
    ok: true,
    draft: {
      externalRef,
      title: wording.title,
      description: wording.description,
      organisation: {
        name: cleanName(offer.entreprise.nom),
        siret: offer.entreprise.siret ?? null,
        rna: null,
        publicBody: false,
      },
      place: place.hints,
      publishedAt,
      startsOn: null,
      closesOn: open.value,
      applicationUrl: webAddress(offer.contact.urlPostulation) ?? webAddress(offer.origineOffre.urlOrigine),
      notices: [...wording.notices, ...place.notices],
      occupationCode: offer.romeCode ?? null,
      occupationWords: cleanList([offer.appellationlibelle, title, offer.romeLibelle], 3),
      contract: terms.contract,
      contractMonths: terms.months,
      reservedFor: terms.reservedFor,
      weeklyHours: readWeeklyHours(offer.dureeTravailLibelle),
      pay: readPay(offer.salaire.libelle ?? offer.salaire.commentaire),
      payText:
        cleanList(
          [offer.salaire.libelle, offer.salaire.commentaire, offer.salaire.complement1, offer.salaire.complement2],
          4,
        ).join(', ') || null,
      positions: Math.min(999, Math.max(1, Math.trunc(readNumber(offer.nombrePostes) ?? 1))),
      requirements: requirementsOf(offer, licences, needed),
      skills: cleanList(
        offer.competences.map((skill) => skill.libelle),
        20,
      ),
      licences: needed,
      beginnerAccepted: offer.experienceExige === 'D',
    },
  };
}

function askedLicences(offer: FranceTravailOffer): AskedLicence[] {
  return offer.permis.flatMap((licence) => {
    const code = licenceCode(licence.libelle ?? '');
    return code === null ? [] : [{ code, compulsory: licence.exigence === 'E' }];
  });
}

function requirementsOf(
  offer: FranceTravailOffer,
  licences: readonly AskedLicence[],
  needed: readonly string[],
): string[] {
  const compulsory = <T extends { exigence?: string | undefined }>(list: readonly T[]) =>
    list.filter((one) => one.exigence === 'E');
  return cleanList(
    [
      offer.experienceExige === 'E' ? `Expérience : ${offer.experienceLibelle ?? 'exigée'}` : undefined,
      ...compulsory(offer.formations).map(
        (one) => `Formation : ${[one.domaineLibelle, one.niveauLibelle].filter(Boolean).join(', ')}`,
      ),
      ...compulsory(offer.langues).map((one) => `Langue : ${one.libelle ?? ''}`),
      ...compulsory(offer.permis)
        .filter((one) => licenceCode(one.libelle ?? '') === null)
        .map((one) => one.libelle),
      ...needed.map((code) => `Permis ${code}`),
      ...compulsory(offer.competences).map((one) => one.libelle),
      ...licences
        .filter((one) => one.compulsory && !needed.includes(one.code))
        .map((one) => `Permis ${one.code} demandé par l’employeur`),
    ],
    15,
  );
}

/** Facts for the reader that must not become a gate. */
function additionsOf(
  offer: FranceTravailOffer,
  licences: readonly AskedLicence[],
  needed: readonly string[],
): string[] {
  const wished = licences
    .filter((one) => !one.compulsory && !needed.includes(one.code))
    .map((one) => `Permis ${one.code} souhaité.`);
  const hours = offer.dureeTravailLibelle ? [`Horaires : ${oneLine(offer.dureeTravailLibelle)}.`] : [];
  const experience = offer.experienceExige === 'S' ? [`Expérience souhaitée : ${offer.experienceLibelle ?? ''}.`] : [];
  return cleanList([...hours, ...experience, ...wished], 6);
}

function placeOf(offer: FranceTravailOffer): { hints: PlaceHints; notices: string[] } {
  const { lieuTravail } = offer;
  const point = frenchPoint(readNumber(lieuTravail.latitude), readNumber(lieuTravail.longitude));
  const hints: PlaceHints = {
    insee: readInsee(lieuTravail.commune),
    postalCode: readPostalCode(lieuTravail.codePostal),
    ...placeOfLabel(lieuTravail.libelle),
    street: null,
    lat: point?.lat ?? null,
    lng: point?.lng ?? null,
  };
  return { hints, notices: point?.swapped ? ['Latitude et longitude étaient inversées.'] : [] };
}
