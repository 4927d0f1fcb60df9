/** The files that say to programs which pages there are. Formats: sitemaps.org 0.9, RFC 9309 (robots.txt), RFC 9116 (security.txt). */

export type Kind = 'offer' | 'mission';
export interface OpenPage {
  readonly id: string;
  /** 'YYYY-MM-DD'. */
  readonly changed: string;
}

/** At most 50,000 addresses and 50 MB a file; ours hold fewer, to be made in one go. */
export const PER_PART = 20_000;
const FOLDERS: Readonly<Record<Kind, string>> = { offer: 'offres', mission: 'missions' };
/** Pages for everybody that are not an offer or a mission. */
const PAGES = [
  ...['/', '/offres', '/missions', '/comment-ca-marche', '/donnees-personnelles'],
  ...['/accessibilite', '/mentions-legales', '/plan-du-site'],
];
/** Own pages, forms, what is made for one person, and searches: a list may be asked for in endless ways. */
const NOT_TO_READ = [
  '/mon-espace',
  '/connexion',
  '/inscription',
  '/equipe',
  '/structure',
  '/api/v1',
  '/o/',
  '/cv/',
  '/*?',
];

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

/** Names of the parts: 'pages.xml', 'offres-1.xml'… */
export function chapterNames(counts: Readonly<Record<Kind, number>>): string[] {
  const parts = (kind: Kind) =>
    Array.from({ length: Math.ceil(counts[kind] / PER_PART) }, (_, at) => `${FOLDERS[kind]}-${at + 1}.xml`);
  return ['pages.xml', ...parts('offer'), ...parts('mission')];
}

/** What a part is named after; undefined when no part has this name. */
export function partsOf(name: string): { kind: 'pages' } | { kind: Kind; number: number } | undefined {
  if (name === 'pages.xml') return { kind: 'pages' };
  const [, folder, number] = /^(offres|missions)-([1-9]\d{0,3})\.xml$/.exec(name) ?? [];
  if (folder === undefined) return undefined;
  return { kind: folder === 'offres' ? 'offer' : 'mission', number: Number(number) };
}

export function sitemapIndex(site: string, names: readonly string[]): string {
  const lines = names.map((name) => `<sitemap><loc>${site}/sitemap/${name}</loc></sitemap>`);
  return `${HEAD}<sitemapindex ${SPACE}>\n${lines.join('\n')}\n</sitemapindex>\n`;
}

/** One part: the pages of opportunities, or those for everybody when no kind is given. */
export function sitemapPart(site: string, kind?: Kind, open: readonly OpenPage[] = []): string {
  const lines =
    kind === undefined
      ? PAGES.map((path) => `<url><loc>${site}${path}</loc></url>`)
      : open.map(
          ({ id, changed }) => `<url><loc>${site}/${FOLDERS[kind]}/${id}</loc><lastmod>${changed}</lastmod></url>`,
        );
  return `${HEAD}<urlset ${SPACE}>\n${lines.join('\n')}\n</urlset>\n`;
}

/** A demonstration is not to be found: its offers are invented. */
export function robotsText(site: string, demo: boolean): string {
  const refused = demo ? ['/'] : NOT_TO_READ;
  return `User-agent: *\n${refused.map((path) => `Disallow: ${path}\n`).join('')}\nSitemap: ${site}/sitemap.xml\n`;
}

export function securityText(site: string, email: string, expires: Date): string {
  return [
    `Contact: mailto:${email}`,
    `Expires: ${expires.toISOString()}`,
    'Preferred-Languages: fr, en',
    `Canonical: ${site}/.well-known/security.txt`,
    '',
  ].join('\n');
}
