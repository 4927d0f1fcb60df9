import { SetMetadata } from '@nestjs/common';
import type { Principal, Scope } from '../platform/http/principal.js';
import { type Action, ACTIONS } from './permissions.js';

export const ALLOW = 'identity:allow';
export const PUBLIC = 'identity:public';

/** What a route asks of its caller: a key of the API with a scope, or a person signed in whose role may do an action. */
export type Permission = KeyPermission | PagePermission;

export interface KeyPermission {
  readonly scope: Scope;
  readonly kinds: readonly Principal['kind'][] | undefined;
}

export interface PagePermission {
  readonly action: Action;
}

/** The caller needs a key with this scope; `only` narrows it to kinds of keys. */
export function Allow(
  scope: Scope,
  only?: { readonly kinds: readonly Principal['kind'][] },
): MethodDecorator & ClassDecorator;
/** The caller needs to be signed in with a role that may do this (see PERMISSIONS). */
export function Allow(action: Action): MethodDecorator & ClassDecorator;
export function Allow(
  wanted: Scope | Action,
  only?: { readonly kinds: readonly Principal['kind'][] },
): MethodDecorator & ClassDecorator {
  return SetMetadata(ALLOW, isAction(wanted) ? { action: wanted } : { scope: wanted, kinds: only?.kinds });
}

/** Open to all, with or without a key or a session. */
export function Public(): MethodDecorator & ClassDecorator {
  return SetMetadata(PUBLIC, true);
}

/** No word is both a scope and an action: the compiler refuses the next line when one is. */
const distinct: Extract<Scope, Action> extends never ? true : never = true;

function isAction(wanted: Scope | Action): wanted is Action {
  return distinct && ACTIONS.has(wanted);
}
