import { Controller, Get, Header, Param } from '@nestjs/common';
import { Public } from '../../identity/access.js';
import { Clock } from '../../platform/clock.js';
import { Config } from '../../platform/config/config.js';
import { NotFound } from '../../platform/errors.js';
import { plusSeconds } from '../../platform/lang/day.js';
import { SitemapQueries } from './sitemap.queries.js';
import { chapterNames, partsOf, robotsText, securityText, sitemapIndex, sitemapPart } from './sitemap.rules.js';

const AN_HOUR = 'public, max-age=3600';
/** RFC 9116 asks for less than a year. */
const SECURITY_SECONDS = 180 * 86_400;

/** What search engines and people who find a weakness look for. */
@Controller()
export class RobotsPages {
  constructor(
    private readonly sitemap: SitemapQueries,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  @Get('robots.txt')
  @Public()
  @Header('content-type', 'text/plain; charset=utf-8')
  @Header('cache-control', AN_HOUR)
  robots(): string {
    return robotsText(this.config.publicUrl, this.config.demo);
  }

  @Get(['.well-known/security.txt', 'security.txt'])
  @Public()
  @Header('content-type', 'text/plain; charset=utf-8')
  @Header('cache-control', AN_HOUR)
  security(): string {
    const { publicUrl, instance } = this.config;
    return securityText(publicUrl, instance.email, plusSeconds(this.clock.now(), SECURITY_SECONDS));
  }

  /** The list of the parts: what is open may be more than one file holds. */
  @Get('sitemap.xml')
  @Public()
  @Header('content-type', 'application/xml; charset=utf-8')
  @Header('cache-control', AN_HOUR)
  async index(): Promise<string> {
    const counts = await this.sitemap.counts(this.clock.today());
    return sitemapIndex(this.config.publicUrl, chapterNames(counts));
  }

  @Get('sitemap/:name')
  @Public()
  @Header('content-type', 'application/xml; charset=utf-8')
  @Header('cache-control', AN_HOUR)
  async part(@Param('name') name: string): Promise<string> {
    const part = partsOf(name);
    if (!part) throw new NotFound('page.unknown', 'Cette page n’existe pas.');
    if (part.kind === 'pages') return sitemapPart(this.config.publicUrl);
    const open = await this.sitemap.open(part.kind, this.clock.today(), part.number);
    return sitemapPart(this.config.publicUrl, part.kind, open);
  }
}
