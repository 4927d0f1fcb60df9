import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { DomainError, Forbidden } from '../platform/errors.js';
import type { AuthenticatedRequest } from '../platform/http/endpoint.js';
import { ALLOW, type Permission, PUBLIC } from './access.js';
import { ApiKeysService } from './api-keys.service.js';

class Unauthenticated extends DomainError {
  readonly status = 401;
}

/** Lets a request through when its route is public or its key has the scope that the route asks for. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly keys: ApiKeysService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    const open = this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, targets) === true;
    const permission = this.reflector.getAllAndOverride<Permission | undefined>(ALLOW, targets);
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const header = request.headers.authorization;
    if (header !== undefined) {
      const principal = await this.keys.authenticate(header);
      if (principal) request.principal = principal;
      else if (permission)
        throw new Unauthenticated('access.unknown-key', 'Cette clé n’est pas connue, ou elle a été retirée.');
    }
    if (open) return true;
    if (!permission) return false;
    const { principal } = request;
    if (!principal)
      throw new Unauthenticated('access.key-missing', 'Donnez votre clé avec l’en-tête Authorization: Bearer …');
    if (!principal.scopes.includes(permission.scope)) {
      throw new Forbidden('access.scope-missing', `Votre clé ne permet pas « ${permission.scope} ».`);
    }
    if (permission.kinds && !permission.kinds.includes(principal.kind)) {
      throw new Forbidden('access.not-for-this-key', 'Cette action n’est pas ouverte à ce type de clé.');
    }
    return true;
  }
}
