import { Injectable } from '@nestjs/common';
import { CandidatesQueries } from '../candidates/candidates.queries.js';
import { CandidatesService } from '../candidates/candidates.service.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { NotFound } from '../platform/errors.js';
import { Outbox } from '../platform/events/outbox.js';
import { newId } from '../platform/ids.js';
import { granted, type Verdict } from '../platform/lang/verdict.js';
import { ApplicantsQueries } from './applicants.queries.js';
import { Application } from './application.entity.js';
import { ApplicationMessages } from './application-messages.js';
import { mayRelance, mayWithdraw } from './application.rules.js';
import { applicationUnanswered } from './applications.events.js';
import { ApplicationsRepository } from './applications.repository.js';
import { type ApplyRefusal, mayApply, mayShare, type Share } from './apply.rules.js';
import { blankApplication } from './application-blank.rules.js';
import { honestOdds } from './odds.rules.js';
import { type Post, PostsQueries } from './posts.queries.js';
import { snapshotOf } from './snapshot.rules.js';
import type { Snapshot } from './snapshot.schema.js';
import { nextStepOn } from './steps.rules.js';
import { checkWords, SHORT_WORDS_MAX, WORDS_MAX, type WordsRefusal } from './words.rules.js';

/** Who sends it: the person, or an agent on the telephone with them. */
export type AppliedBy = { readonly role: 'candidate' } | { readonly role: 'agent'; readonly accountId: string };

export interface ApplyWish {
  readonly opportunityId: string;
  readonly words?: string | null;
  /** Means of contact that the organisation may see; at least one. */
  readonly shares: readonly Share[];
  readonly by: AppliedBy;
}

/** What the two screens of an application need to know. */
export interface ApplyCheck {
  readonly verdict: Verdict<true, ApplyRefusal>;
  /** What the organisation will see when everything that the person has is shared. */
  readonly preview: Snapshot | null;
  /** What the person may share. */
  readonly mayShare: readonly Share[];
  /** The application sent before, if any. */
  readonly applicationId: string | null;
  /** Title, organisation (null: anonymous) and place, null when nothing like it ever existed. */
  readonly opportunity: Pick<
    Post,
    'id' | 'kind' | 'title' | 'organisationName' | 'commune' | 'positions' | 'reservedFor'
  > | null;
  /** "5 personnes ont déjà postulé pour 1 poste. Cet employeur répond en 4 jours environ."; null when nothing is known. */
  readonly odds: string | null;
}

