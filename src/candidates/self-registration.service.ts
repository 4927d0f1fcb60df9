import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { RuleBroken } from '../platform/errors.js';
import { nameKey } from './candidate.rules.js';
import { candidateInputSchema, type ConsentPurpose } from './candidate.schema.js';
import { CandidatesService } from './candidates.service.js';
import type { CvAnswers } from './cv.schema.js';
import { CvDraftsService } from './cv-drafts.service.js';
import { missingNeeded } from './cv-steps.rules.js';
import { CvsService } from './cvs.service.js';

/** What identity proved to belong to the person: a telephone (E.164) or an e-mail address. */
export type ProvenAddress = { readonly phone: string } | { readonly email: string };

export interface SelfRegistration {
  readonly address: ProvenAddress;
  /** The draft that holds the answers; it is forgotten once they are taken in. */
  readonly draftToken: string;
  /** Boxes ticked at the end, besides those that the questions hold. */
  readonly consents: readonly { readonly purpose: ConsentPurpose; readonly granted: boolean }[];
}

/** Registers people who do it alone: a proven address, a first name, a commune and which work are enough. */
@Injectable()
export class SelfRegistrationService {
  constructor(
    private readonly candidates: CandidatesService,
    private readonly drafts: CvDraftsService,
    private readonly cvs: CvsService,
    private readonly database: Database,
  ) {}

  /**
   * One transaction: file, CV, consents. Who is registered under this name at this proven address is the same person: the answers
   * join their file, and what they agree to is added to what they agreed to before.
   * @throws RuleBroken cv.answers-missing (details.steps), cv.draft-over.gone, place.*, occupation.unknown.
   */
  async register({ address, draftToken, consents }: SelfRegistration): Promise<{ id: string }> {
    return this.database.transaction(async () => {
      const answers = (await this.drafts.view({ token: draftToken }))?.answers;
      if (!answers) throw new RuleBroken('cv.draft-over.gone', 'Vos réponses ont été effacées. Recommencez.');
      const { name, place, work } = neededOf(answers);
      const twin = await this.registeredAt('phone' in address ? address.phone : address.email, name);
      const id = twin ?? (await this.add(address, { name, place, work }, consents));
      const agreed = consents.filter(({ granted }) => granted).map((consent) => ({ ...consent, how: 'web' as const }));
      if (twin !== undefined && agreed.length > 0) await this.candidates.recordConsents(twin, agreed, 'self');
      await this.cvs.save(id, answers, { by: 'self', how: 'web' });
      await this.drafts.discard({ token: draftToken });
      return { id };
    });
  }

  private async add(address: ProvenAddress, needed: Needed, consents: SelfRegistration['consents']): Promise<string> {
    const input = candidateInputSchema
      .omit({ lastName: true })
      .parse({ firstName: needed.name.firstName, adult: needed.name.adult, ...needed.place, ...address });
    const registration = {
      ...input,
      lastName: needed.name.lastName,
      occupations: needed.work.occupations,
      consents: consents.map((consent) => ({ ...consent, how: 'web' as const })),
    };
    return (await this.candidates.register(registration, 'self')).id;
  }

  /** An address may be shared, by several names: the name at the address is the person. */
  private async registeredAt(address: string, name: Needed['name']): Promise<string | undefined> {
    const key = nameKey(name.firstName, name.lastName);
    await this.database.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 80))', [`${address} ${key}`]);
    const [twin] = await this.database.query<{ id: string }>(
      `SELECT id FROM candidates WHERE (phone = $1 OR email = $1) AND name_key = $2 AND status <> 'erased' ORDER BY created_at LIMIT 1`,
      [address, key],
    );
    return twin?.id;
  }
}

type Needed = { readonly [S in 'name' | 'place' | 'work']: NonNullable<CvAnswers[S]> };

function neededOf(answers: CvAnswers): Needed {
  const { name, place, work } = answers;
  if (name && place && work) return { name, place, work };
  throw new RuleBroken('cv.answers-missing', 'Il manque des réponses : votre prénom, votre commune ou le travail.', {
    steps: missingNeeded(answers),
  });
}
