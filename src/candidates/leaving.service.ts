import { Injectable } from '@nestjs/common';
import { SignInService } from '../identity/sign-in.service.js';
import { NotFound } from '../platform/errors.js';
import { frenchMobile } from '../platform/lang/phone.js';
import { fold } from '../platform/lang/text.js';
import { granted, refused, type Verdict } from '../platform/lang/verdict.js';
import { CandidatesQueries } from './candidates.queries.js';
import { CandidatesService } from './candidates.service.js';

/** How a person shows that it is still them: a code sent to them, or their first name typed when no code reaches them. */
export type LeavingProof =
  | { readonly by: 'sms' | 'email'; readonly address: string }
  | { readonly by: 'name'; readonly firstName: string };

/** What the person brings. */
export type LeavingAnswer =
  | { readonly attemptId: string | undefined; readonly code: string; readonly browser: string | null }
  | { readonly firstName: string };

/** Erases the account of a person who asks for it, once they show that it is them: a telephone may lie about, signed in. */
@Injectable()
export class LeavingService {
  constructor(
    private readonly signIn: SignInService,
    private readonly candidates: CandidatesService,
    private readonly queries: CandidatesQueries,
  ) {}

  /** Which proof is asked of this person. @throws NotFound. */
  async proofOf(candidateId: string): Promise<LeavingProof> {
    const reach = await this.queries.reach(candidateId);
    if (!reach) throw new NotFound('candidate.not-found', 'Cette personne n’est pas inscrite.');
    const mobile = reach.phone === null ? undefined : frenchMobile(reach.phone);
    if (mobile !== undefined) return { by: 'sms', address: mobile };
    if (reach.email !== null) return { by: 'email', address: reach.email };
    return { by: 'name', firstName: reach.firstName };
  }

  /** Sends the code; null when none is needed. `ip`: where the request comes from. @throws NotFound. */
  async ask(candidateId: string, ip: string): Promise<Verdict<{ readonly attemptId: string } | null, string>> {
    const proof = await this.proofOf(candidateId);
    if (proof.by === 'name') return granted(null);
    return proof.by === 'sms' ? this.signIn.askCode(proof.address, ip) : this.signIn.askMailCode(proof.address, ip);
  }

  /** Erases the person when the answer is right. There is no way back. @throws NotFound. */
  async leave(candidateId: string, answer: LeavingAnswer): Promise<Verdict<null, string>> {
    const checked = await this.check(await this.proofOf(candidateId), answer);
    if (checked.ok) await this.candidates.erase(candidateId);
    return checked;
  }

  private async check(proof: LeavingProof, answer: LeavingAnswer): Promise<Verdict<null, string>> {
    if (proof.by === 'name') {
      const same = 'firstName' in answer && fold(answer.firstName) === fold(proof.firstName);
      return same ? granted(null) : refused('wrong', 'Ce n’est pas votre prénom. Écrivez-le comme dans votre CV.');
    }
    if (!('code' in answer) || answer.attemptId === undefined) return refused('expired', 'Demandez d’abord un code.');
    const proven = await this.signIn.checkCode(answer.attemptId, answer.code, answer.browser);
    if (!proven.ok) return proven;
    // A code for somebody else's telephone proves nothing here.
    return proven.value.address === proof.address
      ? granted(null)
      : refused('expired', 'Ce code n’est plus valable. Demandez-en un autre.');
  }
}
