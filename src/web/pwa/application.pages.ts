import { createHash } from 'node:crypto';
import { Controller, Get, Header, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { Public } from '../../identity/access.js';
import { Config } from '../../platform/config/config.js';
import { NotFound } from '../../platform/errors.js';
import type { View } from '../kit/answers.js';
import { Assets } from '../kit/assets.js';
import { Page, type PublicPageCall } from '../kit/page.js';
import { Theme } from '../kit/theme.js';
import { KeptNotice, Offline } from './offline.view.js';

const OFFLINE = '/hors-ligne';
const offline = { method: 'GET', path: OFFLINE } as const;

/** What pages without network are made of. */
const SHELL_FILES = ['style.css', 'common.js', 'opportunity.js'];
const A_DAY = 'public, max-age=86400';

/** What makes of the site an application that can be put on the first screen of a telephone, and read in part without network. */
@Controller()
export class ApplicationPages {
  private readonly worker: { readonly text: string; readonly tag: string };

  constructor(
    private readonly config: Config,
    private readonly assets: Assets,
    private readonly theme: Theme,
  ) {
    this.worker = this.workerText();
  }

  @Get('manifest.webmanifest')
  @Public()
  @Header('content-type', 'application/manifest+json; charset=utf-8')
  @Header('cache-control', A_DAY)
  manifest(): string {
    const { name } = this.config.instance;
    const { primary, paper } = this.theme.tokens.colours;
    const icon = (file: string, size: number, purpose: 'any' | 'maskable') => ({
      src: this.assets.address(file),
      sizes: `${size}x${size}`,
      type: 'image/png',
      purpose,
    });
    return JSON.stringify({
      id: '/',
      name: `${name} : emploi et bénévolat`,
      short_name: name,
      description: 'Des offres d’emploi et des missions bénévoles près de chez vous.',
      lang: 'fr',
      dir: 'ltr',
      start_url: '/',
      scope: '/',
      display: 'minimal-ui',
      theme_color: primary,
      background_color: paper,
      icons: [
        icon('icon-192.png', 192, 'any'),
        icon('icon-512.png', 512, 'any'),
        icon('icon-maskable-512.png', 512, 'maskable'),
      ],
      shortcuts: [
        { name: 'Offres d’emploi', url: '/offres' },
        { name: 'Mes offres gardées', url: '/mon-espace/offres' },
      ],
    });
  }

  /** Asked for again at each visit: it weighs nothing while it has not changed. */
  @Get('sw.js')
  @Public()
  @Header('cache-control', 'no-cache')
  serviceWorker(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): string {
    const { text, tag } = this.worker;
    void reply
      .header('etag', tag)
      .header('content-type', 'text/javascript; charset=utf-8')
      .header('content-security-policy', "default-src 'none'; connect-src 'self'");
    if (!(request.headers['if-none-match'] ?? '').includes(tag)) return text;
    void reply.status(304);
    return '';
  }

  @Page(offline)
  @Public()
  offline(_: PublicPageCall<typeof offline>): View {
    return { title: 'Pas de réseau', body: h(Offline, { instance: this.config.instance }) };
  }

  /** Browsers and search engines look for it here, whatever pages say. */
  @Get('favicon.ico')
  @Public()
  @Header('cache-control', A_DAY)
  favicon(@Res({ passthrough: true }) reply: FastifyReply): Buffer {
    return this.picture('favicon.ico', reply);
  }

  /** Telephones of Apple look for it here. */
  @Get('apple-touch-icon.png')
  @Public()
  @Header('cache-control', A_DAY)
  appleTouchIcon(@Res({ passthrough: true }) reply: FastifyReply): Buffer {
    return this.picture('apple-touch-icon.png', reply);
  }

  private picture(name: string, reply: FastifyReply): Buffer {
    const asset = this.assets.named(name);
    if (!asset) throw new NotFound('request.unknown-path', 'Ce fichier n’existe pas.');
    void reply.header('content-type', asset.type);
    return asset.bytes;
  }

  /** The compiled service worker, after what it is to keep. */
  private workerText(): { text: string; tag: string } {
    const code = this.assets.named('sw.js')?.bytes.toString() ?? '';
    const shell = {
      files: SHELL_FILES.map((name) => this.assets.address(name)),
      offline: OFFLINE,
      notice: renderToString(h(KeptNotice, {})),
    };
    const { instance } = this.config;
    const page = renderToString(h(Offline, { instance }));
    const version = createHash('sha256')
      .update(JSON.stringify([shell, instance, page, code]))
      .digest('base64url')
      .slice(0, 10);
    return { text: `const SHELL = ${JSON.stringify({ version, ...shell })};\n${code}`, tag: `"${version}"` };
  }
}
