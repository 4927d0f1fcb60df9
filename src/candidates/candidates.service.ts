import { Injectable } from '@nestjs/common';
import { AccountsService } from '../identity/accounts.service.js';
import { NotificationsService } from '../notifications/notifications.service.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Conflict, NotFound, RuleBroken } from '../platform/errors.js';
import { Outbox } from '../platform/events/outbox.js';
import { IdempotencyKeys } from '../platform/http/idempotency-keys.js';
import { newId } from '../platform/ids.js';
import type { Verdict } from '../platform/lang/verdict.js';
import { Candidate } from './candidate.entity.js';
import { columnsOf, columnsOfConsents, ERASED } from './candidate-file.rules.js';
import {
  ALERT_CHANNELS,
  type AlertChannel,
  type AlertSettings,
  type CandidatePatch,
  type ConsentInput,
  type Registration,
} from './candidate.schema.js';
import { candidateChanged, candidateErased } from './candidates.events.js';
import { CandidatesRepository } from './candidates.repository.js';
import { ConsentsService } from './consents.service.js';
import { NamedThings } from './named-things.service.js';
import { mayBeAlerted, mayBeRegistered } from './reach.rules.js';

/** Answers for people's files: who is registered, what they look for, and that an erased person leaves nothing. */
@Injectable()
export class CandidatesService {
  constructor(
    private readonly candidates: CandidatesRepository,
    private readonly consents: ConsentsService,
    private readonly named: NamedThings,
    private readonly notifications: NotificationsService,
    private readonly accounts: AccountsService,
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly answers: IdempotencyKeys,
    private readonly clock: Clock,
  ) {}

  /**
   * Registers a person. `by`: id of the key that acts.
   * @throws Conflict candidate.duplicate for the same telephone and names, RuleBroken for an unknown place or occupation,
   * candidate.out-of-reach without any way to reach the person, candidate.no-phone or no-email for alerts that could go nowhere.
   */
  async register(registration: Registration, by: string): Promise<{ id: string; version: number }> {
    const { consents, ...input } = registration;
    const place = await this.named.place(input.place);
    await this.named.mustKnow(input.occupations.map((wish) => wish.code));
    return this.database.transaction(async () => {
      const now = this.clock.now();
      const candidate: Candidate = Object.assign(
        new Candidate(),
        { id: newId(), status: 'active', registeredBy: by, ...fresh(now) },
        columnsOf(input, place),
      );
      mustMakeSense(candidate);
      must(mayBeAlerted(channelsOf(consents), candidate), 'consents');
      await this.mustBeAlone(candidate);
      Object.assign(candidate, columnsOfConsents(consents));
      await this.candidates.add(candidate);
      await this.candidates.setWishes([{ candidateId: candidate.id, ...input }]);
      await this.consents.append(candidate.id, consents, by);
      await this.outbox.publish(candidateChanged, { candidateIds: [candidate.id] });
      return { id: candidate.id, version: candidate.version };
    });
  }

  /** Changes what is named. @throws NotFound, Conflict candidate.stale-version or candidate.duplicate, RuleBroken. */
  async edit(id: string, version: number, patch: CandidatePatch): Promise<void> {
    const place = patch.place === undefined ? undefined : await this.named.place(patch.place);
    if (patch.occupations) await this.named.mustKnow(patch.occupations.map((wish) => wish.code));
    await this.change(id, async (candidate) => {
      if (candidate.version !== version) throw staleVersion(candidate.version);
      Object.assign(candidate, columnsOf(patch, place, candidate));
      mustMakeSense(candidate);
      await this.mustBeAlone(candidate);
      await this.candidates.setWishes([{ candidateId: id, ...patch }]);
    });
  }

  /** When and how the person is told of new opportunities. @throws NotFound, RuleBroken candidate.no-phone, candidate.no-email. */
  async setAlerts(id: string, settings: AlertSettings): Promise<void> {
    await this.save(id, async (candidate) => {
      if (settings.rhythm !== 'off') must(mayBeAlerted(settings.channels, candidate), 'channels');
      candidate.alertRhythm = settings.rhythm;
      candidate.alertChannels = settings.channels;
      candidate.alertsPausedUntil = settings.pausedUntil;
      if (settings.rhythm === 'off') await this.notifications.cancelAlerts([id], null, 'alerts-off');
    });
  }

  /** Records consents, given or withdrawn, with what follows at once. @throws NotFound, RuleBroken candidate.no-phone, candidate.no-email. */
  async recordConsents(id: string, inputs: readonly ConsentInput[], by: string): Promise<void> {
    await this.change(id, async (candidate) => {
      must(mayBeAlerted(channelsOf(inputs), candidate), 'purpose');
      Object.assign(candidate, columnsOfConsents(inputs));
      await this.consents.append(id, inputs, by);
      for (const { purpose, granted } of inputs) {
        if (granted) continue;
        if (purpose === 'sms-alerts') await this.notifications.cancelAlerts([id], 'sms', 'consent-withdrawn');
        if (purpose === 'email-alerts') await this.notifications.cancelAlerts([id], 'email', 'consent-withdrawn');
      }
    });
  }

