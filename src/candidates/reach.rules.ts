import { granted, refused, type Verdict } from '../platform/lang/verdict.js';
import type { AlertChannel } from './candidate.schema.js';

/** By which ways a person can be reached. `externalRef` and `referent` lead to the file of the département, which holds the postal address. */
export interface Reach {
  readonly phone?: string | null;
  readonly email?: string | null;
  readonly referent?: string | null;
  readonly externalRef?: string | null;
}

/**
 * Nobody is registered whom nothing can reach: no code, no answer, no word before the file is erased. The platform keeps no postal
 * address; without telephone and e-mail somebody of the département must be named who writes to the person.
 */
export function mayBeRegistered(reach: Reach): Verdict<Reach, 'candidate.out-of-reach'> {
  const ways = [reach.phone, reach.email, reach.referent, reach.externalRef];
  if (ways.some((way) => way != null && way !== '')) return granted(reach);
  return refused(
    'candidate.out-of-reach',
    'Donnez un téléphone ou une adresse e-mail. Sans l’un ni l’autre, nommez le référent qui écrira à la personne.',
  );
}

/** Alerts go only where there is an address to send them to. */
export function mayBeAlerted(
  channels: readonly AlertChannel[],
  reach: Reach,
): Verdict<readonly AlertChannel[], 'candidate.no-phone' | 'candidate.no-email'> {
  if (channels.includes('sms') && !reach.phone)
    return refused('candidate.no-phone', 'Pas d’alerte par SMS sans téléphone. Ajoutez d’abord le numéro.');
  if (channels.includes('email') && !reach.email)
    return refused('candidate.no-email', 'Pas d’alerte par e-mail sans adresse. Ajoutez d’abord l’adresse e-mail.');
  return granted(channels);
}
