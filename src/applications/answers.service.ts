import { Injectable } from '@nestjs/common';
import type { Principal } from '../identity/principal.js';
import type { ApplicationNews } from '../notifications/templates/application-news-template.rules.js';
import { checkWording } from '../offers/wording.rules.js';
import { isForbidden } from '../opportunities/remarks.rules.js';
import { ActingService } from '../organisations/acting.service.js';
import { LooksService } from '../organisations/looks.service.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Conflict, NotFound, RuleBroken } from '../platform/errors.js';
import { addDays, addMonths, dayInParis, instantFrom } from '../platform/lang/day.js';
import { instantInWords } from '../platform/lang/day-words.js';
import { ApplicantsQueries } from './applicants.queries.js';
import type { Application } from './application.entity.js';
import { ApplicationMessages } from './application-messages.js';
import { mayAnswer, mayArchive } from './application.rules.js';
import type { AnswerBody, ApplicationView, ChangedApplication, LimitsBody, LimitsView } from './application.schema.js';
import { ApplicationsRepository } from './applications.repository.js';
import { InboxQueries } from './inbox.queries.js';
import { MOTIVE_WORDS } from './motives.rules.js';
import { type Post, PostsQueries } from './posts.queries.js';
import { checkWords, SHORT_WORDS_MAX } from './words.rules.js';

/** The organisation sees a person for three months after a refusal, to be able to explain it (CNIL recruitment guide, 2023). */
export const VIEW_MONTHS_AFTER_END = 3;
const MEETING_DAYS_AHEAD = 90;

