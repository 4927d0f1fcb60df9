import { type Day, dayInParis } from '../../platform/lang/day.js';
import { fold } from '../../platform/lang/text.js';
import { type Contract, contractInWords, readMonths, termsOf } from './contract.rules.js';
import { openUntil, readDay, readInstant } from './dates.rules.js';
import type { Mapped, OfferDraft } from './draft.schema.js';
import { type JobPosting, jobPosting } from './job-posting.schema.js';
import { type Pay, payOf, readPay } from './pay.rules.js';
import { frenchPoint, type PlaceHints, readNumber, readPostalCode } from './place-hints.rules.js';
import { oneLine, webAddress } from './plain-text.js';
import { refusalsOf, unreadable } from './refusal.rules.js';
import { cleanList, cleanName, cleanWording } from './wording.js';
import { readWeeklyHours } from './working-hours.rules.js';

/** Notice of an offer whose source names no contract: an unwritten contract is a permanent one (Code du travail L1221-2 and L1242-12). */
export const UNSAID_CONTRACT = 'Type de contrat absent : noté CDI, la forme normale du contrat de travail (L1221-2).';

const EMPLOYMENT: Readonly<Record<string, Contract>> = {
  TEMPORARY: 'fixed-term',
  CONTRACTOR: 'self-employed',
  PER_DIEM: 'fixed-term',
};

/** A schema.org JobPosting as an offer of the platform. Never throws. */
export function mapJobPosting(raw: unknown, today: Day): Mapped<OfferDraft> {
  const parsed = jobPosting.safeParse(raw);
  if (!parsed.success) return unreadable('L’élément n’est pas une offre (JobPosting).');
  const posting = parsed.data;
  const title = cleanName(posting.title ?? posting.name);
  const externalRef = posting.identifier.value ?? posting['@id'] ?? posting.url ?? null;
  const refuse = refusalsOf(externalRef, title);
  if (title === null) return refuse('Intitulé « title » absent.');
  if (externalRef === null) return refuse('Identifiant absent (« identifier », « @id » ou « url »).');
  const publishedAt = readInstant(posting.datePosted);
  if (!publishedAt) return refuse('Date de publication « datePosted » absente ou illisible.');
  const types = posting.employmentType.map((type) => type.replace(/^.*\//, '').toUpperCase());
  if (types.includes('VOLUNTEER')) return refuse('Bénévolat : à importer comme mission, pas comme offre.');
  if (types.includes('INTERN')) return refuse('Stage : ce n’est pas un emploi.');
  const until = readDay(posting.validThrough);
  const open = openUntil(until, dayInParis(publishedAt), today);
  if (!open.ok) return refuse(open.message, true);

  const organisation = posting.hiringOrganization;
  const named = contractOf(
    types,
    [...posting.employmentType, title, organisation.name ?? ''],
    posting.description ?? '',
  );
  const terms = termsOf(named ?? 'permanent', readMonths(posting.employmentType.join(' ')));
  const place = placeOf(posting);
  const additions = [
    posting.workHours ? `Horaires : ${oneLine(posting.workHours)}.` : undefined,
    posting.jobLocationType?.toUpperCase() === 'TELECOMMUTE' ? 'Télétravail.' : undefined,
  ];
  const wording = cleanWording(title, posting.description ?? '', cleanList(additions, 3));
  const experience = experienceOf(posting);
  const pay = salaryOf(posting);
  return {
    ok: true,
    draft: {
      externalRef,
      title: wording.title,
      description: wording.description,
      organisation: {
        name: cleanName(organisation.name),
        siret: organisation.taxID ?? organisation.identifier ?? null,
        rna: null,
        publicBody: false,
      },
      place: place.hints,
      publishedAt,
      startsOn: readDay(posting.jobStartDate),
      closesOn: open.value,
      applicationUrl: webAddress(posting.url) ?? webAddress(posting['@id']),
      notices: [
        ...wording.notices,
        ...place.notices,
        ...(named === null ? [UNSAID_CONTRACT] : []),
        ...(until !== null && until > open.value ? [`Date limite ramenée au ${open.value} (60 jours au plus).`] : []),
      ],
      occupationCode: posting.occupationalCategory.map(romeCodeIn).find((code) => code !== null) ?? null,
      occupationWords: cleanList(
        [...posting.occupationalCategory.filter((text) => romeCodeIn(text) !== text), title],
        3,
      ),
      contract: terms.contract,
      contractMonths: terms.months,
      reservedFor: terms.reservedFor,
      weeklyHours: readWeeklyHours(posting.workHours),
      pay: pay.pay,
      payText: pay.text,
      positions: Math.min(999, Math.max(1, Math.trunc(readNumber(posting.totalJobOpenings) ?? 1))),
      requirements: experience.requirement === null ? [] : [experience.requirement],
      skills: [],
      licences: [],
      beginnerAccepted: experience.beginner,
    },
  };
}

function contractOf(types: readonly string[], texts: readonly string[], description: string): Contract | null {
  const inWords = contractInWords(texts.join(' · ')) ?? contractInWords(description);
  if (inWords !== null) return inWords;
  return types.map((type) => EMPLOYMENT[type]).find((contract) => contract !== undefined) ?? null;
}

function romeCodeIn(text: string): string | null {
  return /\b([A-N]\d{4})\b/.exec(text)?.[1] ?? null;
}

function experienceOf(posting: JobPosting): { requirement: string | null; beginner: boolean } {
  const { name, description, monthsOfExperience } = posting.experienceRequirements;
  const text = name ?? description ?? '';
  const months = readNumber(monthsOfExperience);
  if (months === 0 || /debutant|no requirements|sans experience/.test(fold(text)))
    return { requirement: null, beginner: true };
  if (months !== null) return { requirement: `Expérience : ${months} mois`, beginner: false };
  return { requirement: text === '' ? null : `Expérience : ${oneLine(text)}`.slice(0, 200), beginner: false };
}

function salaryOf(posting: JobPosting): { pay: Pay; text: string | null } {
  const { currency, value } = posting.baseSalary;
  const none: Pay = { min: null, max: null, period: null };
  if (currency !== undefined && currency.toUpperCase() !== 'EUR') return { pay: none, text: null };
  const unit = value.unitText?.toUpperCase();
  const period = unit === 'HOUR' ? 'hour' : unit === 'MONTH' ? 'month' : unit === 'YEAR' ? 'year' : null;
  if (period === null) return { pay: readPay(value.value), text: value.value ? cleanName(value.value) : null };
  const min = readNumber(value.minValue) ?? readNumber(value.value);
  return { pay: payOf(min ?? undefined, readNumber(value.maxValue) ?? undefined, period), text: null };
}

function placeOf(posting: JobPosting): { hints: PlaceHints; notices: string[] } {
  const [first, ...others] = posting.jobLocation;
  const point = frenchPoint(
    readNumber(first?.geo.latitude ?? first?.latitude),
    readNumber(first?.geo.longitude ?? first?.longitude),
  );
  const hints: PlaceHints = {
    insee: null,
    postalCode: readPostalCode(first?.address.postalCode),
    city: cleanName(first?.address.addressLocality),
    departement: null,
    street: cleanName(first?.address.streetAddress),
    lat: point?.lat ?? null,
    lng: point?.lng ?? null,
  };
  const notices = point?.swapped ? ['Latitude et longitude étaient inversées.'] : [];
  if (others.length > 0) notices.push(`Plusieurs lieux : le premier des ${posting.jobLocation.length} est retenu.`);
  return { hints, notices };
}
