import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { newId } from '../platform/ids.js';
import { plusSeconds } from '../platform/lang/day.js';
import { AccountsRepository } from './accounts.repository.js';
import { digestOf, newToken } from './secrets.js';
import { SEEN_EVERY_SECONDS, sessionEnd } from './session.rules.js';
import { SessionsRepository } from './sessions.repository.js';
import { isStaff, type Visitor } from './visitor.js';

/** A session as it is given to a browser: the token is shown this once, only its digest is kept. */
export interface OpenedSession {
  readonly token: string;
  readonly expiresAt: Date;
  /** Whether the cookie outlives the browser. */
  readonly remembered: boolean;
}

/** A session as its holder sees it in the list of their devices. */
export interface SessionView {
  readonly id: string;
  /** "Firefox, téléphone Android" */
  readonly device: string;
  readonly remembered: boolean;
  readonly openedAt: Date;
  /** To the hour. */
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
}

/** Who is signed in, on which devices, until when. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly accounts: AccountsRepository,
    private readonly clock: Clock,
  ) {}

  /** Opens a session with a new token. Whoever calls this has checked who the person is. `device`: see deviceLabel. */
  async open(
    accountId: string,
    wish: { readonly device: string; readonly remember: boolean; readonly identityToken?: string },
  ): Promise<OpenedSession> {
    const staff = isStaff(await this.accounts.roleOf(accountId));
    const now = this.clock.now();
    const token = newToken();
    const expiresAt = sessionEnd(now, { remember: wish.remember, staff });
    const remembered = wish.remember && !staff;
    await this.sessions.insert({
      id: newId(),
      accountId,
      digest: digestOf(token),
      device: wish.device.slice(0, 100),
      remembered,
      identityToken: wish.identityToken ?? null,
      now,
      expiresAt,
    });
    await this.accounts.signedIn(accountId, now);
    return { token, expiresAt, remembered };
  }

  /** Who holds this token; undefined when it is unknown, closed, expired, or its holder is gone. */
  async visitor(token: string): Promise<Visitor | undefined> {
    if (!/^[\w-]{43}$/.test(token)) return undefined;
    const now = this.clock.now();
    const row = await this.sessions.inForce(digestOf(token), now);
    if (!row) return undefined;
    const seenBefore = plusSeconds(now, -SEEN_EVERY_SECONDS);
    if (row.last_seen_at <= seenBefore) await this.sessions.seen(row.id, seenBefore, now);
    return {
      accountId: row.account_id,
      sessionId: row.id,
      role: row.role,
      ...(row.candidate_id !== null && { candidateId: row.candidate_id }),
      ...(row.organisation_id !== null && { organisationId: row.organisation_id }),
      name: row.name,
      suspended: row.suspended,
    };
  }

  /** The devices on which this account is signed in, the last used first. */
  async list(accountId: string): Promise<SessionView[]> {
    const rows = await this.sessions.ofAccount(accountId, this.clock.now());
    return rows.map((row) => ({
      id: row.id,
      device: row.device,
      remembered: row.remembered,
      openedAt: row.created_at,
      lastSeenAt: row.last_seen_at,
      expiresAt: row.expires_at,
    }));
  }

  /** Closes one session of this account, at once. False when it is not theirs or is closed already. */
  async close(accountId: string, sessionId: string): Promise<boolean> {
    return (await this.sessions.close(accountId, { only: sessionId })) === 1;
  }

  /** Closes all sessions of this account but one; all of them without `keep`. Returns how many. */
  async closeOthers(accountId: string, keep: string | null): Promise<number> {
    return this.sessions.close(accountId, { allBut: keep });
  }

  /** Closes the session of this token (sign-out). Answers what its identity provider gave, still locked, to sign out there too. */
  async end(token: string): Promise<string | undefined> {
    const closed = await this.sessions.closeByDigest(digestOf(token));
    return closed?.identity_token ?? undefined;
  }

  /** Forgets sessions whose time is over. */
  async purge(): Promise<void> {
    await this.sessions.purge(this.clock.now());
  }
}
