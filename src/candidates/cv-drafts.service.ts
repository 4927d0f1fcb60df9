import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { RuleBroken } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { plusSeconds } from '../platform/lang/day.js';
import { USUAL_TRAVEL } from './candidate.schema.js';
import { answersOf } from './cv.rules.js';
import { type CvAnswer, type CvAnswers, type CvStep, cvAnswerSchemas, cvAnswersSchema } from './cv.schema.js';
import type { CvDraft } from './cv-draft.entity.js';
import { CvDraftsRepository, type DraftKey } from './cv-drafts.repository.js';
import { firstUnanswered, next } from './cv-steps.rules.js';
import { CvsService } from './cvs.service.js';
import { NamedThings } from './named-things.service.js';
import { hashOf, newToken } from './secret-token.js';

export const DRAFT_DAYS = 30;

/** Whose draft: a person's, or that of whoever holds this token. */
export type DraftOwner = { readonly candidateId: string } | { readonly token: string };

export interface DraftView {
  readonly answers: CvAnswers;
  /** Name of the commune that `place` says, once it is answered. */
  readonly commune: string | null;
  /** Where to go on; undefined when every question has its answer. */
  readonly resumeAt: CvStep | undefined;
  readonly savedAt: Date | null;
  readonly expiresAt: Date | null;
}

