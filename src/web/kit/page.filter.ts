import { type ArgumentsHost, Catch } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Config } from '../../platform/config/config.js';
import { DomainError } from '../../platform/errors.js';
import { ProblemFilter, problemOf } from '../../platform/http/problem.filter.js';
import { Log } from '../../platform/logger.js';
import { type PageCookie, cookieLine, KEPT } from './cookies.js';
import { errorView } from './errors.view.js';
import type { FormFields } from './forms.js';
import { KeptForms } from './kept-forms.js';
import type { PageRequest } from './page.js';
import { PageRenderer } from './page-renderer.js';
import { StaleForm } from './stale-form.js';

/** Addresses that programs read: their errors stay problem+json. */
const FOR_PROGRAMS = /^\/(api|callbacks|metrics|health|ready|demo\/outbox\.json)(\/|\?|$)/;

/** Errors as pages for people: what happened, what was kept, what to do, whom to call. Programs get their problem+json. */
@Catch()
export class PageFilter extends ProblemFilter {
  constructor(
    private readonly logger: Log,
    private readonly config: Config,
    private readonly renderer: PageRenderer,
    private readonly keptForms: KeptForms,
  ) {
    super(logger);
  }

  override catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<PageRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const wantsPage = !FOR_PROGRAMS.test(request.url) && request.headers.authorization === undefined;
    if (!wantsPage) {
      super.catch(error, host);
      return;
    }
    void this.answer(error, request, reply).catch((failure: unknown) => {
      this.logger.error('page.error-page-failed', { requestId: request.id, error: failure });
      super.catch(error, host);
    });
  }

  private async answer(error: unknown, request: PageRequest, reply: FastifyReply): Promise<void> {
    const path = request.url.split('?', 1)[0] ?? '/';
    if (error instanceof StaleForm && error.fields !== undefined) {
      return this.toFormAgain(request, reply, error.fields, request.url);
    }
    if (error instanceof DomainError && error.code === 'access.sign-in-needed') {
      const next = `/connexion?suite=${encodeURIComponent(request.method === 'POST' ? path : request.url)}`;
      // What another site sends in a person's name is not what they typed.
      const typed = request.method === 'POST' && request.headers['sec-fetch-site'] !== 'cross-site';
      return this.toFormAgain(request, reply, typed ? ((request.body ?? {}) as FormFields) : {}, next);
    }
    const problem = problemOf(error);
    if (problem.status >= 500) {
      this.logger.error('request.failed', { requestId: request.id, route: request.routeOptions?.url, error });
    }
    const html = this.renderer.send(request, reply, errorView(problem, this.config.instance));
    void reply.send(html);
  }

  /** Keeps what was typed, and goes where it can be sent again. */
  private async toFormAgain(request: PageRequest, reply: FastifyReply, fields: FormFields, to: string): Promise<void> {
    const path = request.url.split('?', 1)[0] ?? '/';
    const typed = Object.keys(fields).some((name) => name !== '_csrf');
    const token = typed ? await this.keptForms.keep(path, fields) : undefined;
    const cookies: PageCookie[] = token === undefined ? [] : [{ name: KEPT, value: token }];
    const secure = this.config.publicUrl.startsWith('https://');
    if (cookies.length > 0)
      void reply.header(
        'set-cookie',
        cookies.map((cookie) => cookieLine(cookie, secure)),
      );
    void reply.send(this.renderer.send(request, reply, { to }));
  }
}