/** What a person does with their applications: look before, send, withdraw, write once more. */
@Injectable()
export class ApplicationsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly applications: ApplicationsRepository,
    private readonly posts: PostsQueries,
    private readonly applicants: ApplicantsQueries,
    private readonly candidates: CandidatesService,
    private readonly files: CandidatesQueries,
    private readonly messages: ApplicationMessages,
  ) {}

  /** Whether this person may apply, and what would be seen. Writes nothing. @throws NotFound candidate.not-found. */
  async check(candidateId: string, opportunityId: string): Promise<ApplyCheck> {
    const [post, person, view, previous] = await Promise.all([
      this.posts.one(opportunityId),
      this.applicants.person(candidateId),
      this.files.view(candidateId, false),
      this.applications.findOf(candidateId, opportunityId),
    ]);
    if (!person || !view) throw unknownPerson();
    const shares = [person.phone !== null && ('phone' as const), person.email !== null && ('email' as const)].filter(
      (share) => share !== false,
    );
    return {
      verdict: mayApply(post, person, previous?.state ?? null, this.clock.today()),
      preview: snapshotOf(view, shares),
      mayShare: shares,
      applicationId: previous?.id ?? null,
      opportunity: post ?? null,
      odds: post ? await this.oddsOf(post) : null,
    };
  }

  /** The honest odds of an opportunity, also for a visitor who is nobody yet; null when nothing is known. */
  async odds(opportunityId: string): Promise<string | null> {
    const post = await this.posts.one(opportunityId);
    return post ? this.oddsOf(post) : null;
  }

  /**
   * Sends an application, with its receipt and the notice to the organisation. Sending it twice answers the first one (`again`).
   * @throws NotFound candidate.not-found.
   */
  async apply(
    candidateId: string,
    wish: ApplyWish,
  ): Promise<Verdict<{ applicationId: string; again: boolean }, ApplyRefusal | WordsRefusal>> {
    const words = checkWords(wish.words, WORDS_MAX);
    if (!words.ok) return words;
    return this.database.transaction(async () => {
      // The file first: it holds the person, who then cannot be erased between what is read and what is written.
      await this.candidates.recordContact(candidateId);
      await this.applications.lockOpportunity(wish.opportunityId);
      const previous = await this.applications.findOf(candidateId, wish.opportunityId);
      if (previous && previous.state !== 'withdrawn') return granted({ applicationId: previous.id, again: true });
      const [post, person, view] = [
        await this.posts.one(wish.opportunityId),
        await this.applicants.person(candidateId),
        await this.files.view(candidateId, false),
      ];
      if (!person || !view) throw unknownPerson();
      const verdict = mayApply(post, person, previous?.state ?? null, this.clock.today());
      if (!verdict.ok) return verdict;
      const shares = mayShare(wish.shares, person);
      if (!shares.ok || !post) return shares as Verdict<never, ApplyRefusal>;
      const application = await this.send(candidateId, post, {
        snapshot: snapshotOf(view, shares.value),
        words: words.value,
        sentBy: wish.by.role === 'candidate' ? 'candidate' : `account:${wish.by.accountId}`,
      });
      await this.messages.queue(
        this.messages.toPerson(application, post, person, { what: 'sent' }, { when: 'at-once' }),
      );
      return granted({ applicationId: application.id, again: false });
    });
  }

  /** Takes an application back; twice is as good as once. @throws NotFound application.not-found. */
  async withdraw(candidateId: string, applicationId: string): Promise<Verdict<true, 'already-ended'>> {
    return this.database.transaction(async () => {
      const application = await this.own(candidateId, applicationId);
      if (application.state === 'withdrawn') return granted(true);
      const verdict = mayWithdraw(application);
      if (!verdict.ok) return verdict;
      const now = this.clock.now();
      Object.assign(application, {
        state: 'withdrawn',
        withdrawnAt: now,
        nextStepOn: null,
        organisationViewEndsOn: this.clock.today(),
      });
      await this.touch(application, now);
      const messageId = newId();
      await this.applications.take([{ applicationId, step: 'withdrawal', messageId }], now, 'candidate');
      const post = await this.posts.one(application.opportunityId);
      await this.messages.queue(this.messages.toOrganisation(application, post, 'withdrawn', messageId));
      return granted(true);
    });
  }

  /** Writes once more to the organisation, from day 10 on. Without an address to write to, the hotline is asked to call. */
  async remind(
    candidateId: string,
    applicationId: string,
    words?: string | null,
  ): Promise<Verdict<true, WordsRefusal | 'already-answered' | 'already-ended' | 'already-reminded' | 'too-early'>> {
    const checked = checkWords(words, SHORT_WORDS_MAX);
    if (!checked.ok) return checked;
    return this.database.transaction(async () => {
      const application = await this.own(candidateId, applicationId);
      const verdict = mayRelance(application, this.clock.today());
      if (!verdict.ok) return verdict;
      const now = this.clock.now();
      const post = await this.posts.one(application.opportunityId);
      Object.assign(application, { relancedAt: now, relanceWords: checked.value });
      const messageId = newId();
      const notice = this.messages.toOrganisation(application, post, 'relance', messageId);
      await this.applications.take([{ applicationId, step: 'relance', messageId }], now, 'candidate');
      if (notice.length === 0 && application.escalatedAt === null) {
        application.escalatedAt = now;
        await this.applications.take([{ applicationId, step: 'escalation' }], now, 'candidate');
        await this.outbox.publish(applicationUnanswered, { applicationIds: [applicationId] });
      }
      await this.touch(application, now);
      await this.messages.queue(notice);
      await this.candidates.recordContact(candidateId);
      return granted(true);
    });
  }

  private async send(
    candidateId: string,
    post: Post,
    content: Pick<Application, 'snapshot' | 'words' | 'sentBy'>,
  ): Promise<Application> {
    const now = this.clock.now();
    const sentOn = this.clock.today();
    const reachable = post.contactEmail !== null;
    const application: Application = Object.assign(new Application(), blankApplication, content, {
      id: newId(),
      candidateId,
      opportunityId: post.id,
      kind: post.kind,
      organisationId: post.organisationId,
      sentAt: now,
      sentOn,
      nextStepOn: nextStepOn({ sentOn, reachable, taken: new Map() }),
      lastEventAt: now,
      updatedAt: now,
    });
    await this.applications.add([application]);
    const messageId = newId();
    await this.applications.take([{ applicationId: application.id, step: 'sent', messageId }], now, content.sentBy);
    await this.messages.queue(this.messages.toOrganisation(application, post, 'received', messageId));
    return application;
  }

  private async oddsOf(post: Post): Promise<string | null> {
    const today = this.clock.today();
    const figures = (await this.posts.responseFigures([post.organisationId], today)).get(post.organisationId);
    return honestOdds({ ...post, figures: figures ?? { applications: 0, answered: 0, medianDays: null } });
  }

  private async own(candidateId: string, applicationId: string): Promise<Application> {
    const application = await this.applications.lock(applicationId);
    if (!application || application.candidateId !== candidateId)
      throw new NotFound('application.not-found', 'Cette candidature n’existe pas.');
    return application;
  }

  private async touch(application: Application, now: Date): Promise<void> {
    Object.assign(application, { lastEventAt: now, updatedAt: now, version: application.version + 1 });
    await this.applications.save(application);
  }
}

function unknownPerson(): NotFound {
  return new NotFound('candidate.not-found', 'Cette personne n’est pas inscrite.');
}
