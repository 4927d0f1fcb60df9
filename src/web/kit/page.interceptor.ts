import { randomBytes } from 'node:crypto';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { from, mergeMap, type Observable } from 'rxjs';
import { csrfMatches, csrfToken } from '../../identity/csrf.js';
import { Config } from '../../platform/config/config.js';
import type { PageAnswer } from './answers.js';
import { cookieLine, KEPT, type PageCookie, readCookie, VISIT } from './cookies.js';
import { type FormFields, textOf } from './forms.js';
import { KeptForms } from './kept-forms.js';
import type { PageRequest } from './page.js';
import { PageRenderer } from './page-renderer.js';
import { StaleForm } from './stale-form.js';

/** Around every page: the token of its forms before, its HTML, headers and cookies after. */
@Injectable()
export class PageInterceptor implements NestInterceptor {
  private readonly secure: boolean;

  constructor(
    private readonly config: Config,
    private readonly renderer: PageRenderer,
    private readonly keptForms: KeptForms,
  ) {
    this.secure = config.publicUrl.startsWith('https://');
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<PageRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const cookies: PageCookie[] = [];
    const header = request.headers.cookie;
    const session = readCookie(header, 'session', this.secure);
    // A cookie of a session that ended is not what the next page's token is made of.
    const base = (request.visitor && session) ?? readCookie(header, VISIT, this.secure);
    request.cookieNamed = (name) => readCookie(header, name, this.secure);
    if (request.method === 'POST') this.mustBeOurs(request, base);
    let visit = base;
    request.csrf = () => {
      if (visit === undefined) {
        visit = randomBytes(16).toString('base64url');
        cookies.push({ name: VISIT, value: visit });
      }
      return csrfToken(this.config.secret, visit);
    };
    return from(this.recallForm(request, cookies)).pipe(
      mergeMap(() => next.handle() as Observable<PageAnswer>),
      mergeMap(async (answer) => {
        const own = 'cookies' in answer ? (answer.cookies ?? []) : [];
        const lines = [...cookies, ...own].map((cookie) => cookieLine(cookie, this.secure));
        if (lines.length > 0) void reply.header('set-cookie', lines);
        return this.renderer.send(request, reply, answer);
      }),
    );
  }

  /** A form must carry the token of its page, and not come from another site. @throws StaleForm. */
  private mustBeOurs(request: PageRequest, base: string | undefined): void {
    const fromElsewhere = request.headers['sec-fetch-site'] === 'cross-site';
    const fields = (request.body ?? {}) as FormFields;
    const given = textOf(fields, '_csrf');
    if (fromElsewhere || base === undefined || !csrfMatches(this.config.secret, base, given)) {
      throw new StaleForm(fromElsewhere ? undefined : fields);
    }
  }

  /** Brings back what was typed in this page's form before it expired; shown once. */
  private async recallForm(request: PageRequest, cookies: PageCookie[]): Promise<void> {
    if (request.method !== 'GET') return;
    const token = readCookie(request.headers.cookie, KEPT, this.secure);
    if (token === undefined) return;
    const kept = await this.keptForms.take(token, pathOf(request.url));
    if (!kept) return;
    request.kept = kept;
    cookies.push({ name: KEPT, value: '' });
  }
}

function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? url;
}
