import { granted, refused, type Verdict } from '../platform/lang/verdict.js';

export type OrganisationStatus = 'unverified' | 'verified' | 'vouched' | 'banned';
export type OrganisationKind = 'employer' | 'association';

/** What decides whether an organisation may publish, and what. */
export interface OrganisationStanding {
  readonly kind: OrganisationKind;
  readonly status: OrganisationStatus;
  readonly publicBody: boolean;
}

type Refusal = 'banned' | 'already-trusted' | 'already-banned' | 'not-banned';

/** The register of companies (or a person of the team with its papers) confirms the number. */
export function verify(status: OrganisationStatus): Verdict<'verified', Refusal> {
  if (status === 'banned') return refused('banned', 'Cette structure est exclue. Levez d’abord l’exclusion.');
  if (status === 'verified') return refused('already-trusted', 'Cette structure est déjà vérifiée.');
  return granted('verified');
}

/** Somebody of the team knows the organisation and answers for it. */
export function vouch(status: OrganisationStatus): Verdict<'vouched', Refusal> {
  if (status === 'banned') return refused('banned', 'Cette structure est exclue. Levez d’abord l’exclusion.');
  if (status === 'verified' || status === 'vouched')
    return refused('already-trusted', 'Cette structure est déjà reconnue.');
  return granted('vouched');
}

export function ban(status: OrganisationStatus): Verdict<'banned', Refusal> {
  if (status === 'banned') return refused('already-banned', 'Cette structure est déjà exclue.');
  return granted('banned');
}

/** A ban that is lifted starts again from nothing known. */
export function liftBan(status: OrganisationStatus): Verdict<'unverified', Refusal> {
  if (status !== 'banned') return refused('not-banned', 'Cette structure n’est pas exclue.');
  return granted('unverified');
}

/** Published at once, or first read by a person of the team. */
export type Publication = 'at-once' | 'after-review';

/** The first offers of an organisation that nobody knows yet are read by a person; a banned one publishes nothing. */
export function mayPublishOffer(standing: OrganisationStanding): Verdict<Publication, 'banned'> {
  if (standing.status === 'banned')
    return refused('banned', 'Cette structure ne peut plus publier. Appelez-nous pour en parler.');
  return granted(standing.status === 'unverified' ? 'after-review' : 'at-once');
}

/** Volunteers are asked for by associations and public bodies only (Code du travail L5425-8; unpaid work elsewhere is hidden work, L8221-5). */
export function mayPublishMission(
  standing: OrganisationStanding,
): Verdict<Publication, 'banned' | 'not-an-association'> {
  if (standing.kind !== 'association' && !standing.publicBody) {
    return refused(
      'not-an-association',
      'Seules les associations et les structures publiques peuvent proposer du bénévolat.',
    );
  }
  return mayPublishOffer(standing);
}

/** A number that changes makes an organisation unknown again, unless the team answered for it in person. */
export function statusAfterNumberChange(status: OrganisationStatus): OrganisationStatus {
  return status === 'verified' ? 'unverified' : status;
}
