import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { NotFound } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { addMonths, parisInstant } from '../platform/lang/day.js';
import { granted, refused, type Verdict } from '../platform/lang/verdict.js';
import { CLEAR_CHARACTERS, clearCodeOf, inGroups } from './clear-code.rules.js';
import { EntranceService, type Proven } from './entrance.service.js';
import { LetterCodesRepository } from './letter-codes.repository.js';
import { PeopleQueries } from './people.queries.js';
import { RateLimitsService } from './rate-limits.service.js';
import { seal } from './secrets.js';
import { hourInWords, sameNames } from './sign-in.rules.js';

const LENGTH = 8;
const VALID_MONTHS = 6;
const TRIES_AN_HOUR = 10;

/** The way in for who has neither telephone nor mailbox on file: a code printed in a letter, with the family name. */
@Injectable()
export class LetterCodesService {
  constructor(
    private readonly codes: LetterCodesRepository,
    private readonly people: PeopleQueries,
    private readonly entrance: EntranceService,
    private readonly limits: RateLimitsService,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** A new code for the letter, "ABCD-EFGH", good for six months; earlier ones are withdrawn. `by`: account of who prints it. @throws NotFound. */
  async issue(candidateId: string, by: string): Promise<string> {
    const code = Array.from({ length: LENGTH }, () => CLEAR_CHARACTERS[randomInt(CLEAR_CHARACTERS.length)]).join('');
    await this.database.transaction(async () => {
      if ((await this.people.candidateById(candidateId)).length === 0)
        throw new NotFound('candidate.not-found', 'Cette personne n’est pas inscrite.');
      await this.codes.replace({
        id: newId(),
        candidateId,
        issuedBy: by,
        digest: this.sealed(code),
        now: this.clock.now(),
        ends: parisInstant(addMonths(this.clock.today(), VALID_MONTHS), '23:59'),
      });
    });
    return inGroups(code);
  }

  /**
   * Uses the code of a letter, once, with the family name that stands on it. Ten tries an hour from one place. What follows is `enter` with
   * the proof; the page then asks for a telephone, which a code proves.
   */
  async redeem(typed: string, lastName: string, ip: string): Promise<Verdict<Proven, 'wrong' | 'too-many-tries'>> {
    const reached = await this.limits.take([{ name: 'letter-code', of: ip, times: TRIES_AN_HOUR, seconds: 3600 }]);
    if (reached)
      return refused(
        'too-many-tries',
        `Trop d’essais. Réessayez après ${hourInWords(reached.until)}, ou appelez le ${this.config.instance.phone}.`,
      );
    const digest = this.sealed(clearCodeOf(typed));
    return this.database.transaction(async () => {
      const now = this.clock.now();
      const found = await this.codes.inForce(digest, now);
      const [person] = found ? await this.people.candidateById(found.candidate_id) : [];
      if (!person || !sameNames(person.last_name ?? '', lastName) || !(await this.codes.redeem(digest, now)))
        return refused('wrong', 'Le code ou le nom ne correspond pas. Vérifiez votre courrier.');
      return granted(await this.entrance.prove({ channel: 'letter', candidateId: person.id }));
    });
  }

  private sealed(code: string): string {
    return seal(this.config.secret, 'letter-codes', code);
  }
}
