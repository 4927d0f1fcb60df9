import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { renderToString } from 'preact-render-to-string';
import { Config } from '../../platform/config/config.js';
import type { PageAnswer, View } from './answers.js';
import { Assets } from './assets.js';
import { Layout } from './layout.view.js';
import type { PageRequest } from './page.js';
import { Theme } from './theme.js';

/** Turns the answer of a page into HTML with its headers, a redirection or a file. */
@Injectable()
export class PageRenderer {
  private readonly headers: Readonly<Record<string, string>>;

  constructor(
    private readonly config: Config,
    private readonly assets: Assets,
    private readonly theme: Theme,
  ) {
    this.headers = securityHeaders(config.publicUrl.startsWith('https://'), theme.imageHosts);
  }

  /** Sets status and headers, returns the body. */
  send(request: PageRequest, reply: FastifyReply, answer: PageAnswer): string | Buffer {
    void reply.headers(this.headers);
    if ('to' in answer) {
      void reply
        .status(answer.status ?? 303)
        .header('location', answer.to)
        .header('cache-control', 'no-store');
      return '';
    }
    if ('bytes' in answer) {
      void reply
        .header('content-type', answer.type)
        .header('content-disposition', `${answer.shown ? 'inline' : 'attachment'}; filename="${answer.fileName}"`)
        .header('cache-control', 'private, no-store');
      return answer.bytes;
    }
    // A page for one person, or with a form's token in it, is nobody else's.
    const personal = request.visitor !== undefined || request.csrf !== undefined;
    void reply
      .status(answer.status ?? 200)
      .header('content-type', 'text/html; charset=utf-8')
      // For the service worker: what it keeps for somebody goes when nobody is signed in.
      .header('x-visitor', request.visitor ? 'known' : 'nobody')
      .header('cache-control', request.visitor ? 'private, no-store' : personal ? 'private, no-cache' : 'no-cache');
    if (answer.description === undefined) void reply.header('x-robots-tag', 'noindex');
    return this.html(request, answer);
  }

  private html(request: PageRequest, view: View): string {
    const { instance, demo, publicUrl } = this.config;
    return `<!doctype html>${renderToString(
      <Layout
        view={view}
        instance={instance}
        demo={demo}
        address={`${publicUrl}${request.url.split('?', 1)[0]}`}
        theme={this.theme}
        visitor={request.visitor}
        csrf={request.visitor ? request.csrf?.() : undefined}
        styles={['style.css', ...(view.styles ?? [])].map((name) => this.assets.address(name))}
        scripts={['common.js', ...(view.scripts ?? [])].map((name) => this.assets.address(name))}
      />,
    )}`;
  }
}

/** What an A+ scan of headers asks: nothing inline, nothing from elsewhere, no frame, no leak of addresses. */
function securityHeaders(secure: boolean, imageHosts: readonly string[]): Record<string, string> {
  return {
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      `img-src ${["'self'", 'data:', ...imageHosts].join(' ')}`,
      "connect-src 'self'",
      "manifest-src 'self'",
      "worker-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(self), microphone=(), payment=(), usb=()',
    ...(secure && { 'strict-transport-security': 'max-age=63072000; includeSubDomains' }),
  };
}
