import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OccupationsService } from '../../../src/occupations/occupations.service.js';
import { signedIn } from '../../support/town.js';
import { WebVisitor, wordsOf } from '../../support/web-visitor.js';
import { type Applicants, applicants } from '../applications/applications-fixture.js';

let world: Applicants;

beforeAll(async () => {
  world = await applicants();
  await world.app.get(OccupationsService).loadStarter();
});
afterAll(async () => {
  await world?.app.stop();
});

async function person(fields: Record<string, unknown> = {}): Promise<{ id: string; visitor: WebVisitor }> {
  const id = await world.person({
    phone: `+336399877${String(Math.floor(Math.random() * 100)).padStart(2, '0')}`,
    ...fields,
  });
  return { id, visitor: await signedIn(world.app, id) };
}

const rows = <T extends object>(sql: string, id: string) => world.app.database.query<T>(sql, [id]);
const searches = (id: string) =>
  rows<{ occupation_code: string; insee: string; radius_km: number; kind: string }>(
    'SELECT kind, occupation_code, insee, radius_km FROM saved_searches WHERE candidate_id = $1',
    id,
  );
const settings = async (id: string) =>
  (
    await rows<{ alert_rhythm: string; alert_channels: string[]; alerts_paused_until: string | null }>(
      'SELECT alert_rhythm, alert_channels, alerts_paused_until FROM candidates WHERE id = $1',
      id,
    )
  )[0];
const consents = (id: string) =>
  rows('SELECT purpose, granted, how FROM consents WHERE candidate_id = $1 ORDER BY id', id);

const NEW = '/mon-espace/alertes/nouvelle';

describe('following a search', () => {
  it('takes one tap when the search says where and what; pressing is the consent', async () => {
    const { id, visitor } = await person({ alert_rhythm: 'off' });
    const path = `${NEW}?ou=Laon&metier=aide%20à%20domicile&distance=10&contrat=permanent&liste=offres`;
    const page = await visitor.get(path);
    expect(page.status).toBe(200);
    const words = wordsOf(page.text);
    expect(words).toContain('Laon, jusqu’à 10 km');
    expect(words).toContain('Elle ne garde pas les autres filtres.');
    expect(words).toContain('Prévenez-moi par SMS, au 06');
    expect(await searches(id)).toEqual([]);
    const hidden = Object.fromEntries(
      [...page.text.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]),
    ) as Record<string, string>;
    const done = await visitor.post(NEW, { ...hidden, canal: 'sms' });
    expect(done.headers.get('location')).toBe('/mon-espace/alertes?fait=suivie');
    expect(await searches(id)).toEqual([{ kind: 'offer', occupation_code: 'K1304', insee: '02408', radius_km: 10 }]);
    expect(await settings(id)).toMatchObject({ alert_rhythm: 'digest', alert_channels: ['sms'] });
    expect(await consents(id)).toEqual([{ purpose: 'sms-alerts', granted: true, how: 'web' }]);
    await visitor.post(NEW, { ...hidden, canal: 'sms' });
    expect(await searches(id)).toHaveLength(1);
    expect(wordsOf((await visitor.follow(done)).text)).toContain('autour de Laon (10 km)');
  });

  it('leads the anonymous to sign in and back to the same search', async () => {
    const path = `${NEW}?ou=Laon&code=K1304&liste=offres`;
    const answer = await new WebVisitor(world.app).get(path);
    expect(answer.headers.get('location')).toBe(`/connexion?suite=${encodeURIComponent(path)}`);
  });

  it('asks for what the search does not say, and understands the answer', async () => {
    const { id, visitor } = await person();
    const page = await visitor.get(`${NEW}?ou=Laon`);
    expect(wordsOf(page.text)).toContain('Quel travail ?');
    const nothing = await visitor.send(NEW, { liste: 'offres', ou: '02408', metier: '' });
    expect(nothing.status).toBe(422);
    expect(wordsOf(nothing.text)).toContain('Choisissez un travail.');
    const unknown = await visitor.send(NEW, { liste: 'offres', ou: '@@@@', metier: 'zzzzqq' });
    expect(unknown.status).toBe(422);
    expect(unknown.text).toContain('value="@@@@"');
    const ready = await visitor.send(NEW, { liste: 'offres', ou: '02408', metier: 'aide à domicile' });
    expect(ready.status).toBe(200);
    expect(await searches(id)).toEqual([]);
    expect(wordsOf(ready.text)).toContain('Laon, jusqu’à 20 km');
  });

  it('survives rubbish in the address', async () => {
    const { visitor } = await person();
    for (const query of ['?ou=%00&code=ZZZ&distance=-3&liste=autre', '?ou=&metier=&code=A9999', '?ou[]=x']) {
      expect((await visitor.get(`${NEW}${query}`)).status).toBe(200);
    }
  });

  it('follows missions by what they are for, around home', async () => {
    const { id, visitor } = await person();
    const page = await visitor.get(`${NEW}?ou=Laon&domaine=education&liste=missions`);
    expect(page.text).toMatch(/value="education" checked/);
    expect(wordsOf(page.text)).toContain('autour de Laon');
    const none = await visitor.send(NEW, { liste: 'missions' }, `${NEW}?liste=missions`);
    expect(none.status).toBe(422);
    const fields = { liste: 'missions', domaines: ['education', 'sport'], canal: 'sms' };
    expect((await visitor.send(NEW, fields, `${NEW}?liste=missions`)).status).toBe(303);
    expect(await rows('SELECT topic FROM candidate_mission_topics WHERE candidate_id = $1 ORDER BY 1', id)).toEqual([
      { topic: 'domain:education' },
      { topic: 'domain:sport' },
    ]);
    expect(await rows('SELECT volunteering FROM candidates WHERE id = $1', id)).toEqual([{ volunteering: true }]);
  });
});

