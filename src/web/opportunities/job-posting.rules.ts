import type { OfferPublicView } from '../../offers/offer.view.schema.js';

const EMPLOYMENT: Readonly<Record<string, string>> = {
  permanent: 'FULL_TIME',
  'fixed-term': 'TEMPORARY',
  temporary: 'TEMPORARY',
  seasonal: 'TEMPORARY',
  apprenticeship: 'INTERN',
  insertion: 'TEMPORARY',
  'self-employed': 'CONTRACTOR',
};
const UNITS: Readonly<Record<string, string>> = { hour: 'HOUR', month: 'MONTH', year: 'YEAR' };
const FULL_TIME_HOURS = 35;

/** An offer as schema.org JobPosting, for search engines. An anonymous employer is named as the platform that answers for it. */
export function jobPosting(offer: OfferPublicView, platform: string, address: string): object {
  const partTime = offer.weeklyHours !== null && offer.weeklyHours < FULL_TIME_HOURS;
  const { payMin, payMax, payPeriod } = offer;
  return {
    '@context': 'https://schema.org',
    '@type': 'JobPosting',
    title: offer.title,
    description: offer.description,
    url: address,
    identifier: { '@type': 'PropertyValue', name: platform, value: offer.id },
    datePosted: offer.publishedAt,
    validThrough: offer.closesOn,
    employmentType: partTime ? 'PART_TIME' : EMPLOYMENT[offer.contract ?? ''],
    hiringOrganization: { '@type': 'Organization', name: offer.organisationName ?? platform },
    totalJobOpenings: offer.positions,
    jobLocation: {
      '@type': 'Place',
      address: {
        '@type': 'PostalAddress',
        addressLocality: offer.communeName,
        addressCountry: 'FR',
      },
    },
    ...(payPeriod !== null &&
      (payMin !== null || payMax !== null) && {
        baseSalary: {
          '@type': 'MonetaryAmount',
          currency: 'EUR',
          value: {
            '@type': 'QuantitativeValue',
            minValue: payMin ?? payMax,
            maxValue: payMax ?? payMin,
            unitText: UNITS[payPeriod],
          },
        },
      }),
    directApply: true,
  };
}
