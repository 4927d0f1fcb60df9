import type { z } from 'zod';

/** A fact of the domain that others may react to: a past participle and identifiers, never personal data. */
export interface DomainEvent<N extends string = string, S extends z.ZodType = z.ZodType> {
  readonly name: N;
  readonly payload: S;
}

const declared = new Map<string, DomainEvent>();

/** Declares an event once, where it is published: `defineEvent('offer.published', z.object({ opportunityIds }))`. */
export function defineEvent<const N extends string, S extends z.ZodType>(name: N, payload: S): DomainEvent<N, S> {
  if (declared.has(name)) throw new Error(`The event ${name} is declared twice`);
  const event = { name, payload };
  declared.set(name, event);
  return event;
}

/** The names of all events that the loaded modules declare. */
export function declaredEvents(): string[] {
  return [...declared.keys()].sort();
}
