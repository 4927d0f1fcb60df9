import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { granted, refused, type Verdict } from '../platform/lang/verdict.js';
import { AccountsRepository } from './accounts.repository.js';
import { type Attempt, AttemptsRepository, type Channel } from './attempts.repository.js';
import { PeopleQueries, type PersonRow } from './people.queries.js';
import { digestOf, newToken } from './secrets.js';
import { SecondFactorsRepository } from './second-factors.repository.js';
import { type OpenedSession, SessionsService } from './sessions.service.js';
import { endsOf, sameNames } from './sign-in.rules.js';
import { isStaff, type Role } from './visitor.js';

/** Somebody behind a proven address, as the page that asks "who are you?" shows them. */
export interface Person {
  /** What the page sends back; it means nothing without the proof. */
  readonly accountKey: string;
  readonly firstName: string;
  readonly role: Role;
  /** Of a member: the name of the organisation. */
  readonly organisation?: string;
}

/** A proven address and who may stand behind it. Nobody: sign-up may follow with this address. */
export interface Proof {
  readonly channel: Channel;
  /** E.164 number or e-mail address; undefined for a letter. */
  readonly address?: string;
  /** As an identity provider says it, to fill in the sign-up. */
  readonly fullName?: string;
  readonly people: readonly Person[];
}

/** The token is shown this once: the page keeps it in a cookie of an hour (HttpOnly, SameSite=Lax). */
export type Proven = Proof & { readonly proofToken: string };

/** How the session is opened. */
export interface Device {
  /** See deviceLabel. */
  readonly device: string;
  /** "C'est mon téléphone" */
  readonly remember: boolean;
  /** Token of the session that this browser holds, if any: it is closed. */
  readonly replaces?: string | undefined;
}

/** Signed in. */
export interface Entered {
  readonly step: 'in';
  readonly session: OpenedSession;
  readonly accountId: string;
  readonly role: Role;
  readonly candidateId?: string;
  /** A candidate whose file sleeps: the page proposes to wake it. */
  readonly suspended: boolean;
}

/** The team has one more step: see SecondFactorService, with the same proof. `enrolled` is false the first time. */
export type Entry = Entered | { readonly step: 'second-factor'; readonly enrolled: boolean };

