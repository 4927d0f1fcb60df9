import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { OpportunityQueries, type Read, type Shown } from '../opportunities/opportunities.queries.js';
import { isForbidden } from '../opportunities/remarks.rules.js';
import { Config } from '../platform/config/config.js';
import { OfferKind } from './offer-kind.js';
import type { checkRequest, checkView } from './offer.schema.js';
import { type OfferPublicView, offerPublicView, type OfferView, offerView } from './offer.view.schema.js';
import { payBelowMinimum } from './pay.rules.js';
import type { OfferContent } from './publication.rules.js';
import { checkWording } from './wording.rules.js';

/** An anonymous employer is without name, address and links. */
const ANONYMOUS = { organisationId: null, organisationName: null, applicationUrl: null, address: null };

/** Reads offers for screens and answers. */
@Injectable()
export class OffersQueries extends OpportunityQueries<OfferContent, OfferView, OfferPublicView> {
  protected readonly shows: Shown<OfferContent, OfferView, OfferPublicView> = {
    named: {
      select: 'occupation.label AS "occupationLabel"',
      join: 'LEFT JOIN occupations occupation ON occupation.code = item.occupation_code',
    },
    authorView: offerView,
    publicView: offerPublicView,
    hidden: (offer) => (offer.anonymousEmployer ? ANONYMOUS : {}),
    traces: ({ title, insee, occupationCode }: Read<OfferContent>) => ({ title, insee, occupationCode }),
    likeness: `JOIN occupation_proximities proximity ON proximity.code = ended.occupation_code
      AND proximity.close_code = other.occupation_code AND proximity.proximity >= 0.5
    CROSS JOIN LATERAL (SELECT proximity.proximity AS degree) alike`,
  };

  constructor(
    protected readonly kind: OfferKind,
    private readonly config: Config,
  ) {
    super();
  }

  /** Every remark on texts of an offer or a mission that are not saved, complete or not. */
  check(texts: z.output<typeof checkRequest>): z.output<typeof checkView> {
    const { licences, payMin = null, payPeriod = null, weeklyHours = null } = texts;
    const pay = payBelowMinimum({ payMin, payMax: null, payPeriod, weeklyHours }, this.config.minimumHourlyWage);
    const findings = [...checkWording({ ...texts, driving: licences.length > 0 }), ...pay];
    return { publishable: !isForbidden(findings), findings };
  }
}
