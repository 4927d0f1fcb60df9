import { SetMetadata } from '@nestjs/common';
import type { Scope } from '../platform/http/principal.js';

export const ALLOW = 'identity:allow';
export const PUBLIC = 'identity:public';

/** The caller needs a key with this scope; `only` narrows it to kinds of keys. */
export function Allow(
  scope: Scope,
  only?: { readonly kinds: readonly ('organisation' | 'partner' | 'team')[] },
): MethodDecorator & ClassDecorator {
  return SetMetadata(ALLOW, { scope, kinds: only?.kinds });
}

/** Open to all, with or without a key. */
export function Public(): MethodDecorator & ClassDecorator {
  return SetMetadata(PUBLIC, true);
}

export interface Permission {
  readonly scope: Scope;
  readonly kinds: readonly string[] | undefined;
}