describe('my alerts', () => {
  const PATH = '/mon-espace/alertes';

  it('choose way and rhythm; a box unticked withdraws the consent', async () => {
    const { id, visitor } = await person({ email: 'camille@exemple.invalid', alert_rhythm: 'off' });
    expect(wordsOf((await visitor.get(PATH)).text)).toContain('Vous n’avez pas d’alerte.');
    const both = await visitor.send(PATH, { etape: 'enregistrer', rythme: 'immediate', canaux: ['sms', 'email'] });
    expect(wordsOf((await visitor.follow(both)).text)).toContain('Vos alertes marchent.');
    await visitor.send(PATH, { etape: 'enregistrer', rythme: 'digest', canaux: 'email' });
    expect(await settings(id)).toMatchObject({ alert_rhythm: 'digest', alert_channels: ['email'] });
    expect(await consents(id)).toEqual([
      { purpose: 'sms-alerts', granted: true, how: 'web' },
      { purpose: 'email-alerts', granted: true, how: 'web' },
      { purpose: 'sms-alerts', granted: false, how: 'web' },
    ]);
    const wrong = await visitor.send(PATH, { etape: 'enregistrer', rythme: 'digest' });
    expect(wrong.status).toBe(422);
    expect(wordsOf(wrong.text)).toContain('Choisissez par quel moyen vous prévenir.');
  });

  it('pause for a month and come back', async () => {
    world.at('2026-11-20');
    const { id, visitor } = await person();
    await visitor.send(PATH, { etape: 'enregistrer', rythme: 'digest', canaux: 'sms' });
    const paused = await visitor.follow(await visitor.send(PATH, { etape: 'pause' }));
    expect(wordsOf(paused.text)).toContain('En pause jusqu’au dimanche 20 décembre.');
    expect((await settings(id))?.alerts_paused_until).toBe('2026-12-20');
    await visitor.send(PATH, { etape: 'reprendre' });
    expect((await settings(id))?.alerts_paused_until).toBeNull();
  });

  it('remove one’s own search and nobody else’s', async () => {
    const [mine, other] = [await person(), await person()];
    const fields = { liste: 'offres', ou: '02408', code: 'K1304', pret: 'oui', canal: 'sms' };
    await mine.visitor.send(NEW, fields);
    const [search] = await rows<{ id: string }>('SELECT id FROM saved_searches WHERE candidate_id = $1', mine.id);
    expect((await other.visitor.send(PATH, { retirer: search?.id ?? '' })).status).toBe(303);
    expect(await searches(mine.id)).toHaveLength(1);
    const done = await mine.visitor.follow(await mine.visitor.send(PATH, { retirer: search?.id ?? '' }));
    expect(wordsOf(done.text)).toContain('nous ne suivons plus cette recherche');
    expect(await searches(mine.id)).toEqual([]);
  });

  it('tell what was sent and why', async () => {
    const { id, visitor } = await person();
    const employer = await world.organisation();
    const offer = await world.offer(employer.id, { title: 'Agent d’entretien (H/F)' });
    await world.app.database.query(
      `INSERT INTO messages (id, channel, template, candidate_id, to_address, body_text, status, created_at, sent_at, send_after, dedup_key)
       VALUES ('01890000-0000-7000-8000-0000000000aa', 'sms', 'alert', $1, '+33639980000', 'x', 'sent', now(), now(), now(), 'x')`,
      [id],
    );
    await world.app.database.query(
      `INSERT INTO alerts (candidate_id, opportunity_id, kind, channel, decision, message_id, decided_at)
       VALUES ($1, $2, 'offer', 'sms', 'now', '01890000-0000-7000-8000-0000000000aa', now())`,
      [id, offer],
    );
    const page = await visitor.get(PATH);
    expect(wordsOf(page.text)).toContain('Agent d’entretien (H/F)');
    expect(wordsOf(page.text)).toContain('par SMS');
    expect(page.text).toContain(`/offres/${offer}`);
  });
});
