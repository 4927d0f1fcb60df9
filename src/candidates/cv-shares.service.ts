import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { NotFound, RuleBroken } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { plusSeconds } from '../platform/lang/day.js';
import { CvsRepository } from './cvs.repository.js';
import { CvsService } from './cvs.service.js';
import { type CvShare, CvSharesRepository } from './cv-shares.repository.js';
import { hashOf, newToken } from './secret-token.js';
import type { ShownCv } from './shown-cv.rules.js';

export const SHARE_DAYS = 30;
export const MOST_SHARES = 10;
const DAY_SECONDS = 86_400;
/** How long an ended link stays in the list of the person. */
const REMEMBERED_DAYS = 90;

export interface CvShareView extends CvShare {
  readonly state: 'open' | 'over' | 'closed';
}

/** Lets people hand their CV on by a link that ends: they see how often it was looked at, and close it when they like. */
@Injectable()
export class CvSharesService {
  constructor(
    private readonly shares: CvSharesRepository,
    private readonly cvs: CvsService,
    private readonly held: CvsRepository,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes a link. `label`: for whom, for the person's own list; `days`: 1 to 90. The token is shown this once.
   * @throws NotFound, RuleBroken cv.too-many-links.
   */
  async create(
    candidateId: string,
    wish: { label?: string | null; showPhone: boolean; showEmail: boolean; days?: number },
  ): Promise<{ id: string; token: string; expiresAt: Date }> {
    await this.cvs.of(candidateId);
    const { token, hash } = newToken();
    const now = this.clock.now();
    const days = Math.min(90, Math.max(1, wish.days ?? SHARE_DAYS));
    const share = {
      id: newId(),
      candidateId,
      tokenHash: hash,
      label: wish.label ?? null,
      showPhone: wish.showPhone,
      showEmail: wish.showEmail,
      createdAt: now,
      expiresAt: plusSeconds(now, days * DAY_SECONDS),
      revokedAt: null,
      views: 0,
      lastViewedAt: null,
    };
    await this.database.transaction(async () => {
      await this.held.hold(candidateId);
      if ((await this.shares.countOpen(candidateId, now)) >= MOST_SHARES) {
        throw new RuleBroken('cv.too-many-links', `Vous avez déjà ${MOST_SHARES} liens. Fermez-en un.`);
      }
      await this.shares.add(share);
    });
    return { id: share.id, token, expiresAt: share.expiresAt };
  }

  /** The person's links, the latest first. */
  async list(candidateId: string): Promise<CvShareView[]> {
    const now = this.clock.now();
    return (await this.shares.of(candidateId)).map((share) => ({
      ...share,
      state: share.revokedAt !== null ? 'closed' : share.expiresAt <= now ? 'over' : 'open',
    }));
  }

  /** Closes a link at once; twice is as good as once. @throws NotFound cv.link-not-found. */
  async revoke(candidateId: string, id: string): Promise<void> {
    if (!(await this.shares.revoke(candidateId, id, this.clock.now()))) {
      throw new NotFound('cv.link-not-found', 'Ce lien n’existe pas.');
    }
  }

  /** What the holder of the link sees, counted as one look; undefined when the link is unknown, over or closed: answer 410 and noindex. */
  async open(token: string): Promise<{ cv: ShownCv; expiresAt: Date } | undefined> {
    const share = await this.shares.look(hashOf(token), this.clock.now());
    if (!share) return undefined;
    const cv = await this.cvs.shown(share.candidateId, { phone: share.showPhone, email: share.showEmail });
    return { cv, expiresAt: share.expiresAt };
  }

  async purge(): Promise<void> {
    await this.shares.removeEndedBefore(plusSeconds(this.clock.now(), -REMEMBERED_DAYS * DAY_SECONDS));
  }
}
