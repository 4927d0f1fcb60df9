import { type Day, dayInParis } from '../../platform/lang/day.js';
import { fold } from '../../platform/lang/text.js';
import { contractInWords, readMonths, termsOf } from './contract.rules.js';
import { openUntil, readDay, readInstant } from './dates.rules.js';
import type { Mapped, OfferDraft } from './draft.schema.js';
import { indeedJob } from './indeed.schema.js';
import { UNSAID_CONTRACT } from './job-posting.mapper.js';
import { readPay } from './pay.rules.js';
import { readPostalCode } from './place-hints.rules.js';
import { oneLine, plainText, webAddress } from './plain-text.js';
import { refusalsOf, unreadable } from './refusal.rules.js';
import { cleanList, cleanName, cleanWording } from './wording.js';
import { readWeeklyHours } from './working-hours.rules.js';

/** A job of an Indeed feed as an offer of the platform. Never throws. */
export function mapIndeed(raw: unknown, today: Day): Mapped<OfferDraft> {
  const parsed = indeedJob.safeParse(raw);
  if (!parsed.success) return unreadable('L’élément <job> est vide.');
  const job = parsed.data;
  const externalRef = job.referencenumber ?? job.requisitionid ?? null;
  const title = cleanName(job.title);
  const refuse = refusalsOf(externalRef, title);
  if (externalRef === null) return refuse('Référence <referencenumber> absente.');
  if (title === null) return refuse('Intitulé <title> absent.');
  if (job.country !== undefined && !/^(fr|fra|france)$/i.test(job.country))
    return refuse(`Offre hors de France (${job.country}).`);
  const publishedAt = readInstant(job.date);
  if (!publishedAt) return refuse('Date <date> absente ou illisible.');
  const open = openUntil(readDay(job.expirationdate), dayInParis(publishedAt), today);
  if (!open.ok) return refuse(open.message, true);

  const description = plainText(job.description ?? '');
  const named = contractInWords([job.jobtype, title, job.company].join(' · ')) ?? contractInWords(description);
  const terms = termsOf(
    named ?? (/temporary/i.test(job.jobtype ?? '') ? 'fixed-term' : 'permanent'),
    readMonths(job.jobtype),
  );
  const remote = job.remotetype === undefined ? [] : [`Télétravail : ${oneLine(job.remotetype)}.`];
  const wording = cleanWording(title, description, remote);
  const beginner = /debutant|sans experience/.test(fold(job.experience ?? ''));
  return {
    ok: true,
    draft: {
      externalRef,
      title: wording.title,
      description: wording.description,
      organisation: { name: cleanName(job.company), siret: null, rna: null, publicBody: false },
      place: {
        insee: null,
        postalCode: readPostalCode(job.postalcode),
        city: cleanName(job.city),
        departement: null,
        street: cleanName(job.streetaddress),
        lat: null,
        lng: null,
      },
      publishedAt,
      startsOn: null,
      closesOn: open.value,
      applicationUrl: webAddress(job.url),
      notices: [...wording.notices, ...(named === null && terms.contract === 'permanent' ? [UNSAID_CONTRACT] : [])],
      occupationCode: /\b([A-N]\d{4})\b/.exec(job.category ?? '')?.[1] ?? null,
      occupationWords: cleanList([job.category, title], 2),
      contract: terms.contract,
      contractMonths: terms.months,
      reservedFor: terms.reservedFor,
      weeklyHours: readWeeklyHours(job.jobtype),
      pay: readPay(job.salary),
      payText: cleanName(job.salary),
      positions: 1,
      requirements: cleanList(
        [
          !beginner && job.experience ? `Expérience : ${job.experience}` : undefined,
          job.education ? `Formation : ${job.education}` : undefined,
        ],
        5,
      ),
      skills: [],
      licences: [],
      beginnerAccepted: beginner,
    },
  };
}
