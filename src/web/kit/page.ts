import {
  createParamDecorator,
  type ExecutionContext,
  RequestMapping,
  RequestMethod,
  UseInterceptors,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Visitor } from '../../identity/visitor.js';
import { NotFound } from '../../platform/errors.js';
import type { FormFields } from './forms.js';
import { PageInterceptor } from './page.interceptor.js';

/** One page of the site. A form posts to the address of its own page, so that what was typed can be shown there again. */
export interface PageSpec {
  readonly method: 'GET' | 'POST';
  /** With parameters in braces: '/offres/{id}'. */
  readonly path: string;
  /** What does not fit is answered as a page that does not exist. */
  readonly params?: z.ZodObject;
  /** Filters in the address: give each a `.catch()`, since people change addresses by hand. */
  readonly query?: z.ZodObject;
}

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;

/** What the handler of a page is given. */
export interface PageCall<S extends PageSpec = PageSpec> {
  readonly params: Parsed<S['params']>;
  readonly query: Parsed<S['query']>;
  /** The form that was posted; empty for GET. */
  readonly form: FormFields;
  /** What was typed before the page expired: shown again in the form. */
  readonly kept: FormFields | undefined;
  readonly visitor: Visitor;
  /** Path and query of this page. */
  readonly url: string;
  readonly ip: string;
  /** The browser as its header names it, for the list of sessions. */
  readonly device: string;
  /** Value of the hidden field `_csrf`. */
  readonly csrf: string;
  /** What this browser keeps under this name. */
  cookie(name: string): string | undefined;
}

/** The same on a public page: the visitor may be nobody. */
export type PublicPageCall<S extends PageSpec = PageSpec> = Omit<PageCall<S>, 'visitor'> & {
  readonly visitor: Visitor | undefined;
};

/** A request on which the guard has left the visitor and the interceptor what forms need. */
export type PageRequest = FastifyRequest & {
  visitor?: Visitor;
  kept?: FormFields;
  csrf?: () => string;
  cookieNamed?: (name: string) => string | undefined;
};

const Input = createParamDecorator((spec: PageSpec, context: ExecutionContext): PublicPageCall => {
  const request = context.switchToHttp().getRequest<PageRequest>();
  const params = spec.params?.safeParse(request.params);
  const query = spec.query?.safeParse(request.query);
  if (params?.success === false || query?.success === false) {
    throw new NotFound('page.unknown', 'Cette page n’existe pas.');
  }
  return {
    params: params?.data as never,
    query: query?.data as never,
    form: request.method === 'POST' ? ((request.body ?? {}) as FormFields) : {},
    kept: request.kept,
    visitor: request.visitor,
    url: request.url,
    ip: request.ip,
    device: request.headers['user-agent']?.slice(0, 300) ?? '',
    get csrf() {
      return request.csrf?.() ?? '';
    },
    cookie: (name) => request.cookieNamed?.(name),
  };
});

/** Makes the method the handler of this page; its only parameter is the call, its result a PageAnswer. */
export function Page(spec: PageSpec): MethodDecorator {
  return (target, key, descriptor) => {
    const path = spec.path.replace(/\{(\w+)\}/g, ':$1');
    RequestMapping({ path, method: RequestMethod[spec.method] })(target, key, descriptor);
    UseInterceptors(PageInterceptor)(target, key, descriptor);
    Input(spec)(target, key, 0);
  };
}
