import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestApp } from '../../support/test-app.js';
import { anOpen, nadia, townApp } from '../../support/town.js';
import { csrfIn, WebVisitor, wordsOf } from '../../support/web-visitor.js';

const SLY = '</script><script>alert(1)</script><img src=x onerror=alert(2)> "\' &lt; H/F';

describe('the page of an offer or a mission', () => {
  let app: TestApp;
  let visitor: WebVisitor;
  let offerId: string;

  beforeAll(async () => {
    app = await townApp();
    visitor = new WebVisitor(app);
    offerId = await anOpen(app, 'offer');
  }, 180_000);
  afterAll(async () => {
    await app?.stop();
  });

  /** Some open offer of its own for one spec, changed as it needs. */
  const offerWith = async (changes: string, values: readonly unknown[] = []): Promise<string> => {
    const [row] = await app.database.query<{ id: string }>(
      `UPDATE offers SET ${changes}, version = version + 1
       WHERE id = (SELECT id FROM offers WHERE status = 'published' AND id <> '${offerId}' ORDER BY random() LIMIT 1) RETURNING id`,
      [...values],
    );
    return row?.id ?? '';
  };

  it('says things in the order in which people decide', async () => {
    const { text } = await visitor.get(`/offres/${offerId}`);
    const words = wordsOf(text.slice(text.indexOf('<main')));
    const order = [
      'Où',
      'Contrat',
      'Je postule',
      'Le travail',
      'L’employeur',
      'Publiée',
      'Ne payez jamais',
      'Signaler',
    ];
    const places = order.map((part) => words.indexOf(part));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('offers to apply, to be called, to keep it and to report it, all as links or buttons', async () => {
    const { text } = await visitor.get(`/offres/${offerId}`);
    for (const end of ['postuler', 'appel', 'signaler']) expect(text).toContain(`href="/offres/${offerId}/${end}"`);
    const mission = await anOpen(app, 'mission');
    const page = await visitor.get(`/missions/${mission}`);
    expect(wordsOf(page.text)).toContain('vous n’êtes pas payé');
    expect(page.text).toContain(`href="/missions/${mission}/postuler"`);
  });

  it('is not found under the other kind, under a wrong id, or under an id that nobody has', async () => {
    const mission = await anOpen(app, 'mission');
    const wrong = [
      `/missions/${offerId}`,
      `/offres/${mission}`,
      '/offres/1',
      '/offres/%00',
      '/offres/..%2f..%2fetc%2fpasswd',
      `/offres/${offerId}x`,
      '/offres/01890000-0000-7000-8000-000000000000',
      `/offres/${'a'.repeat(180)}`,
    ];
    for (const path of wrong) {
      const { status, text } = await visitor.get(path);
      expect({ path, status }).toEqual({ path, status: 404 });
      expect(text).toContain('<html lang="fr">');
    }
  });

  it('does not show what was never published', async () => {
    const draft = await offerWith("status = 'draft', published_at = null");
    expect((await visitor.get(`/offres/${draft}`)).status).toBe(404);
  });

  it('answers 410 when it is over, and shows ones like it', async () => {
    const id = await offerWith('updated_at = now()');
    await app.database.query("UPDATE offers SET status = 'filled', filled_at = now() WHERE id = $1", [id]);
    const { status, text } = await visitor.get(`/offres/${id}`);
    expect(status).toBe(410);
    expect(wordsOf(text)).toContain('Cette offre est terminée');
    expect(text).toContain('class="card-link"');
    expect(text).not.toContain(`href="/offres/${id}"`);
    expect(text).not.toContain('/postuler"');
  });

  it('tells search engines what it is, as schema.org wants it', async () => {
    const { text, headers } = await visitor.get(`/offres/${offerId}`);
    const posting = structured(text);
    expect(posting).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'JobPosting',
      title: expect.stringMatching(/./),
      description: expect.stringMatching(/./),
      datePosted: expect.stringMatching(/^\d{4}-\d\d-\d\d/),
      validThrough: expect.stringMatching(/^\d{4}-\d\d-\d\d/),
      hiringOrganization: { '@type': 'Organization', name: expect.stringMatching(/./) },
      jobLocation: { '@type': 'Place', address: { '@type': 'PostalAddress', addressCountry: 'FR' } },
      identifier: { '@type': 'PropertyValue', value: offerId },
    });
    expect(headers.get('x-robots-tag')).toBeNull();
    expect((await visitor.get('/offres/01890000-0000-7000-8000-000000000000')).headers.get('x-robots-tag')).toBe(
      'noindex',
    );
  });

  it('never names an employer who wants no name, nor how to reach anybody', async () => {
    const id = await offerWith(
      "anonymous_employer = true, contact_name = 'Madame Secrète', contact_email = 'secret@exemple.invalid', contact_phone = '+33639981234'",
    );
    const [row] = await app.database.query<{ name: string }>(
      'SELECT o.name FROM organisations o JOIN offers f ON f.organisation_id = o.id WHERE f.id = $1',
      [id],
    );
    const { text, status } = await visitor.get(`/offres/${id}`);
    expect(status).toBe(200);
    for (const secret of [row?.name ?? '?', 'Secrète', 'secret@exemple', '39981234', '39 98 12 34'])
      expect(text).not.toContain(secret);
  });

  it('writes what an employer typed as words, in the page, in its title and in its data', async () => {
    const id = await offerWith('title = $1, description = $1, pay_text = $1, requirements = ARRAY[$1], address = $1', [
      SLY,
    ]);
    const { text, status } = await visitor.get(`/offres/${id}`);
    expect(status).toBe(200);
    expect(text.match(/<script/g)?.length).toBe(
      text.match(/<script (type="application\/ld\+json"|type="module")/g)?.length,
    );
    expect(text).not.toContain('<img');
    expect(structured(text)).toMatchObject({ title: SLY, description: SLY });
  });

  it('refuses a file with a plain page', async () => {
    const page = await visitor.get('/connexion');
    const form = new FormData();
    form.set('_csrf', csrfIn(page.text));
    form.set('telephone', '06 39 98 00 01');
    form.set('cv', new Blob(['%PDF-1.7'], { type: 'application/pdf' }), 'cv.pdf');
    const answer = await fetch(`${app.url}/connexion`, { method: 'POST', body: form, redirect: 'manual' });
    const text = await answer.text();
    expect(answer.status).toBe(415);
    expect(wordsOf(text)).toContain('Nous n’avons pas besoin de fichier');
    expect(wordsOf(text)).toContain(app.config.instance.phone);
  });

  it('refuses a body that is far too long with a plain page', async () => {
    const answer = await visitor.post('/connexion', { telephone: '0'.repeat(1_100_000) });
    expect(answer.status).toBe(413);
    expect(wordsOf(answer.text)).toContain('C’est trop long');
  });

  it('refuses a body that is not a form with a page, not with a broken server', async () => {
    for (const [type, body] of [
      ['application/json', '{"a":'],
      ['application/json', '{"telephone":{"$ne":1}}'],
      ['text/xml', '<a/>'],
      ['application/x-www-form-urlencoded', '%'],
      ['application/x-www-form-urlencoded', 'a[b][c]=1&__proto__[x]=1'],
    ] as const) {
      const answer = await fetch(`${app.url}/connexion`, {
        method: 'POST',
        headers: { 'content-type': type },
        body,
        redirect: 'manual',
      });
      expect({ type, body, broken: answer.status >= 500 }).toEqual({ type, body, broken: false });
    }
  });

  it('sends one application when the button is pressed twice, and leads to it both times', async () => {
    const { visitor: person, candidateId } = await nadia(app);
    const [post] = await app.database.query<{ id: string }>(
      `SELECT o.id FROM offers o WHERE status = 'published' AND cardinality(licences) = 0 AND reserved_for IS NULL AND minimum_age IS NULL
         AND NOT EXISTS (SELECT FROM applications a WHERE a.opportunity_id = o.id AND a.candidate_id = $1) ORDER BY id LIMIT 1`,
      [candidateId],
    );
    const path = `/offres/${post?.id}/postuler`;
    const first = await person.get(path);
    expect(wordsOf(first.text)).toContain('Postuler');
    const fields = { _csrf: csrfIn(first.text), etape: 'envoyer', partage: 'phone', mots: 'Bonjour.' };
    const answers = await Promise.all([person.post(path, fields), person.post(path, fields)]);
    const [one, two] = answers.map((answer) => answer.headers.get('location')?.split('?')[0]);
    expect(one).toMatch(/^\/mon-espace\/candidatures\/[\w-]{36}$/);
    expect(two).toBe(one);
    const [count] = await app.database.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM applications WHERE opportunity_id = $1 AND candidate_id = $2',
      [post?.id, candidateId],
    );
    expect(count?.count).toBe(1);
  });
});

/** The JSON-LD of a page. */
function structured(html: string): object {
  const json = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? '';
  return JSON.parse(json) as object;
}
