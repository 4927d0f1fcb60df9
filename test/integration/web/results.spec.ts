import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestApp } from '../../support/test-app.js';
import { townApp } from '../../support/town.js';
import { WebVisitor, wordsOf } from '../../support/web-visitor.js';

describe('the lists of offers and missions, read without script', () => {
  let app: TestApp;
  let visitor: WebVisitor;

  beforeAll(async () => {
    app = await townApp();
    visitor = new WebVisitor(app);
  }, 180_000);
  afterAll(async () => {
    await app?.stop();
  });

  const page = async (path: string) => {
    const answer = await visitor.get(path);
    expect(answer.status).toBe(200);
    return answer.text;
  };

  it('say in the title how many there are, and of what, and where', async () => {
    const html = await page('/offres?ou=Laon&metier=serveur&deplacement=voiture');
    const title = wordsOf(/<h1>(.*?)<\/h1>/.exec(html)?.[1] ?? '');
    expect(title).toMatch(/^\d+ offres? d’emploi pour « serveur » autour de Laon$/);
    expect(wordsOf(/<title>(.*?)<\/title>/.exec(html)?.[1] ?? '')).toContain(title);
  });

  it('hold offers or missions, never both', async () => {
    const kinds = async (path: string) => new Set(cardsOf(await page(path)).map((href) => href.split('/')[1]));
    expect([...(await kinds('/offres'))]).toEqual(['offres']);
    expect([...(await kinds('/missions'))]).toEqual(['missions']);
  });

  it('keep the three questions when a filter is sent, and count what the filter lets through', async () => {
    const before = await page('/offres?ou=Laon&deplacement=voiture');
    const [box, value = '', said = ''] =
      /name="contrat" value="([^"]+)"[^>]*>.*?\((\d+)\)/.exec(before.replace(/\n/g, '')) ?? [];
    expect(box).toBeDefined();
    const filtered = await page(`/offres?${filterForm(before)}&contrat=${value}`);
    expect(countIn(filtered)).toBe(Number(said));
    expect(filtered).toContain('name="ou" value="Laon"');
    expect(filtered).toMatch(new RegExp(`name="contrat" value="${value}" checked|checked[^>]*value="${value}"`));
    const without = hrefOf(filtered, 'Enlever les filtres');
    expect(countIn(await page(without))).toBe(countIn(before));
  });

  it('go to 5 km or to 100 km as asked', async () => {
    const counts: number[] = [];
    for (const km of [5, 20, 100]) counts.push(countIn(await page(`/offres?ou=Laon&distance=${km}`)));
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(counts[2]).toBeGreaterThan(counts[0] ?? 0);
  });

  it('begin with the easiest to reach, or with the latest', async () => {
    const far = await page('/offres?ou=Laon&deplacement=voiture&distance=50');
    const kilometres = [...far.matchAll(/À (moins de )?([\d,]+) km/g)].map(([, less, km]) =>
      less ? 0.5 : Number(km?.replace(',', '.')),
    );
    expect(kilometres.length).toBeGreaterThan(5);
    expect(kilometres).toEqual([...kilometres].sort((a, b) => a - b));

    const latest = await page(hrefOf(far, 'Le plus récent'));
    const ids = cardsOf(latest).map((href) => href.split(/[/?]/)[2] ?? '');
    const rows = await app.database.query<{ id: string; published_at: Date }>(
      'SELECT id, published_at FROM opportunities WHERE id = ANY($1)',
      [ids],
    );
    const at = new Map(rows.map((row) => [row.id, row.published_at.getTime()]));
    const times = ids.map((id) => at.get(id) ?? 0);
    expect(times).toEqual([...times].sort((a, b) => b - a));
    expect(hrefOf(latest, 'Le plus facile à rejoindre')).toContain('tri=pres');
  });

  it('are ten a page, and every offer stands on exactly one of the pages', async () => {
    const seen: string[] = [];
    let path: string | undefined = '/offres?ou=Laon&distance=50';
    const total = countIn(await page(path));
    let pages = 0;
    while (path !== undefined && pages < 60) {
      const html = await page(path);
      const cards = cardsOf(html);
      expect(cards.length).toBeLessThanOrEqual(10);
      seen.push(...cards);
      pages += 1;
      path = /<a href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(pages).toBe(Math.ceil(total / 10));
    expect(new Set(seen).size).toBe(total);
    expect(seen.length).toBe(total);
  });

  it('lead back from a page that lies after the last one', async () => {
    const html = await page('/offres?ou=Laon&page=900');
    expect(wordsOf(html)).toContain('Cette page de la liste n’existe plus');
    expect(cardsOf(await page(hrefOf(html, 'Revenir au début de la liste'))).length).toBeGreaterThan(0);
  });

  it('set what is hard to reach apart, under a heading that says so', async () => {
    const html = await page('/offres?ou=Laon&deplacement=pied&distance=20');
    for (let path = html; ; ) {
      const [near = '', further] = path.split('<h2>Plus loin</h2>');
      const hard = (part: string) => [...part.matchAll(/environ (?:(\d+) h ?(\d*)|(\d+) min)/g)].map(minutesOf);
      expect(hard(near).every((minutes) => minutes <= 45)).toBe(true);
      if (further !== undefined) {
        expect(hard(further).length).toBeGreaterThan(0);
        expect(hard(further).every((minutes) => minutes >= 45)).toBe(true);
        break;
      }
      const next = /<a href="([^"]+)" rel="next"/.exec(path)?.[1]?.replaceAll('&amp;', '&');
      expect(next).toBeDefined();
      path = await page(next ?? '');
    }
  });

  it('help when nothing is found: wider, without filters, other trades, an alert, a person to call', async () => {
    const html = await page('/offres?ou=Laon&metier=scaphandrier&distance=5&contrat=apprenticeship');
    const words = wordsOf(html);
    expect(words).toContain('Rien pour le moment');
    expect(words).toContain(app.config.instance.phone);
    expect(hrefOf(html, 'Prévenez-moi des nouvelles offres')).toMatch(
      /^\/mon-espace\/alertes\/nouvelle\?.*metier=scaphandrier/,
    );
    expect(hrefOf(html, 'Chercher jusqu’à 100 km')).toContain('distance=100');
    expect(hrefOf(html, 'Enlever les filtres')).not.toContain('contrat=');
    expect(countIn(await page(hrefOf(html, 'Voir tous les métiers')))).toBeGreaterThanOrEqual(0);
  });

  it('ask which commune was meant when several bear the name, and each answer is that commune', async () => {
    const html = await page('/offres?ou=Saint-Martin');
    expect(wordsOf(html)).toContain('Plusieurs communes ont ce nom');
    const choices = [...html.matchAll(/<a class="card-link" href="(\/offres\?ou=insee[^"]+)">([^<]+)<\/a>/g)];
    expect(choices.length).toBeGreaterThan(1);
    for (const [, href = '', label = ''] of choices) {
      const chosen = await page(href.replaceAll('&amp;', '&'));
      const name = label.replace(/ \(\d\w*\)$/, '');
      expect(wordsOf(/<h1>(.*?)<\/h1>/.exec(chosen)?.[1] ?? '')).toContain(`autour de ${name}`);
      expect(chosen).toContain(`name="ou" value="${label}"`);
    }
  });

  it('mean the commune that was chosen where its INSEE code is the postal code of others', async () => {
    const [both] = await app.database.query<{ insee: string; name: string }>(
      `SELECT mine.insee, mine.name FROM communes mine
       JOIN (SELECT insee, unnest(postal_codes) AS code FROM communes WHERE departement = '02' AND is_current) other
         ON other.code = mine.insee AND other.insee <> mine.insee
       WHERE mine.departement = '02' AND mine.is_current AND mine.kind = 'commune'
       ORDER BY mine.insee LIMIT 1`,
    );
    const html = await page(`/offres?ou=insee%3A${both?.insee}`);
    expect(wordsOf(/<h1>(.*?)<\/h1>/.exec(html)?.[1] ?? '')).toContain(`autour de ${both?.name}`);
  });

  it('say with the field what is wrong with a place that nobody knows, and keep it', async () => {
    const html = await page('/offres?ou=zzzzzz&metier=serveur');
    expect(wordsOf(html)).toContain('Nous ne trouvons pas cette commune');
    expect(html).toContain('<title>Erreur : ');
    expect(html).toContain('value="zzzzzz"');
    expect(html).toContain('value="serveur"');
    expect(html).toMatch(/<a href="#ou">/);
  });

  it('never break on rubbish in the address', async () => {
    const rubbish = [
      'ou=&metier=&page=',
      'ou=a&ou=b&metier=c&metier=d',
      'ou[]=Laon&ou[x]=y',
      'page=-1',
      'page=0',
      'page=1e9',
      'page=abc',
      'page=1000',
      'page=1001',
      'distance=7',
      'distance=-5',
      'distance=1e308',
      'distance=NaN',
      'contrat=zzz',
      'contrat=permanent&contrat=permanent&contrat=permanent',
      `contrat=${'a'.repeat(3000)}`,
      'heures=1',
      'sans-permis=non',
      'tri=nearest',
      'tri=pres',
      'code=K1304%27',
      'code=Z9999',
      'domaine=%3Cscript%3E',
      'deplacement=fusee',
      'ou=%00',
      'ou=%E2%80%AELaon',
      'ou=%F0%9F%98%80',
      'ou=%FF%FE',
      'ou=%',
      'ou=%E0%A4%A',
      `ou=${'Laon'.repeat(600)}`,
      `metier=${'%20'.repeat(500)}`,
      'metier=%27%20OR%201%3D1%20--',
      'metier=*:*',
      'metier=%22%22%22',
      'metier=_geoRadius(1,2,3)',
      'metier=%5C%5C%5C',
      'ou=insee:99999',
      'ou=insee:',
      '__proto__=1&constructor=2&toString=3',
      'ou=Laon&__proto__[x]=1',
      '%00=%00',
      '&&&===',
      '?',
    ];
    const broken: string[] = [];
    for (const query of rubbish) {
      for (const path of ['/offres', '/missions']) {
        const { status, text } = await visitor.get(`${path}?${query}`);
        const whole = text.startsWith('<!doctype html>') && text.endsWith('</html>');
        if (status >= 500 || !whole) broken.push(`${path}?${query.slice(0, 60)}: ${status} ${text.slice(0, 100)}`);
      }
    }
    expect(broken).toEqual([]);
  });

  it('write what was typed as words, never as a part of the page', async () => {
    const attempts = [
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      "' autofocus onfocus=alert(1) x='",
      '</title><svg/onload=alert(1)>',
      '</script><script>alert(1)</script>',
      'javascript:alert(1)',
      '{{7*7}}<b>',
    ];
    for (const typed of attempts) {
      for (const name of ['metier', 'ou']) {
        const { text } = await visitor.get(`/offres?${new URLSearchParams({ [name]: typed })}`);
        const tags = (text.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/"[^"]*"/g, '""')).join('\n');
        expect(tags).not.toMatch(/\son\w+=|<script>|<b>|<img/i);
        expect(text).not.toMatch(/href="\s*javascript:/i);
      }
    }
  });
});

