import { isUtf8 } from 'node:buffer';
import {
  BadRequestException,
  createParamDecorator,
  type ExecutionContext,
  HttpCode,
  RequestMapping,
  RequestMethod,
  UnsupportedMediaTypeException,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { RuleBroken } from '../errors.js';
import type { Principal } from './principal.js';
import { parseInput } from './validation.js';

/** One route of the API: where it is, what it takes and answers. The router, the checks and the OpenAPI document all read it. */
export interface EndpointSpec {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With parameters in braces: '/api/v1/offers/{id}'. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Status of success, 200 unless told. */
  readonly status?: number;
  readonly returns?: z.ZodType;
  /** The edit must say which version it edits (If-Match). */
  readonly ifMatch?: boolean;
  /** Codes of the problems that a caller should expect. */
  readonly errors?: readonly string[];
}

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;

/** What a handler is given, already checked. `principal` is undefined only on public routes called without a key. */
export interface Call<S extends EndpointSpec = EndpointSpec> {
  readonly params: Parsed<S['params']>;
  readonly query: Parsed<S['query']>;
  readonly body: Parsed<S['body']>;
  readonly principal: Principal;
  /** Version given by If-Match, when the endpoint asks for it. */
  readonly ifMatch: S['ifMatch'] extends true ? number : undefined;
}

/** The same for a public route: the caller may be nobody. */
export type PublicCall<S extends EndpointSpec = EndpointSpec> = Omit<Call<S>, 'principal'> & {
  readonly principal: Principal | undefined;
};

/** A request on which the guard has left who is asking. */
export type AuthenticatedRequest = FastifyRequest & { principal?: Principal };

const ENDPOINT = Symbol('endpoint specification');

const Input = createParamDecorator((spec: EndpointSpec, context: ExecutionContext) => {
  const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
  refuseBrokenText(request);
  refuseOtherFormats(request);
  return {
    params: spec.params && parseInput(spec.params, request.params, 'path'),
    query: spec.query ? parseInput(spec.query, request.query, 'query') : refuseExtraQuery(request),
    body: spec.body && parseInput(spec.body, request.body === undefined ? {} : request.body, 'body'),
    principal: request.principal,
    ifMatch: spec.ifMatch ? versionIn(request.headers['if-match']) : undefined,
  };
});

function isReadable(url: string): boolean {
  try {
    decodeURIComponent(url);
    return true;
  } catch {
    return false;
  }
}

/** Bytes that are not UTF-8 would be kept as replacement marks: they are refused as unreadable. */
function refuseBrokenText(request: AuthenticatedRequest & { rawBody?: Buffer }): void {
  if (!isReadable(request.url) || (request.rawBody && !isUtf8(request.rawBody))) throw new BadRequestException();
}

/** The server reads forms and plain text for its pages; the API takes JSON alone. */
function refuseOtherFormats(request: FastifyRequest): void {
  const type = request.headers['content-type'];
  const isJson = type !== undefined && /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type);
  if (request.body !== undefined && !isJson) throw new UnsupportedMediaTypeException();
}

function refuseExtraQuery(request: FastifyRequest): undefined {
  const [name] = Object.keys((request.query ?? {}) as object);
  if (name !== undefined)
    throw new RuleBroken('request.unknown-parameter', `Le paramètre « ${name.slice(0, 50)} » n'existe pas ici.`);
  return undefined;
}

/** The version in an entity tag: `"3"`, `W/"3"`. Throws when it is missing (428) or is not one. */
function versionIn(header: string | string[] | undefined): number {
  const match = typeof header === 'string' ? /^(?:W\/)?"(\d{1,9})"$/.exec(header.trim()) : null;
  if (match?.[1] !== undefined) return Number(match[1]);
  if (header === undefined) {
    throw new PreconditionRequired(
      'request.version-required',
      'Dites quelle version vous modifiez, avec l’en-tête If-Match.',
    );
  }
  throw new RuleBroken('request.bad-version', 'L’en-tête If-Match doit porter l’ETag reçu, par exemple "3".');
}

class PreconditionRequired extends RuleBroken {
  override get status(): number {
    return 428;
  }
}

/** Makes the method the handler of this route; its only parameter is the checked call. */
export function Endpoint(spec: EndpointSpec): MethodDecorator {
  return (target, key, descriptor) => {
    const path = spec.path.replace(/\{(\w+)\}/g, ':$1');
    RequestMapping({ path, method: RequestMethod[spec.method] })(target, key, descriptor);
    HttpCode(spec.status ?? 200)(target, key, descriptor);
    Input(spec)(target, key, 0);
    const method: unknown = descriptor.value;
    if (typeof method === 'function') Object.defineProperty(method, ENDPOINT, { value: spec });
  };
}

/** The specification of a handler, if it is an endpoint of the API. */
export function endpointOf(method: unknown): EndpointSpec | undefined {
  return typeof method === 'function' ? (method as { [ENDPOINT]?: EndpointSpec })[ENDPOINT] : undefined;
}