/** What an organisation, or the team for it, does with the applications that it received. */
@Injectable()
export class AnswersService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly acting: ActingService,
    private readonly applications: ApplicationsRepository,
    private readonly inbox: InboxQueries,
    private readonly posts: PostsQueries,
    private readonly applicants: ApplicantsQueries,
    private readonly messages: ApplicationMessages,
    private readonly looks: LooksService,
  ) {}

  /** Opens an application; the first time that its organisation does, it counts as seen. @throws NotFound, Forbidden. */
  async read(actor: Principal, id: string): Promise<ApplicationView> {
    const { candidateId } = await this.mustActFor(actor, id);
    if (actor.kind !== 'team') {
      await this.database.transaction(async () => {
        const application = await this.held(actor, id);
        if (application.state !== 'sent') return;
        await this.see(application, this.clock.now(), actor);
        await this.save(application, this.clock.now());
      });
    }
    const view = await this.inbox.one(id);
    if (!view) throw unknown();
    if (view.person !== null && candidateId !== null) await this.looks.note(actor, [candidateId], 'contact');
    return view;
  }

  /**
   * Answers a person, who is told at once. Of two answers at the same moment one wins, the other is told so.
   * @throws NotFound, Forbidden, Conflict application.already-answered | withdrawn | closed | stale-version, RuleBroken.
   */
  async answer(actor: Principal, id: string, body: AnswerBody, version?: number): Promise<ChangedApplication> {
    const message = this.checkedMessage(body.message);
    const meeting = body.answer === 'meeting' ? this.meetingAt(body.meetingAt) : null;
    return this.change(actor, id, version, async (application, now) => {
      const verdict = mayAnswer(application);
      if (!verdict.ok) throw new Conflict(`application.${verdict.reason}`, verdict.message);
      this.refuseUnlawful(application.kind, message);
      if (application.seenAt === null) await this.see(application, now, actor);
      const refusalMotive = body.answer === 'refused' ? body.motive : null;
      Object.assign(application, {
        state: 'answered',
        answer: body.answer,
        answeredAt: application.answeredAt ?? now,
        byPhone: body.byPhone,
        refusalMotive,
        answerMessage: message,
        meetingAt: meeting,
        meetingPlace: body.answer === 'meeting' ? body.meetingPlace : null,
        nextStepOn: null,
        organisationViewEndsOn: body.answer === 'refused' ? addMonths(this.clock.today(), VIEW_MONTHS_AFTER_END) : null,
      });
      await this.applications.take([{ applicationId: id, step: 'answer' }], now, byOf(actor));
      const post = await this.posts.one(application.opportunityId);
      await this.tell(application, post, newsOf(body, meeting), message);
    });
  }

  /** Files an application away. @throws Conflict application.answer-first while the person waits. */
  async archive(actor: Principal, id: string, archived: boolean): Promise<ChangedApplication> {
    return this.change(actor, id, undefined, async (application, now) => {
      const verdict = mayArchive(application);
      if (archived && !verdict.ok) throw new Conflict(`application.${verdict.reason}`, verdict.message);
      application.archivedAt = archived ? (application.archivedAt ?? now) : null;
    });
  }

  /** How many people may wait on an offer or a mission, and until when it pauses. @throws NotFound, Forbidden. */
  async limits(actor: Principal, opportunityId: string): Promise<LimitsView> {
    const { cap, pausedUntil, waiting } = await this.postOf(actor, opportunityId);
    return { cap, pausedUntil, waiting };
  }

  async setLimits(actor: Principal, opportunityId: string, limits: LimitsBody): Promise<LimitsView> {
    await this.database.transaction(async () => {
      await this.postOf(actor, opportunityId);
      await this.applications.lockOpportunity(opportunityId);
      await this.applications.setLimits(opportunityId, limits.cap, limits.pausedUntil, this.clock.now());
    });
    return this.limits(actor, opportunityId);
  }

  private async change(
    actor: Principal,
    id: string,
    version: number | undefined,
    decide: (application: Application, now: Date) => Promise<void>,
  ): Promise<ChangedApplication> {
    return this.database.transaction(async () => {
      const application = await this.held(actor, id);
      const before = application.version;
      const now = this.clock.now();
      await decide(application, now);
      if (version !== undefined && version !== before)
        throw new Conflict('application.stale-version', 'Cette candidature a changé entre-temps. Relisez-la.');
      await this.save(application, now);
      const { state, answer } = application;
      return { id, state, answer, version: application.version };
    });
  }

  private async see(application: Application, now: Date, actor: Principal): Promise<void> {
    Object.assign(application, { state: 'seen', seenAt: now });
    await this.applications.take([{ applicationId: application.id, step: 'seen' }], now, byOf(actor));
  }

  private async save(application: Application, now: Date): Promise<void> {
    Object.assign(application, { lastEventAt: now, updatedAt: now, version: application.version + 1 });
    await this.applications.save(application);
  }

  private async tell(
    application: Application,
    post: Post | undefined,
    news: ApplicationNews,
    message: string | null,
  ): Promise<void> {
    if (application.candidateId === null) return;
    const to = (await this.applicants.contacts([application.candidateId])).get(application.candidateId);
    await this.messages.queue(this.messages.toPerson(application, post, to, news, { when: 'civil', message }));
  }

  private async held(actor: Principal, id: string): Promise<Application> {
    await this.mustActFor(actor, id);
    const application = await this.applications.lock(id);
    if (!application) throw unknown();
    return application;
  }

  private async mustActFor(actor: Principal, id: string): Promise<Application> {
    const application = await this.applications.find(id);
    if (!application) throw unknown();
    await this.acting.mustActFor(actor, application.organisationId);
    return application;
  }

  private async postOf(actor: Principal, opportunityId: string): Promise<Post> {
    const post = await this.posts.one(opportunityId);
    if (!post) throw new NotFound('opportunity.not-found', 'Cette offre ou cette mission n’existe pas.');
    await this.acting.mustActFor(actor, post.organisationId);
    return post;
  }

  private checkedMessage(text: string | undefined): string | null {
    const checked = checkWords(text, SHORT_WORDS_MAX);
    if (!checked.ok) throw new RuleBroken(`application.${checked.reason}`, checked.message, { field: 'message' });
    return checked.value;
  }

  /** A refusal "trop âgée" is as unlawful in a message as in an offer. */
  private refuseUnlawful(kind: 'offer' | 'mission', message: string | null): void {
    const findings = message === null ? [] : checkWording({ kind, description: message, driving: true });
    if (isForbidden(findings))
      throw new RuleBroken(
        'application.forbidden-wording',
        'Votre message contient des mots que la loi interdit. Corrigez les passages montrés.',
        { field: 'message', findings },
      );
  }

  private meetingAt(iso: string): Date {
    const at = instantFrom(iso);
    const ahead = at > this.clock.now() && dayInParis(at) <= addDays(this.clock.today(), MEETING_DAYS_AHEAD);
    if (!ahead)
      throw new RuleBroken('application.meeting-not-ahead', 'Proposez une date à venir, dans les trois mois.', {
        field: 'meetingAt',
      });
    return at;
  }
}

/** A meeting is told with its date even when it was agreed by telephone; another answer is then only confirmed. */
function newsOf(body: AnswerBody, meetingAt: Date | null): ApplicationNews {
  if (body.answer === 'meeting' && meetingAt)
    return { what: 'meeting', when: instantInWords(meetingAt), place: body.meetingPlace };
  if (body.byPhone) return { what: 'by-phone' };
  if (body.answer === 'refused') {
    const { short, toPerson } = MOTIVE_WORDS[body.motive];
    return { what: 'refused', short, whole: toPerson };
  }
  return { what: body.answer === 'accepted' ? 'accepted' : 'elsewhere' };
}

function byOf(actor: Principal): string {
  return `${actor.kind}:${actor.keyId}`;
}

function unknown(): NotFound {
  return new NotFound('application.not-found', 'Cette candidature n’existe pas.');
}
