import type { FastifyInstance } from 'fastify';
import { DomainError } from '../errors.js';

/** The address exists, but not for this method (RFC 9110 §15.5.6). */
class MethodNotAllowed extends DomainError {
  readonly status = 405;

  constructor(allowed: readonly string[]) {
    super('request.method-not-allowed', `Cette adresse n’accepte que : ${allowed.join(', ')}.`, { allowed });
  }
}

/** Answers 405 with Allow where an address is known by other methods. To be called before any route is declared. */
export function refuseOtherMethods(server: FastifyInstance): void {
  const routes: { readonly method: string; readonly pattern: RegExp }[] = [];
  server.addHook('onRoute', ({ method, url }) => {
    if (url.includes('*')) return; // files of the pages: they take any path below
    for (const one of [method].flat()) routes.push({ method: one, pattern: patternOf(url) });
  });
  server.addHook('onRequest', async (request, reply) => {
    if (!request.is404) return;
    const path = request.url.split('?', 1)[0] ?? '/';
    const allowed = [...new Set(routes.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method))].sort();
    if (allowed.length === 0) return;
    void reply.header('allow', allowed.join(', '));
    throw new MethodNotAllowed(allowed);
  });
}

/** The addresses that a route of the form '/offers/:id/publish' answers. */
function patternOf(url: string): RegExp {
  const literal = url.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal.replace(/:\w+/g, '[^/]+')}$`);
}
