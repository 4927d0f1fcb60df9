import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Conflict, RuleBroken } from '../platform/errors.js';
import { type Day, plusSeconds } from '../platform/lang/day.js';
import type { Verdict } from '../platform/lang/verdict.js';
import { closingDate } from './closing-date.rules.js';
import { DUPLICATE_DAYS, duplicateOf } from './duplicates.rules.js';
import type { Named, Written } from './kind.rules.js';
import { OpportunitiesRepository } from './opportunities.repository.js';
import type { Opportunity } from './opportunity.entity.js';
import { isForbidden, saidTogether } from './remarks.rules.js';

/** What was granted; throws RuleBroken '<subject>.<reason>' otherwise. */
export function allowed<T>(verdict: Verdict<T>, subject: string, field?: string): T {
  if (verdict.ok) return verdict.value;
  throw new RuleBroken(`${subject}.${verdict.reason}`, verdict.message, field === undefined ? {} : { field });
}

/** Refuses what may not be written or published, with what to correct. */
@Injectable()
export class PublicationChecks {
  constructor(
    private readonly rows: OpportunitiesRepository,
    private readonly clock: Clock,
  ) {}

  /** The last day, 30 days from today unless told. */
  closingDay({ name }: Named, wanted: Day | null): Day {
    return allowed(closingDate(wanted, this.clock.today()), name, 'closesOn');
  }

  refuseContradictions<Row extends Opportunity>(kind: Written<Row>, row: Row, fresh: boolean): void {
    const errors = kind.contradictions(row, this.clock.today(), fresh);
    if (errors.length > 0) throw new RuleBroken(`${kind.name}.invalid`, saidTogether(errors), { errors });
  }

  /** Throws with everything that is missing, else with every forbidden wording. */
  refuseUnfit<Row extends Opportunity>(kind: Written<Row>, row: Row): void {
    const errors = kind.missing(row);
    if (errors.length > 0) {
      const message = `Il manque des informations pour publier. ${saidTogether(errors)}`;
      throw new RuleBroken(`${kind.name}.incomplete`, message, { errors });
    }
    const findings = kind.review(row);
    if (!isForbidden(findings)) return;
    throw new RuleBroken(
      `${kind.name}.forbidden-wording`,
      `Cette ${kind.noun} contient des mots que la loi interdit. Corrigez les passages montrés.`,
      { findings },
    );
  }

  /** Throws when the organisation says the same elsewhere, unless that is wished; `drafts`: in a draft too. */
  async refuseTwin<Row extends Opportunity>(
    kind: Written<Row>,
    row: Row,
    { drafts = false, wished = false }: { readonly drafts?: boolean; readonly wished?: boolean },
  ): Promise<void> {
    if (wished || row.title === null || row.insee === null) return;
    const now = this.clock.now();
    const since = plusSeconds(now, -DUPLICATE_DAYS * 86_400);
    const others = await this.rows.lookalikes(kind, [row.organisationId], [row.insee], since, drafts);
    const twin = duplicateOf(
      { ...row, since: now },
      others.filter(({ id }) => id !== row.id),
    );
    if (!twin) return;
    throw new Conflict(
      `${kind.name}.duplicate`,
      `Une ${kind.noun} presque identique existe déjà : « ${twin.title} ». Pour garder les deux, recommencez avec « allowDuplicate: true ».`,
      { duplicateOf: twin.id, see: `/api/v1/${kind.table}/${twin.id}`, confirmWith: { allowDuplicate: true } },
    );
  }
}
