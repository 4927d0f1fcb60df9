import { Injectable, type OnModuleInit } from '@nestjs/common';
import { NotificationsService } from '../notifications/notifications.service.js';
import type { NewMessage } from '../notifications/message.schema.js';
import type { ApplicationNews } from '../notifications/templates/application-news-template.rules.js';
import type { ApplicationReminderData } from '../notifications/templates/application-notice-template.rules.js';
import { Clock } from '../platform/clock.js';
import { Config } from '../platform/config/config.js';
import { newId } from '../platform/ids.js';
import { dayInWords } from '../platform/lang/day-words.js';
import { ApplicantsQueries, type Contacts } from './applicants.queries.js';
import type { Application } from './application.entity.js';
import { civilHour, workingHour } from './message-hours.rules.js';
import type { Post } from './posts.queries.js';

/** When news leaves: at once, in civil hours, or on a working day. */
type When = 'at-once' | 'civil' | 'working';

/** Writes the messages about applications, in the transaction of what they tell. */
@Injectable()
export class ApplicationMessages implements OnModuleInit {
  constructor(
    private readonly notifications: NotificationsService,
    private readonly applicants: ApplicantsQueries,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** What waits to be sent while the answer comes is not sent any more. */
  onModuleInit(): void {
    this.notifications.checkBeforeSending(
      ['application-reminder', 'application-nudge', 'application-notice'],
      async (ids) => new Map((await this.applicants.outdated(ids)).map((id) => [id, { cancel: 'application-over' }])),
    );
  }

  async queue(messages: readonly NewMessage[]): Promise<void> {
    if (messages.length > 0) await this.notifications.queue(messages);
  }

  /** News to the person by SMS, or by e-mail when they have no telephone; nothing when they have neither. */
  toPerson(
    application: Application,
    post: Post | undefined,
    to: Contacts | undefined,
    news: ApplicationNews,
    options: { when: When; id?: string; message?: string | null },
  ): NewMessage[] {
    const address = to?.phone ?? to?.email;
    if (!to || !address || application.candidateId === null) return [];
    const list = `${this.config.publicUrl}/mon-espace/candidatures`;
    const { id = newId(), when, message = null } = options;
    return [
      {
        id,
        channel: to.phone === null ? 'email' : 'sms',
        template: news.what === 'nudge' ? 'application-nudge' : 'application-news',
        to: address,
        candidateId: application.candidateId,
        dedupKey: `application-${news.what}:${id}`,
        sendAfter: this.instant(when),
        data: {
          kind: application.kind,
          title: post?.title ?? '',
          organisation: post?.organisationName ?? null,
          news,
          message,
          listLink: list,
          link: `${list}/${application.id}`,
        },
      },
    ];
  }

  /** A notice to the organisation; it names the person, so it is erased with them. Nothing without an address. */
  toOrganisation(
    application: Application,
    post: Post | undefined,
    news: 'received' | 'relance' | 'withdrawn',
    id: string,
  ): NewMessage[] {
    const { snapshot, candidateId } = application;
    if (!post || post.contactEmail === null || post.organisationBanned || !snapshot || candidateId === null) return [];
    return [
      {
        id,
        channel: 'email',
        template: 'application-notice',
        to: post.contactEmail,
        candidateId,
        dedupKey: `application-${news}:${application.id}`,
        data: {
          news,
          kind: application.kind,
          title: post.title,
          place: post.commune,
          person: snapshot.name,
          commune: snapshot.commune,
          phone: snapshot.phone && readablePhone(snapshot.phone),
          email: snapshot.email,
          words: news === 'relance' ? application.relanceWords : application.words,
          sentOn: dayInWords(application.sentOn),
        },
      },
    ];
  }

  /** One reminder for all who wait for an answer from this address. */
  reminder(to: string, id: string, waiting: readonly { application: Application; post: Post }[]): NewMessage {
    const posts = new Map<string, ApplicationReminderData['posts'][number]>();
    for (const { application, post } of waiting.toSorted(
      (a, b) => a.application.sentAt.getTime() - b.application.sentAt.getTime(),
    )) {
      const known = posts.get(post.id);
      const since = known?.since ?? dayInWords(application.sentOn);
      posts.set(post.id, { kind: post.kind, title: post.title, people: (known?.people ?? 0) + 1, since });
    }
    return {
      id,
      channel: 'email',
      template: 'application-reminder',
      to,
      candidateId: null,
      dedupKey: `application-reminder:${id}`,
      data: { posts: [...posts.values()] },
    };
  }

  private instant(when: When): Date {
    const now = this.clock.now();
    const always = this.config.alertHours === 'always';
    if (when === 'at-once') return now;
    return when === 'civil' ? civilHour(now, always) : workingHour(now, always);
  }
}

/** "06 39 98 00 01" for a French number, as it is for another. */
function readablePhone(phone: string): string {
  const national = /^\+33(\d{9})$/.exec(phone)?.[1];
  return national === undefined ? phone : `0${national}`.replace(/(\d{2})(?=\d)/g, '$1 ');
}
