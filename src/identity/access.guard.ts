import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Config } from '../platform/config/config.js';
import { DomainError, Forbidden } from '../platform/errors.js';
import { ALLOW, type KeyPermission, type Permission, PUBLIC } from './access.js';
import { ApiKeysService } from './api-keys.service.js';
import { cookieIn, sessionCookieName } from './cookies.js';
import type { Action } from './permissions.js';
import { may } from './permissions.js';
import { SessionsService } from './sessions.service.js';
import type { VisitedRequest } from './visitor.js';

export class Unauthenticated extends DomainError {
  readonly status = 401;
}

/**
 * Leaves on the request who is asking, and lets it through when its route is public, its key has the scope that the route asks for, or its
 * session belongs to a role that may do what the route does. A key never opens a page; a session never opens the API.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  private readonly cookie: string;

  constructor(
    private readonly reflector: Reflector,
    private readonly keys: ApiKeysService,
    private readonly sessions: SessionsService,
    config: Config,
  ) {
    this.cookie = sessionCookieName(config.publicUrl);
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    const open = this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, targets) === true;
    const permission = this.reflector.getAllAndOverride<Permission | undefined>(ALLOW, targets);
    const request = context.switchToHttp().getRequest<VisitedRequest>();
    await this.recogniseKey(request, permission);
    await this.recogniseVisitor(request);
    if (open) return true;
    if (!permission) return false;
    if ('action' in permission) mustBeAllowed(request, permission.action);
    else mustHaveScope(request, permission);
    return true;
  }

  private async recogniseKey(request: VisitedRequest, permission: Permission | undefined): Promise<void> {
    const header = request.headers.authorization;
    if (header === undefined) return;
    const principal = await this.keys.authenticate(header);
    if (principal) request.principal = principal;
    else if (permission && 'scope' in permission)
      throw new Unauthenticated('access.unknown-key', 'Cette clé n’est pas connue, ou elle a été retirée.');
  }

  private async recogniseVisitor(request: VisitedRequest): Promise<void> {
    const token = cookieIn(request.headers.cookie, this.cookie);
    if (token === undefined) return;
    const visitor = await this.sessions.visitor(token);
    if (visitor) request.visitor = visitor;
  }
}

function mustBeAllowed({ visitor }: VisitedRequest, action: Action): void {
  if (!visitor) throw new Unauthenticated('access.sign-in-needed', 'Connectez-vous pour voir cette page.');
  if (!may(visitor.role, action))
    throw new Forbidden('access.not-for-this-role', 'Votre compte ne permet pas de voir cette page.');
}

function mustHaveScope({ principal }: VisitedRequest, permission: KeyPermission): void {
  if (!principal)
    throw new Unauthenticated('access.key-missing', 'Donnez votre clé avec l’en-tête Authorization: Bearer …');
  if (!principal.scopes.includes(permission.scope)) {
    throw new Forbidden('access.scope-missing', `Votre clé ne permet pas « ${permission.scope} ».`);
  }
  if (permission.kinds && !permission.kinds.includes(principal.kind)) {
    throw new Forbidden('access.not-for-this-key', 'Cette action n’est pas ouverte à ce type de clé.');
  }
}
