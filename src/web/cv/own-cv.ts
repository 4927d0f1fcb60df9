import { NotFound } from '../../platform/errors.js';
import type { PageCall } from '../kit/page.js';

/** The file of the person signed in. @throws NotFound for an account without one. */
export function ownId({ visitor }: Pick<PageCall, 'visitor'>): string {
  if (visitor.candidateId === undefined) throw new NotFound('page.unknown', 'Cette page n’existe pas.');
  return visitor.candidateId;
}
