import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { NotFound } from '../platform/errors.js';
import type { ConsentHow } from './candidate.schema.js';
import { CandidatesQueries } from './candidates.queries.js';
import { CandidatesService } from './candidates.service.js';
import { completionOf, consentsIn, type Cv, extrasAfter, patchOf } from './cv.rules.js';
import type { CvAnswers } from './cv.schema.js';
import { CvsQueries } from './cvs.queries.js';
import { CvsRepository } from './cvs.repository.js';
import { type ShownContact, type ShownCv, shownCv } from './shown-cv.rules.js';

/** Who gives the answers: the person ("self") or the id of an account or a key, and the way by which they say yes or no. */
export interface Teller {
  readonly by: string;
  readonly how: ConsentHow;
}

/** Answers for CVs: what a person said of themselves reaches their file, all of it or nothing. */
@Injectable()
export class CvsService {
  constructor(
    private readonly candidates: CandidatesService,
    private readonly files: CandidatesQueries,
    private readonly queries: CvsQueries,
    private readonly cvs: CvsRepository,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound candidate.not-found. */
  async of(candidateId: string): Promise<Cv> {
    const cv = await this.queries.of(candidateId);
    if (!cv) throw new NotFound('candidate.not-found', 'Cette personne n’est pas inscrite.');
    return cv;
  }

  /** What an employer sees; `contact`: which addresses the person shows on this copy. @throws NotFound. */
  async shown(candidateId: string, contact: { phone: boolean; email: boolean } = NOTHING): Promise<ShownCv> {
    const cv = await this.of(candidateId);
    return shownCv(cv, this.clock.today(), contactOf(cv, contact));
  }

  /**
   * Takes answers in: file, wishes, CV and consents in one transaction. Questions without an answer are left alone.
   * @throws NotFound, RuleBroken for an unknown place or occupation, Conflict candidate.duplicate.
   */
  async save(candidateId: string, answers: CvAnswers, teller: Teller): Promise<void> {
    await this.database.transaction(async () => {
      await this.cvs.hold(candidateId);
      const before = await this.of(candidateId);
      const patch = patchOf(answers, before);
      if (Object.keys(patch).length > 0) await this.candidates.edit(candidateId, before.version, patch);
      const now = this.clock.now();
      await this.cvs.put({ candidateId, updatedAt: now, ...mutable(extrasAfter(answers, before)) });
      const { current } = await this.files.consents(candidateId);
      const consents = consentsIn(answers, current).map((consent) => ({ ...consent, how: teller.how }));
      if (consents.length > 0) await this.candidates.recordConsents(candidateId, consents, teller.by);
      await this.candidates.recordContact(candidateId);
      if (completionOf(await this.of(candidateId)).complete) await this.cvs.markComplete(candidateId, now);
    });
  }
}

const NOTHING = { phone: false, email: false };

function contactOf(cv: Cv, chosen: { phone: boolean; email: boolean }): ShownContact {
  return { phone: chosen.phone ? cv.phone : null, email: chosen.email ? cv.email : null };
}

function mutable(extras: ReturnType<typeof extrasAfter>) {
  return {
    anyWork: extras.anyWork,
    tasks: [...extras.tasks],
    skillWords: [...extras.skillWords],
    trainings: [...extras.trainings],
    languages: [...extras.languages],
    transport: [...extras.transport],
    days: [...extras.days],
    moments: [...extras.moments],
    answered: [...extras.answered],
  };
}
