import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../errors.js';
import { Log } from '../logger.js';

/** A problem as RFC 9457 writes it. `code` is stable; `detail` is French for people. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly [extension: string]: unknown;
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Demande illisible',
  401: 'Clé absente ou inconnue',
  403: 'Interdit',
  404: 'Introuvable',
  405: 'Méthode non permise',
  409: 'Conflit',
  410: 'N’existe plus',
  412: 'Version dépassée',
  413: 'Demande trop lourde',
  415: 'Format non accepté',
  422: 'Demande refusée',
  428: 'Version demandée',
  429: 'Trop de demandes',
  500: 'Erreur de notre part',
  503: 'Service indisponible',
};

export function problem(
  status: number,
  code: string,
  detail: string,
  extensions: Readonly<Record<string, unknown>> = {},
): Problem {
  return { type: `urn:actifs:problem:${code}`, title: TITLES[status] ?? 'Erreur', status, code, detail, ...extensions };
}

const FRAMEWORK: Readonly<Record<number, readonly [code: string, detail: string]>> = {
  400: ['request.malformed', 'La demande n’est pas lisible. Vérifiez le JSON envoyé.'],
  404: ['request.unknown-path', 'Cette adresse n’existe pas.'],
  413: ['request.too-large', 'La demande dépasse 1 Mo.'],
  414: ['request.too-long', 'L’adresse est trop longue.'],
  415: ['request.unsupported-format', 'Envoyez du JSON, avec l’en-tête Content-Type: application/json.'],
  429: ['request.too-many', 'Trop de demandes. Attendez un peu, puis recommencez.'],
};

/** The problem that an error becomes. What we did not foresee says nothing of its insides. */
export function problemOf(error: unknown): Problem {
  if (error instanceof DomainError) return problem(error.status, error.code, error.message, error.details);
  if (isOutOfReach(error))
    return problem(503, 'server.unavailable', 'Le service revient dans un instant. Rien n’a été changé.');
  const status = error instanceof HttpException ? error.getStatus() : statusOfFramework(error);
  const known = FRAMEWORK[status];
  if (known) return problem(status, known[0], known[1]);
  if (status >= 400 && status < 500) return problem(status, 'request.refused', 'La demande est refusée.');
  return problem(500, 'server.error', 'Une erreur est survenue de notre côté. Rien n’a été changé.');
}

/** The database does not answer, or is starting or stopping (PostgreSQL class 57P, and what sockets say). */
function isOutOfReach(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string' && /^(57P0[1-3]|08\d{3}|ECONNREFUSED|ECONNRESET|EPIPE)$/.test(code)) return true;
  return typeof message === 'string' && message.startsWith('Connection terminated');
}

function statusOfFramework(error: unknown): number {
  const status =
    typeof error === 'object' && error !== null ? (error as { statusCode?: unknown }).statusCode : undefined;
  return typeof status === 'number' ? status : 500;
}

/** Turns every error of a request into a problem+json answer. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const answer = problemOf(error);
    if (answer.status >= 500)
      this.log.error('request.failed', { requestId: request.id, route: request.routeOptions?.url, error });
    if (answer.status === 503) void reply.header('retry-after', '5');
    void sendProblem(reply, { ...answer, requestId: request.id });
  }
}

/** Sends a problem from anywhere, hooks of the server included. */
export function sendProblem(reply: FastifyReply, answer: Problem): FastifyReply {
  return reply
    .status(answer.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(answer));
}
