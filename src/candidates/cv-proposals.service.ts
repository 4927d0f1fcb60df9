import { Injectable } from '@nestjs/common';
import { NotificationsService } from '../notifications/notifications.service.js';
import { Clock } from '../platform/clock.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { RuleBroken } from '../platform/errors.js';
import { Outbox } from '../platform/events/outbox.js';
import { newId } from '../platform/ids.js';
import { plusSeconds } from '../platform/lang/day.js';
import { cvProposalAnswered } from './candidates.events.js';
import { type CvAnswers, cvAnswersSchema } from './cv.schema.js';
import { CvProposalsRepository } from './cv-proposals.repository.js';
import { CvsService } from './cvs.service.js';
import { NamedThings } from './named-things.service.js';
import { hashOf, newToken } from './secret-token.js';

export const PROPOSAL_DAYS = 14;

/** Path of the page that asks the person: `${publicUrl}/cv/accord/<token>`. */
export const PROPOSAL_PATH = '/cv/accord/';

export interface ProposalView {
  readonly candidateId: string;
  readonly firstName: string;
  /** What was written; questions that are not here stay as they are. */
  readonly answers: CvAnswers;
  readonly commune: string | null;
  readonly proposedBy: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** Lets somebody else write a CV on the telephone: it reaches the file, and employers, only once the person says yes by the link they got. */
@Injectable()
export class CvProposalsService {
  constructor(
    private readonly proposals: CvProposalsRepository,
    private readonly cvs: CvsService,
    private readonly named: NamedThings,
    private readonly notifications: NotificationsService,
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * Writes down what the person said and sends them the link; an earlier one that waits is void. `by`: account or key, and how the
   * person reads who it was.
   * @throws NotFound, RuleBroken cv.no-address (neither telephone nor e-mail), place.*, occupation.unknown, cv.nothing-proposed.
   */
  async propose(candidateId: string, answers: CvAnswers, by: { id: string; name: string | null }): Promise<string> {
    const given = cvAnswersSchema.parse(answers);
    if (Object.keys(given).length === 0) throw new RuleBroken('cv.nothing-proposed', 'Il n’y a rien à proposer.');
    if (given.place) await this.named.place(given.place.place);
    if (given.work) await this.named.mustKnow(given.work.occupations.map(({ code }) => code));
    const { phone, email } = await this.cvs.of(candidateId);
    const to = phone ?? email;
    if (to === null) {
      throw new RuleBroken('cv.no-address', 'Cette personne n’a ni téléphone ni e-mail : elle ne peut pas valider.');
    }
    const { token, hash } = newToken();
    const now = this.clock.now();
    const id = newId();
    const channel = phone === null ? 'email' : 'sms';
    const expiresAt = plusSeconds(now, PROPOSAL_DAYS * 86_400);
    await this.database.transaction(async () => {
      await this.proposals.replace({
        id,
        candidateId,
        answers: given,
        proposedBy: by.id,
        proposedByName: by.name,
        channel,
        tokenHash: hash,
        state: 'waiting',
        createdAt: now,
        expiresAt,
        answeredAt: null,
      });
      const link = `${this.config.publicUrl}${PROPOSAL_PATH}${token}`;
      const dedupKey = `cv-proposal-${id}`;
      await this.notifications.queue([
        { template: 'cv-proposal', channel, to, candidateId, dedupKey, expiresAt, data: { link } },
      ]);
    });
    return id;
  }

  /** What the link shows before the person answers (GET changes nothing); undefined when it is unknown, answered, replaced or over. */
  async view(token: string): Promise<ProposalView | undefined> {
    const proposal = await this.proposals.waiting(hashOf(token), this.clock.now());
    if (!proposal?.answers) return undefined;
    const { candidateId, answers, proposedByName, createdAt, expiresAt } = proposal;
    const { firstName } = await this.cvs.of(candidateId);
    const commune = answers.place ? (await this.named.place(answers.place.place)).communeName : null;
    return { candidateId, firstName, answers, commune, proposedBy: proposedByName, createdAt, expiresAt };
  }

  /** Whether something waits for the person's yes, to tell them once they are signed in. */
  async waitingFor(candidateId: string): Promise<{ createdAt: Date; proposedBy: string | null } | undefined> {
    const proposal = await this.proposals.waitingOf(candidateId, this.clock.now());
    return proposal ? { createdAt: proposal.createdAt, proposedBy: proposal.proposedByName } : undefined;
  }

  /**
   * The person says yes (POST): all of it reaches their file in one transaction, once. Answers `undefined` when the link is not
   * valid any more.
   */
  async accept(token: string): Promise<{ candidateId: string } | undefined> {
    return this.answered(token, 'accepted', async ({ candidateId, answers, channel }) => {
      await this.cvs.save(candidateId, answers, { by: 'self', how: channel });
    });
  }

  /** The person says no (POST): what was written is forgotten. */
  async refuse(token: string): Promise<{ candidateId: string } | undefined> {
    return this.answered(token, 'refused', async () => undefined);
  }

  async purge(): Promise<void> {
    await this.proposals.expire(this.clock.now());
  }

  private async answered(
    token: string,
    state: 'accepted' | 'refused',
    work: (proposal: { candidateId: string; answers: CvAnswers; channel: 'sms' | 'email' }) => Promise<void>,
  ): Promise<{ candidateId: string } | undefined> {
    return this.database.transaction(async () => {
      const now = this.clock.now();
      const proposal = await this.proposals.waiting(hashOf(token), now);
      if (!proposal?.answers) return undefined;
      const { id, candidateId, answers, channel } = proposal;
      await this.proposals.answer(id, state, now);
      await work({ candidateId, answers, channel });
      await this.outbox.publish(cvProposalAnswered, { proposalId: id });
      return { candidateId };
    });
  }
}
