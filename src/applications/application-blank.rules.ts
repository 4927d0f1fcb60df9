import type { Application } from './application.entity.js';

/** What is true of every application when it is sent. */
export const blankApplication: Omit<
  Application,
  | 'id'
  | 'candidateId'
  | 'opportunityId'
  | 'kind'
  | 'organisationId'
  | 'snapshot'
  | 'words'
  | 'sentBy'
  | 'sentAt'
  | 'sentOn'
  | 'nextStepOn'
  | 'lastEventAt'
  | 'updatedAt'
> = {
  state: 'sent',
  seenAt: null,
  answer: null,
  answeredAt: null,
  byPhone: false,
  refusalMotive: null,
  answerMessage: null,
  meetingAt: null,
  meetingPlace: null,
  relancedAt: null,
  relanceWords: null,
  escalatedAt: null,
  withdrawnAt: null,
  closedAt: null,
  closedBecause: null,
  archivedAt: null,
  organisationViewEndsOn: null,
  erasedAt: null,
  version: 1,
};