function cardsOf(html: string): string[] {
  return [...html.matchAll(/class="card-link" href="([^"]+)"/g)].map(([, href = '']) => href);
}

/** The number in the page's title; 0 for none. */
function countIn(html: string): number {
  const h1 = wordsOf(/<h1>(.*?)<\/h1>/.exec(html)?.[1] ?? '');
  return Number(/^([\d\s\u202f]+)/.exec(h1)?.[1]?.replace(/\D/g, '') ?? Number.NaN);
}

/** Where the link of these words leads. */
function hrefOf(html: string, words: string): string {
  const links = [...html.matchAll(/<a\b([^>]*)>(.*?)<\/a>/g)];
  const link = links.find(([, , inside = '']) => wordsOf(inside) === words);
  const href = /href="([^"]*)"/.exec(link?.[1] ?? '')?.[1];
  if (href === undefined) throw new Error(`No link says "${words}"`);
  return href.replaceAll('&amp;', '&');
}

/** The fields that the form of filters sends when nothing in it is touched. */
function filterForm(html: string): string {
  const form = /<form[^>]*id="filtres"[\s\S]*?<\/form>/.exec(html)?.[0] ?? '';
  const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  return new URLSearchParams(hidden.map(([, name = '', value = '']) => [name, value])).toString();
}

function minutesOf([, hours, rest, minutes]: RegExpMatchArray): number {
  return minutes === undefined ? Number(hours) * 60 + Number(rest || 0) : Number(minutes);
}
