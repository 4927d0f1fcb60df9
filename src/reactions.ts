import { applicationUnanswered } from './applications/applications.events.js';
import { endApplications, forgetApplications } from './applications/applications.jobs.js';
import {
  candidateChanged,
  candidateErased,
  candidateOpposedToCalls,
  cvProposalAnswered,
} from './candidates/candidates.events.js';
import { eraseContestedAccounts } from './candidates/contested-accounts.jobs.js';
import { cancelFollowUps, planFollowUps } from './hotline/follow-ups.jobs.js';
import { callAboutBrokenContacts, callAboutUnanswered, forgetReporters } from './hotline/hotline.jobs.js';
import { accountContested } from './identity/accounts.events.js';
import { opportunitiesMatched } from './matching/matching.events.js';
import {
  forgetCandidates,
  forgetOpportunities,
  matchCandidates,
  matchOpportunities,
} from './matching/matching.jobs.js';
import {
  appointmentBooked,
  appointmentCancelled,
  appointmentMoved,
  appointmentSettled,
} from './outreach/appointments.events.js';
import { on, type Reaction } from './platform/events/reactions.js';
import { syncOpportunities, syncProfiles } from './search/search.jobs.js';
import { forgetAlerts, obeySms, planAlerts, stopBrokenAddress } from './alerts/alerts.jobs.js';
import { contactBroken } from './alerts/alerts.events.js';
import { addressBounced, messageQueued, smsStopReceived } from './notifications/messages.events.js';
import { sendMessages } from './notifications/messages.jobs.js';
import { closeMissionsOf, announceMissionsOf } from './missions/missions.jobs.js';
import { missionChanged, missionEnded, missionPublished } from './missions/missions.events.js';
import { closeOffersOf, announceOffersOf } from './offers/offers.jobs.js';
import { offerChanged, offerEnded, offerPublished } from './offers/offers.events.js';
import { organisationBanned, organisationRenamed } from './organisations/organisations.events.js';

/** EVENT → JOBS: what follows each fact of the domain. Every declared event stands here, or the product does not start. */
export const reactions: readonly Reaction[] = [
  on(organisationBanned, closeOffersOf, closeMissionsOf),
  on(organisationRenamed, announceOffersOf, announceMissionsOf),
  on(offerPublished, syncOpportunities, matchOpportunities),
  on(offerChanged, syncOpportunities, matchOpportunities),
  on(offerEnded, syncOpportunities, forgetOpportunities, endApplications),
  on(missionPublished, syncOpportunities, matchOpportunities),
  on(missionChanged, syncOpportunities, matchOpportunities),
  on(missionEnded, syncOpportunities, forgetOpportunities, endApplications),
  on(candidateChanged, syncProfiles, matchCandidates),
  on(
    candidateErased,
    forgetApplications,
    syncProfiles,
    forgetCandidates,
    forgetAlerts,
    cancelFollowUps,
    forgetReporters,
  ),
  on(accountContested, eraseContestedAccounts),
  on(candidateOpposedToCalls, cancelFollowUps),
  on(cvProposalAnswered),
  on(applicationUnanswered, callAboutUnanswered),
  on(opportunitiesMatched, planAlerts),
  on(messageQueued, sendMessages),
  on(addressBounced, stopBrokenAddress),
  on(smsStopReceived, obeySms),
  on(contactBroken, callAboutBrokenContacts),
  on(appointmentBooked, planFollowUps),
  on(appointmentMoved, planFollowUps),
  on(appointmentCancelled, planFollowUps),
  on(appointmentSettled, planFollowUps),
];
