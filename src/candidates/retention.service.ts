import { Injectable } from '@nestjs/common';
import type { NewMessage } from '../notifications/message.schema.js';
import { NotificationsService } from '../notifications/notifications.service.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Outbox } from '../platform/events/outbox.js';
import { dayInParis, parisInstant, plusSeconds } from '../platform/lang/day.js';
import { nextWorkingDay } from '../platform/lang/french-calendar.js';
import { candidateChanged } from './candidates.events.js';
import { CandidatesService } from './candidates.service.js';
import { longDay } from './cv-words.rules.js';
import {
  ERASED_AFTER_MONTHS,
  erasureDay,
  HIDDEN_AFTER_MONTHS,
  LAST_NOTICE_DAYS,
  silentSince,
  WARNED_AFTER_MONTHS,
} from './retention.rules.js';
import { RetentionRepository, type Silent } from './retention.repository.js';

/** More batches than this wait for tomorrow: a sweep has an end. */
const MOST_BATCHES = 100;
const MESSAGE_DAYS = 14;

/** Keeps nobody's data longer than promised: hides, warns three times and erases those who are silent. Swept once a day. */
@Injectable()
export class RetentionService {
  constructor(
    private readonly silent: RetentionRepository,
    private readonly candidates: CandidatesService,
    private readonly notifications: NotificationsService,
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** The person is back: visible again as they had chosen, and kept two years from now. @throws NotFound. */
  async reactivate(candidateId: string): Promise<void> {
    await this.candidates.change(candidateId, async (candidate) => {
      candidate.status = 'active';
      candidate.lastContactAt = this.clock.now();
    });
  }

  /** Takes every step that is due, each once however often it runs. Returns how many people were hidden, warned and erased. */
  async sweep(): Promise<{ hidden: number; warned: number; erased: number }> {
    const hidden = await this.batches(() => this.hide());
    let warned = 0;
    for (const [index, months] of WARNED_AFTER_MONTHS.entries()) {
      warned += await this.batches(() => this.warn(months, WARNED_AFTER_MONTHS[index + 1]));
    }
    const erased = await this.batches(() => this.erase());
    return { hidden, warned, erased };
  }

  private async hide(): Promise<number> {
    return this.database.transaction(async () => {
      const today = this.clock.today();
      const people = await this.silent.hide(silentSince(today, HIDDEN_AFTER_MONTHS), this.clock.now());
      if (people.length === 0) return 0;
      await this.outbox.publish(candidateChanged, { candidateIds: people.map(({ id }) => id) });
      // Who is about to be warned of the erasure is not told of the lesser thing.
      const told = people.filter(({ since }) => since >= silentSince(today, WARNED_AFTER_MONTHS[0]));
      await this.notifications.queue(
        told.flatMap((person): NewMessage[] => this.envelopes(person, 'hide').map((to) => ({ ...to, ...HIDDEN }))),
      );
      return people.length;
    });
  }

  private async warn(months: (typeof WARNED_AFTER_MONTHS)[number], next: number | undefined): Promise<number> {
    return this.database.transaction(async () => {
      const today = this.clock.today();
      const step = `warn-${months}` as const;
      const notBefore = next === undefined ? null : silentSince(today, next);
      const people = await this.silent.warn(step, silentSince(today, months), notBefore, this.clock.now());
      await this.notifications.queue(
        people.flatMap((person): NewMessage[] => {
          const dayWords = longDay(erasureDay(dayInParis(person.since), today));
          return this.envelopes(person, step).map((to) => ({ ...to, template: 'account-ending', data: { dayWords } }));
        }),
      );
      return people.length;
    });
  }

  private async erase(): Promise<number> {
    const noticed = plusSeconds(this.clock.now(), -LAST_NOTICE_DAYS * 86_400);
    const ids = await this.silent.toErase(silentSince(this.clock.today(), ERASED_AFTER_MONTHS), noticed);
    for (const id of ids) await this.candidates.erase(id);
    return ids.length;
  }

  /** By SMS, else by e-mail, on a working day; nobody without an address. */
  private envelopes({ id, phone, email, since }: Silent, step: string) {
    const to = phone ?? email;
    if (to === null) return [];
    const now = this.clock.now();
    const today = this.clock.today();
    const on = nextWorkingDay(today);
    const sendAfter = on === today ? now : parisInstant(on, '10:00');
    return [
      {
        channel: phone === null ? ('email' as const) : ('sms' as const),
        to,
        candidateId: id,
        dedupKey: `retention-${step}-${id}-${since.getTime()}`,
        sendAfter,
        expiresAt: plusSeconds(sendAfter, MESSAGE_DAYS * 86_400),
      },
    ];
  }

  private async batches(step: () => Promise<number>): Promise<number> {
    let all = 0;
    for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
      const some = await step();
      if (some === 0) break;
      all += some;
    }
    return all;
  }
}

const HIDDEN = { template: 'cv-hidden', data: {} } as const;
