import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isGsm7, septets } from '../../../src/notifications/gsm7.rules.js';
import { type Channel, type NewMessage, render } from '../../../src/notifications/message.schema.js';
import type { AlertedOpportunity } from '../../../src/notifications/templates/alert-template.rules.js';
import type { House } from '../../../src/notifications/templates/house.rules.js';

const house: House = {
  name: 'Aisne-actifs',
  publicUrl: 'https://aisne-actifs.com',
  phone: '03 23 24 89 00',
  phoneHours: '9h-12h, 13h30-17h30',
  stopNumber: '',
};

/** Longest name that the settings allow, a long address, a number to answer to. */
const longHouse: House = {
  name: 'W'.repeat(20),
  publicUrl: `https://${'emploi-'.repeat(6)}departement.fr`,
  phone: '03 23 24 89 00',
  phoneHours: 'du lundi au vendredi, 9h-12h30, 13h30-17h30',
  stopNumber: '36105',
};

const LONG_TITLE =
  'Agent·e d’entretien et de désinfection des locaux médico-sociaux (H/F) — établissement d’accueil à Château-Thierry';
/** The longest name of a commune in France has 45 characters. */
const LONG_PLACE = 'Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson';

function opportunity(of: House, changes: Partial<AlertedOpportunity> = {}): AlertedOpportunity {
  return {
    kind: 'offer',
    title: 'Aide à domicile (H/F)',
    place: 'Laon',
    distanceKm: 4.2,
    reasons: ['C’est le métier que vous cherchez.', 'Débutant accepté.'],
    caveat: null,
    link: `${of.publicUrl}/o/7K2F9A`,
    ...changes,
  };
}
const worst = (of: House) =>
  opportunity(of, {
    kind: 'mission',
    title: LONG_TITLE,
    place: LONG_PLACE,
    distanceKm: 99.6,
    reasons: ['Une très longue raison. '.repeat(10)],
    link: `${of.publicUrl}/o/7K2F9AXYZ`,
  });

const controls = {
  less: 'https://x.invalid/alertes/aaa',
  pause: 'https://x.invalid/alertes/bbb',
  stop: 'https://x.invalid/alertes/ccc',
};

const envelope = (channel: Channel) => ({ channel, to: '+33639980001', candidateId: null, dedupKey: 'k' });

function every(of: House, channel: Channel): NewMessage[] {
  const base = envelope(channel);
  return [
    { ...base, template: 'alert', data: { opportunity: worst(of), controls } },
    {
      ...base,
      template: 'alert-digest',
      data: { opportunities: [worst(of), worst(of), worst(of)], link: `${of.publicUrl}/o/7K2F9AXYZ`, controls },
    },
    { ...base, template: 'code', data: { code: '482913', validMinutes: 10 } },
    {
      ...base,
      template: 'appointment-reminder',
      data: {
        dayWords: 'mercredi 30 septembre',
        timeWords: '13h45',
        place: `${LONG_PLACE}, parking de la salle des fêtes`,
      },
    },
    { ...base, template: 'missed-call', data: { why: 'news' } },
    { ...base, template: 'missed-call', data: { why: 'asked' } },
    { ...base, template: 'call-request', data: { when: 'mercredi 30 septembre, entre 13 h 30 et 17 h 30' } },
    {
      ...base,
      template: 'registration-confirmation',
      data: { team: 'l’équipe Aisne-actifs', link: `${of.publicUrl}/i/${'x'.repeat(16)}` },
    },
    { ...base, template: 'cv-proposal', data: { link: `${of.publicUrl}/cv/accord/${'W'.repeat(22)}` } },
    { ...base, template: 'cv-hidden', data: {} },
    { ...base, template: 'account-ending', data: { dayWords: '30 septembre 2027' } },
    { ...base, template: 'stop-confirmation', data: { done: 'less' } },
    { ...base, template: 'address-changed', data: { what: 'phone' } },
    { ...base, template: 'address-changed', data: { what: 'email' } },
  ];
}