/** Lets in who has proven an address, once they said who they are. */
@Injectable()
export class EntranceService {
  constructor(
    private readonly attempts: AttemptsRepository,
    private readonly accounts: AccountsRepository,
    private readonly factors: SecondFactorsRepository,
    private readonly people: PeopleQueries,
    private readonly sessions: SessionsService,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** What this token proves; undefined when it is unknown, used or older than an hour. */
  async proof(proofToken: string): Promise<Proof | undefined> {
    return this.database.transaction(async () => {
      const attempt = await this.attempts.lockProven(digestOf(proofToken), this.clock.now());
      return attempt && !attempt.used ? this.proofOf(attempt) : undefined;
    });
  }

  /** Opens a session for one of the people of the proof; a second tap within a minute replaces the session of the first. */
  async enter(proofToken: string, accountKey: string, device: Device): Promise<Verdict<Entry, 'expired' | 'not-here'>> {
    return this.database.transaction(async () => {
      const attempt = await this.attempts.lockProven(digestOf(proofToken), this.clock.now());
      if (!attempt) return tooLate();
      const person = (await this.behind(attempt)).find((row) => keyOf(row) === accountKey);
      const accountId =
        person?.kind === 'candidate' ? await this.accounts.ofCandidate(person.id, this.clock.now()) : person?.id;
      if (!person || accountId === undefined)
        return refused('not-here', 'Nous ne trouvons pas ce compte. Choisissez votre prénom dans la liste.');
      if (isStaff(person.role) && !attempt.strong) {
        if (attempt.used) return tooLate();
        await this.attempts.setAccount(attempt.id, accountId);
        return granted({ step: 'second-factor', enrolled: await this.factors.isConfirmed(accountId) });
      }
      return granted(await this.open(attempt, accountId, device));
    });
  }

  /** For this module's services: all that was asked of this person is proven. */
  async open(attempt: Attempt, accountId: string, device: Device): Promise<Entered> {
    if (attempt.session_id !== null) await this.sessions.close(accountId, attempt.session_id);
    if (device.replaces !== undefined) await this.sessions.end(device.replaces);
    const session = await this.sessions.open(accountId, {
      device: device.device,
      remember: device.remember,
      ...(attempt.identity_token !== null && { identityToken: attempt.identity_token }),
    });
    const visitor = await this.sessions.visitor(session.token);
    if (!visitor) throw new Error('A session that was just opened is not there');
    await this.attempts.setUsed(attempt.id, visitor.sessionId, this.clock.now());
    return {
      step: 'in',
      session,
      accountId,
      role: visitor.role,
      ...(visitor.candidateId !== undefined && { candidateId: visitor.candidateId }),
      suspended: visitor.suspended,
    };
  }

  /** For this module's services: a proof that did not begin with a code, by letter or by an identity provider. */
  async prove(
    what:
      | { readonly channel: 'letter'; readonly candidateId: string }
      | {
          readonly channel: 'proconnect' | 'franceconnect';
          readonly address: string;
          readonly fullName: string;
          readonly strong: boolean;
          readonly identityToken: string;
        },
  ): Promise<Proven> {
    const proofToken = newToken();
    const now = this.clock.now();
    const byLetter = what.channel === 'letter';
    const attempt: Attempt = {
      id: newId(),
      channel: what.channel,
      address: byLetter ? null : what.address,
      candidate_id: byLetter ? what.candidateId : null,
      full_name: byLetter ? null : what.fullName,
      strong: byLetter ? false : what.strong,
      identity_token: byLetter ? null : what.identityToken,
      account_id: null,
      session_id: null,
    };
    await this.attempts.insertProven(attempt, { digest: digestOf(proofToken), now, ends: endsOf(now).proof });
    return this.proven(attempt, proofToken);
  }

  /** For this module's services: the attempt as the pages see it. */
  async proven(attempt: Attempt, proofToken: string): Promise<Proven> {
    return { proofToken, ...(await this.proofOf(attempt)) };
  }

  private async proofOf(attempt: Attempt): Promise<Proof> {
    return {
      channel: attempt.channel,
      ...(attempt.address !== null && { address: attempt.address }),
      ...(attempt.full_name !== null && { fullName: attempt.full_name }),
      people: (await this.behind(attempt)).map((row) => ({
        accountKey: keyOf(row),
        firstName: row.first_name,
        role: row.role,
        ...(row.organisation !== null && { organisation: row.organisation }),
      })),
    };
  }

  /** ProConnect reaches accounts made before, FranceConnect the person's own file alone: another may have typed the same address. */
  private async behind({ channel, address, candidate_id, full_name }: Attempt): Promise<PersonRow[]> {
    if (candidate_id !== null) return this.people.candidateById(candidate_id);
    if (address === null) return [];
    if (channel === 'sms') return this.people.byPhone(address);
    if (channel === 'proconnect') return this.people.accountsByEmail(address);
    const candidates = await this.people.candidatesByEmail(address);
    if (channel === 'franceconnect')
      return candidates.filter((row) => sameNames(`${row.first_name} ${row.last_name}`, full_name ?? ''));
    return [...candidates, ...(await this.people.accountsByEmail(address))];
  }
}

/** The account key of somebody who registered just now with the address of the proof. */
export function candidateKey(candidateId: string): string {
  return keyOf({ kind: 'candidate', id: candidateId });
}

function keyOf({ kind, id }: Pick<PersonRow, 'kind' | 'id'>): string {
  return `${kind}-${id}`;
}

function tooLate(): { ok: false; reason: 'expired'; message: string } {
  return refused('expired', 'Vous avez attendu trop longtemps. Demandez un nouveau code.');
}