/** Keeps the answers to the questions of the CV one by one, for 30 days, before the person says "that is right". */
@Injectable()
export class CvDraftsService {
  constructor(
    private readonly drafts: CvDraftsRepository,
    private readonly cvs: CvsService,
    private readonly named: NamedThings,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Begins a draft for somebody who is not signed in, or whose session just ended. The token goes into their cookie. */
  async begin(): Promise<{ token: string }> {
    const { token, hash } = newToken();
    const now = this.clock.now();
    const key = { tokenHash: hash };
    await this.drafts.put({ ...this.blank(now), candidateId: null, ...key }, key);
    return { token };
  }

  /** The answers so far: those of the draft, or of the CV as it stands. Undefined for a token that is unknown or over. */
  async view(owner: DraftOwner): Promise<DraftView | undefined> {
    const draft = await this.drafts.find(keyOf(owner), this.clock.now());
    if (!draft && 'token' in owner) return undefined;
    const answers = draft?.answers ?? ('candidateId' in owner ? answersOf(await this.cvs.of(owner.candidateId)) : {});
    return {
      answers,
      commune: answers.place ? await this.communeOf(answers.place.place) : null,
      resumeAt: firstUnanswered(answers),
      savedAt: draft?.updatedAt ?? null,
      expiresAt: draft?.expiresAt ?? null,
    };
  }

  /**
   * Keeps one answer, already parsed by its schema, and says which question comes next (undefined: all are answered, show them).
   * @throws RuleBroken for an unknown or ambiguous place or an unknown occupation, `cv.draft-over` for a token that opens nothing.
   */
  async answer<S extends CvStep>(owner: DraftOwner, step: S, answer: CvAnswer<S>): Promise<CvStep | undefined> {
    const given = await this.checked({ [step]: answer });
    const draft = await this.change(owner, (answers) => ({ ...answers, ...given }));
    return next(step, draft.answers);
  }

  /** Passes a question over: it counts as answered with nothing, where nothing can be said. */
  async skip(owner: DraftOwner, step: CvStep): Promise<CvStep | undefined> {
    const draft = await this.change(owner, (answers) => passedOver(answers, step));
    return next(step, draft.answers);
  }

  /** Answers of somebody registered, kept and taken into their file at once, all or nothing. Returns all that is answered now. */
  async take(candidateId: string, answers: CvAnswers): Promise<CvAnswers> {
    const given = await this.checked(answers);
    return this.taken(candidateId, (before) => ({ ...before, ...given }));
  }

  /** The same for a question passed over. */
  async passOver(candidateId: string, step: CvStep): Promise<CvAnswers> {
    return this.taken(candidateId, (before) => passedOver(before, step));
  }

  /** Takes the draft into the person's file and forgets it. Without a draft nothing happens. @throws RuleBroken, Conflict. */
  async commit(candidateId: string): Promise<void> {
    await this.database.transaction(async () => {
      const draft = await this.drafts.find({ candidateId }, this.clock.now());
      if (!draft) return;
      await this.cvs.save(candidateId, draft.answers, { by: 'self', how: 'web' });
      await this.drafts.remove({ candidateId });
    });
  }

  /** After sign-in: what was answered without a session joins the draft of the person, who keeps what they typed last. */
  async adopt(token: string, candidateId: string): Promise<void> {
    await this.database.transaction(async () => {
      const loose = await this.drafts.find({ tokenHash: hashOf(token) }, this.clock.now());
      if (!loose) return;
      await this.change({ candidateId }, (answers) => ({ ...answers, ...loose.answers }));
      await this.drafts.remove({ tokenHash: hashOf(token) });
    });
  }

  /** Forgets the draft; the CV stays as it was. */
  async discard(owner: DraftOwner): Promise<void> {
    await this.drafts.remove(keyOf(owner));
  }

  /** Returns how many drafts were over. */
  async purge(): Promise<number> {
    return this.drafts.removeExpired(this.clock.now());
  }

  private async taken(candidateId: string, work: (answers: CvAnswers) => CvAnswers): Promise<CvAnswers> {
    return this.database.transaction(async () => {
      const { answers } = await this.change({ candidateId }, work);
      await this.commit(candidateId);
      return answers;
    });
  }

  /** @throws RuleBroken for an unknown or ambiguous place or an unknown occupation. */
  private async checked(answers: CvAnswers): Promise<CvAnswers> {
    const given = cvAnswersSchema.parse(answers);
    if (given.place) await this.named.place(given.place.place);
    if (given.work) await this.named.mustKnow(given.work.occupations.map(({ code }) => code));
    return given;
  }

  private async change(owner: DraftOwner, work: (answers: CvAnswers) => CvAnswers): Promise<CvDraft> {
    const key = keyOf(owner);
    return this.database.transaction(async () => {
      await this.drafts.lockOwner(key);
      const now = this.clock.now();
      const draft = (await this.drafts.find(key, now)) ?? (await this.beginFor(owner, now));
      draft.answers = work(draft.answers);
      draft.updatedAt = now;
      draft.expiresAt = plusSeconds(now, DRAFT_DAYS * 86_400);
      await this.drafts.save(draft);
      return draft;
    });
  }

  private async beginFor(owner: DraftOwner, now: Date): Promise<CvDraft> {
    if ('token' in owner) {
      throw new RuleBroken('cv.draft-over.gone', 'Vos réponses ont été gardées 30 jours, puis effacées. Recommencez.');
    }
    const answers = answersOf(await this.cvs.of(owner.candidateId));
    const draft = { ...this.blank(now), ...owner, answers, tokenHash: null };
    await this.drafts.put(draft, owner);
    return draft;
  }

  private blank(now: Date) {
    return {
      id: newId(),
      answers: {},
      createdAt: now,
      updatedAt: now,
      expiresAt: plusSeconds(now, DRAFT_DAYS * 86_400),
    };
  }

  private async communeOf(place: string): Promise<string | null> {
    try {
      return (await this.named.place(place)).communeName;
    } catch {
      return null;
    }
  }
}

function keyOf(owner: DraftOwner): DraftKey {
  return 'token' in owner ? { tokenHash: hashOf(owner.token) } : { candidateId: owner.candidateId };
}

function passedOver(answers: CvAnswers, step: CvStep): CvAnswers {
  const empty = EMPTY[step];
  return answers[step] === undefined && empty !== undefined ? { ...answers, [step]: empty } : answers;
}

/** What passing a question over means; the needed ones cannot be passed over, and nobody is made visible by silence. */
const EMPTY: CvAnswers = Object.fromEntries(
  Object.entries({
    tasks: { tasks: [] },
    skills: { skillWords: [] },
    experiences: { experiences: [] },
    trainings: { trainings: [] },
    licences: { licences: [] },
    hours: { hoursMin: null, hoursMax: null, contracts: [] },
    days: { days: [], moments: [] },
    available: { availableFrom: null },
    languages: { languages: [] },
    headline: { headline: null },
    volunteering: { volunteering: false },
    visibility: { visible: false, contact: false },
    travel: USUAL_TRAVEL,
  }).map(([step, answer]) => [step, cvAnswerSchemas[step as CvStep].parse(answer)]),
);
