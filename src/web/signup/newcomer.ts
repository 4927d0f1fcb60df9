import { Injectable } from '@nestjs/common';
import { CvDraftsService, type DraftView } from '../../candidates/cv-drafts.service.js';
import type { ProvenAddress } from '../../candidates/self-registration.service.js';
import { EntranceService } from '../../identity/entrance.service.js';
import { PROOF } from '../account/entry.js';
import type { PublicPageCall } from '../kit/page.js';

/** Cookie of the answers of somebody who is not registered yet. */
export const DRAFT = 'brouillon';

/** Somebody who is not registered yet, as their browser knows them: their answers so far and the address they proved. */
@Injectable()
export class Newcomer {
  constructor(
    private readonly drafts: CvDraftsService,
    private readonly entrance: EntranceService,
  ) {}

  /** Undefined when there is none, or its time is over. */
  async draft(call: Pick<PublicPageCall, 'cookie'>): Promise<DraftView | undefined> {
    const token = call.cookie(DRAFT);
    return token === undefined ? undefined : this.drafts.view({ token });
  }

  /** The address that this browser proved within the hour, by a code of its own. */
  async proof(
    call: Pick<PublicPageCall, 'cookie'>,
  ): Promise<{ readonly token: string; readonly address: ProvenAddress } | undefined> {
    const token = call.cookie(PROOF);
    const proof = token === undefined ? undefined : await this.entrance.proof(token);
    if (token === undefined || proof?.address === undefined) return undefined;
    if (proof.channel === 'sms') return { token, address: { phone: proof.address } };
    return proof.channel === 'email' || proof.channel === 'franceconnect'
      ? { token, address: { email: proof.address } }
      : undefined;
  }
}