  /**
   * Replaces the telephone number (E.164) or the e-mail address by one that the caller has proven; alerts on their way to the old one
   * stay behind. Returns the old one. @throws NotFound, Conflict candidate.duplicate.
   */
  async setAddress(id: string, channel: AlertChannel, address: string): Promise<string | null> {
    const column = channel === 'sms' ? 'phone' : 'email';
    return this.database.transaction(async () => {
      const before = (await this.candidates.lock(id))?.[column] ?? null;
      await this.save(id, async (candidate) => {
        candidate[column] = address;
        await this.mustBeAlone(candidate);
      });
      if (before !== null) await this.notifications.cancelAlerts([id], channel, 'address-changed');
      return before;
    });
  }

  /** The person does not want to be called any more; said on the telephone unless told otherwise. */
  async opposeToCalls(id: string, by: string): Promise<void> {
    await this.recordConsents(id, [{ purpose: 'follow-up-calls', granted: false, how: 'oral' }], by);
  }

  /** The person was met, called or answered: their file is kept two years from now. */
  async recordContact(id: string): Promise<void> {
    await this.database.query(`UPDATE candidates SET last_contact_at = $2 WHERE id = $1 AND status <> 'erased'`, [
      id,
      this.clock.now(),
    ]);
  }

  /** @throws NotFound when there is no such person, or no longer. */
  async mustExist(id: string): Promise<void> {
    const [found] = await this.database.query(`SELECT 1 FROM candidates WHERE id = $1 AND status <> 'erased'`, [id]);
    if (!found) throw unknown();
  }

  /** The key that registered this person. @throws NotFound. */
  async registrar(id: string): Promise<string> {
    const [found] = await this.database.query<{ registered_by: string }>(
      `SELECT registered_by FROM candidates WHERE id = $1 AND status <> 'erased'`,
      [id],
    );
    if (!found) throw unknown();
    return found.registered_by;
  }

  /** Removes all that is personal here and below, at once; the modules above follow by the event. Twice is as good as once. */
  async erase(id: string): Promise<void> {
    await this.database.transaction(async () => {
      const candidate = await this.candidates.lock(id);
      if (!candidate) throw unknown();
      if (candidate.status === 'erased') return;
      const { phone, email } = candidate;
      Object.assign(candidate, ERASED, { updatedAt: this.clock.now(), version: candidate.version + 1 });
      await this.candidates.save(candidate);
      await this.candidates.removeWishesAndSearches([id]);
      await this.notifications.erase([id], phone === null ? [] : [phone]);
      await this.accounts.forget(
        [id],
        [phone, email].filter((address) => address !== null),
      );
      await this.answers.eraseAnswersAbout(id);
      await this.outbox.publish(candidateErased, { candidateIds: [id] });
    });
  }

  /** One change of one file, told to those who match and index it. @throws NotFound. */
  async change(id: string, work: (candidate: Candidate) => Promise<void>): Promise<void> {
    await this.database.transaction(async () => {
      await this.save(id, work);
      await this.outbox.publish(candidateChanged, { candidateIds: [id] });
    });
  }

  /** One change that neither matching nor search looks at: held, changed, saved with the next version. @throws NotFound. */
  private async save(id: string, work: (candidate: Candidate) => Promise<void>): Promise<void> {
    await this.database.transaction(async () => {
      const candidate = await this.candidates.lock(id);
      if (!candidate || candidate.status === 'erased') throw unknown();
      await work(candidate);
      candidate.version += 1;
      candidate.updatedAt = this.clock.now();
      await this.candidates.save(candidate);
    });
  }

  /** Two registrations of one person at the same moment meet in the lock, so that the second sees the first. */
  private async mustBeAlone(candidate: Candidate): Promise<void> {
    if (candidate.phone === null || candidate.nameKey === null) return;
    await this.database.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 80))', [
      `${candidate.phone} ${candidate.nameKey}`,
    ]);
    const [twin] = await this.database.query<{ id: string }>(
      'SELECT id FROM candidates WHERE phone = $1 AND name_key = $2 AND id <> $3',
      [candidate.phone, candidate.nameKey, candidate.id],
    );
    if (twin)
      throw new Conflict('candidate.duplicate', 'Cette personne est déjà inscrite, avec ce nom et ce téléphone.');
  }
}

function fresh(now: Date): Partial<Candidate> {
  return { createdAt: now, updatedAt: now, lastContactAt: now, version: 1 };
}

/** The channels that these consents open. */
function channelsOf(consents: readonly ConsentInput[]): AlertChannel[] {
  return ALERT_CHANNELS.filter((channel) =>
    consents.some(({ purpose, granted }) => granted && purpose === `${channel}-alerts`),
  );
}

function must(verdict: Verdict<unknown, string>, field: string): void {
  if (!verdict.ok) throw new RuleBroken(verdict.reason, verdict.message, { field });
}

function mustMakeSense(candidate: Candidate): void {
  must(mayBeRegistered(candidate), 'phone');
  if (candidate.hoursMin != null && candidate.hoursMax != null && candidate.hoursMin > candidate.hoursMax) {
    throw new RuleBroken('candidate.hours-crossed', 'Le minimum d’heures dépasse le maximum.', { field: 'hoursMin' });
  }
}

function unknown(): NotFound {
  return new NotFound('candidate.not-found', 'Cette personne n’est pas inscrite.');
}

function staleVersion(version: number): Conflict {
  return new Conflict('candidate.stale-version', 'Ce dossier a changé entre-temps. Relisez-le avant de le modifier.', {
    version,
  });
}