describe('SMS', () => {
  it.each(every(longHouse, 'sms').map((message) => [message.template, message] as const))(
    '%s fits 160 septets in the worst case',
    (_name, message) => {
      const { text } = render(longHouse, message);
      expect(isGsm7(text)).toBe(true);
      expect(septets(text)).toBeLessThanOrEqual(160);
      expect(text).toContain('03 23 24 89 00');
      if (message.template.startsWith('alert')) expect(text).toContain(`${longHouse.publicUrl}/o/7K2F9AXYZ`);
    },
  );

  it('says what, where, why, the link and the number', () => {
    const { text } = render(house, {
      ...envelope('sms'),
      template: 'alert',
      data: { opportunity: opportunity(house), controls },
    });
    expect(text).toBe(
      "Aisne-actifs: Aide à domicile (H/F), Laon, 4 km. C'est le métier que vous cherchez. https://aisne-actifs.com/o/7K2F9A ou 03 23 24 89 00",
    );
  });

  it('lists three offers behind one link', () => {
    const data = {
      opportunities: [
        opportunity(house),
        opportunity(house, { title: 'Serveur (H/F)', place: 'Chauny' }),
        opportunity(house, { kind: 'mission', title: 'Aide aux devoirs' }),
      ],
      link: 'https://aisne-actifs.com/o/7K2F9A',
      controls,
    };
    const { text } = render(house, { ...envelope('sms'), template: 'alert-digest', data });
    expect(text).toContain('2 offres et 1 mission: ');
    expect(text).toContain('Serveur (H/F) (Chauny)');
    expect(septets(text)).toBeLessThanOrEqual(160);
  });

  it('says the weightiest reason that fits whole, never a piece of one', () => {
    const sms = (reasons: string[]): string => {
      const data = { opportunity: opportunity(house, { reasons, caveat: 'À savoir : il faut le permis.' }), controls };
      return render(house, { ...envelope('sms'), template: 'alert', data }).text;
    };
    const long = `Vous cherchez : ${'employé familial ou employée familiale '.repeat(3)}.`;
    expect(sms([long, 'Débutant accepté.'])).toContain(', 4 km. Débutant accepté. https');
    expect(sms([long, long])).toContain('Laon, 4 km. https');
    expect(sms([])).not.toContain('savoir');
  });

  it('cuts titles at the end of a word', () => {
    const long = opportunity(house, { title: LONG_TITLE, reasons: [] });
    const { text } = render(house, { ...envelope('sms'), template: 'alert', data: { opportunity: long, controls } });
    expect(text).toContain('(H/F) - établissement, Laon.');
  });

  it('fits whatever the title, the place and the reason', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.string({ maxLength: 60 }),
        fc.string({ maxLength: 200 }),
        (title, place, reason) => {
          const data = { opportunity: opportunity(longHouse, { title, place, reasons: [reason] }), controls };
          const { text } = render(longHouse, { ...envelope('sms'), template: 'alert', data });
          expect(septets(text)).toBeLessThanOrEqual(160);
          expect(text).toContain(`${longHouse.publicUrl}/o/7K2F9A`);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('never tells why somebody is helped', () => {
    const data = { opportunity: opportunity(house, { title: 'Agent d’accueil RSA (H/F)' }), controls };
    const sms = render(house, { ...envelope('sms'), template: 'alert', data });
    const email = render(house, { ...envelope('email'), template: 'alert', data });
    expect(sms.text).not.toMatch(/rsa/i);
    expect(email.subject).not.toMatch(/rsa/i);
  });
});

describe('e-mails', () => {
  it.each(every(house, 'email').map((message) => [message.template, message] as const))(
    '%s has text and light HTML without image',
    (_name, message) => {
      const { subject, text, html } = render(house, message);
      expect(subject).toMatch(/\S/);
      expect(text).toContain('03 23 24 89 00');
      expect(html).not.toMatch(/<img|<script/);
      expect(Buffer.byteLength(html ?? '')).toBeLessThan(30_000);
    },
  );

  it('quotes what people wrote', () => {
    const data = {
      opportunity: opportunity(house, {
        title: '<script>alert(1)</script>\r\nBcc: x',
        reasons: ['<b>"oui" & non</b>'],
      }),
      controls,
    };
    const { subject, html } = render(house, { ...envelope('email'), template: 'alert', data });
    expect(html).not.toContain('<script>');
    expect(html).toContain('&lt;b&gt;&quot;oui&quot; &amp; non&lt;/b&gt;');
    expect(subject).not.toMatch(/[\r\n]/);
  });
});
