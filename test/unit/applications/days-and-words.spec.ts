import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ANSWERS, APPLICATION_STATES, CLOSURES } from '../../../src/applications/application.rules.js';
import { civilHour, workingHour } from '../../../src/applications/message-hours.rules.js';
import { MOTIVE_WORDS, REFUSAL_MOTIVES } from '../../../src/applications/motives.rules.js';
import { stateWords, type ToldApplication } from '../../../src/applications/state-words.rules.js';
import { dueSteps, nextStepOn, type Step, stepDay, WAITING_STEPS } from '../../../src/applications/steps.rules.js';
import { isGsm7, septets } from '../../../src/notifications/gsm7.rules.js';
import { type NewMessage, render } from '../../../src/notifications/message.schema.js';
import type { ApplicationNews } from '../../../src/notifications/templates/application-news-template.rules.js';
import { addDays, type Day, day, daysBetween, instantFrom } from '../../../src/platform/lang/day.js';
import { dayInWords, instantInWords } from '../../../src/platform/lang/day-words.js';
import { isWorkingDay } from '../../../src/platform/lang/french-calendar.js';

describe('the days of an application', () => {
  const days = (sentOn: string, reachable = true) =>
    Object.fromEntries(WAITING_STEPS.map((step) => [step, stepDay(step, { sentOn: day(sentOn), reachable })]));

  it('are counted from the sending and moved to a working day, but for day 60', () => {
    expect(days('2026-11-20')).toEqual({
      'reminder-3': '2026-11-23',
      'reminder-7': '2026-11-27',
      nudge: '2026-11-30',
      escalation: '2026-12-07',
      closure: '2027-01-19',
    });
    expect(days('2026-12-22')).toMatchObject({ 'reminder-3': '2026-12-28', nudge: '2027-01-04' }); // Christmas, New Year's weekend
    expect(days('2027-03-19', false)).toMatchObject({ escalation: '2027-03-22' });
  });

  it('has every step taken once, on a working day, in time, whatever days have no worker', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 800 }),
        fc.boolean(),
        fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 40 }),
        (offset, reachable, absences) => {
          const sentOn = addDays(day('2026-01-01'), offset);
          const taken = new Map<Step, Day>();
          for (let on = sentOn; ; on = addDays(on, 1)) {
            const age = daysBetween(sentOn, on);
            if (absences.includes(age) && age !== 60) continue;
            if (nextStepOn({ sentOn, reachable, taken }) > on) continue;
            const due = dueSteps({ sentOn, reachable, taken }, on);
            for (const step of due) {
              if (taken.has(step)) throw new Error(`${step} twice`);
              if (step !== 'closure' && !isWorkingDay(on)) throw new Error(`${step} on ${on}`);
              taken.set(step, on);
            }
            if (due.includes('closure')) return age === 60 && due.length === 1;
            if (age > 60) return false;
          }
        },
      ),
    );
  });

  it('makes up for a breakdown without a burst of reminders', () => {
    const sentOn = day('2026-11-02');
    const stepsOn = (today: string, taken: [Step, Day][] = []) =>
      dueSteps({ sentOn, reachable: true, taken: new Map(taken) }, day(today));
    expect(stepsOn('2026-11-04')).toEqual([]);
    expect(stepsOn('2026-11-05')).toEqual(['reminder-3']);
    expect(stepsOn('2026-11-10')).toEqual(['reminder-7']);
    expect(stepsOn('2026-11-10', [['reminder-3', day('2026-11-09')]])).toEqual([]);
    expect(stepsOn('2026-11-18')).toEqual(['reminder-7', 'nudge', 'escalation']);
    expect(stepsOn('2026-11-18', [['reminder-7', day('2026-11-09')]])).toEqual(['nudge', 'escalation']);
    expect(stepsOn('2026-11-22')).toEqual([]); // a Sunday
    expect(stepsOn('2027-03-01')).toEqual(['closure']);
  });
});

describe('hours of news', () => {
  it('ring between 8:00 and 20:00, bad news on working days', () => {
    const civil = (iso: string) => civilHour(instantFrom(iso), false).toISOString();
    const working = (iso: string) => workingHour(instantFrom(iso), false).toISOString();
    expect(civil('2026-11-20T10:00:00Z')).toBe('2026-11-20T10:00:00.000Z');
    expect(civil('2026-11-20T04:00:00Z')).toBe('2026-11-20T07:00:00.000Z');
    expect(civil('2026-11-20T19:30:00Z')).toBe('2026-11-21T07:00:00.000Z');
    expect(working('2026-11-20T19:30:00Z')).toBe('2026-11-23T08:00:00.000Z'); // Friday evening → Monday
    expect(workingHour(instantFrom('2026-11-22T02:00:00Z'), true).toISOString()).toBe('2026-11-22T02:00:00.000Z');
  });
});

describe('words', () => {
  it('name days and hours as people do', () => {
    expect(dayInWords(day('2026-11-01'))).toBe('dimanche 1er novembre');
    expect(instantInWords(instantFrom('2027-03-03T13:30:00Z'))).toBe('mercredi 3 mars à 14 h 30');
    expect(instantInWords(instantFrom('2027-03-03T08:00:00Z'))).toBe('mercredi 3 mars à 9 h');
  });

  const at = instantFrom('2026-11-18T10:00:00Z');
  const told = (change: Partial<ToldApplication>): ToldApplication => ({
    kind: 'offer',
    state: 'sent',
    answer: null,
    sentOn: day('2026-11-16'),
    relancedAt: null,
    seenAt: at,
    answeredAt: at,
    byPhone: false,
    refusalMotive: null,
    meetingAt: null,
    meetingPlace: null,
    withdrawnAt: at,
    closedAt: at,
    closedBecause: null,
    ...change,
  });

  it('say every state and what happens next, in short sentences', () => {
    const all = [
      ...APPLICATION_STATES.filter((state) => state !== 'answered' && state !== 'closed').map((state) =>
        told({ state }),
      ),
      ...ANSWERS.map((answer) =>
        told({ state: 'answered', answer, refusalMotive: answer === 'refused' ? 'hours' : null }),
      ),
      ...ANSWERS.map((answer) => told({ state: 'answered', answer, byPhone: true, refusalMotive: 'hours' })),
      ...CLOSURES.map((closedBecause) => told({ state: 'closed', closedBecause })),
    ].flatMap((one) => [one, { ...one, kind: 'mission' as const }]);
    for (const one of all) {
      const { state, next } = stateWords(one, day('2026-11-20'));
      expect(state).toMatch(/^(Envoyée|Vue|Réponse reçue|Retirée|Terminée)/);
      for (const sentence of `${next}`.split(/(?<=[.?]) /)) {
        expect([sentence, sentence.split(/\s+/).length <= 14]).toEqual([sentence, true]);
      }
    }
  });

  it('invite to a relance on day 10 and not before', () => {
    expect(stateWords(told({}), day('2026-11-20'))).toEqual({
      tone: 'waiting',
      state: 'Envoyée le lundi 16 novembre',
      next: 'L’employeur doit vous répondre. Vous pourrez relancer à partir du jeudi 26 novembre.',
    });
    expect(stateWords(told({ state: 'seen' }), day('2026-11-26'))).toMatchObject({
      state: 'Vue par l’employeur le mercredi 18 novembre',
      next: 'Pas encore de réponse. Vous pouvez relancer l’employeur une fois.',
    });
  });
});

describe('messages', () => {
  const house = {
    name: 'Aisne-actifs',
    publicUrl: 'https://aisne-actifs.com',
    phone: '03 23 24 89 00',
    phoneHours: '9h-12h, 13h30-17h30',
    stopNumber: '',
  };
  const longHouse = {
    ...house,
    name: 'W'.repeat(20),
    publicUrl: `https://${'emploi-'.repeat(6)}departement.fr`,
    stopNumber: '36105',
  };
  const news: ApplicationNews[] = [
    ...(['sent', 'nudge', 'accepted', 'elsewhere', 'by-phone', 'no-answer', 'filled', 'ended'] as const).map(
      (what) => ({ what }),
    ),
    {
      what: 'meeting',
      when: 'mercredi 30 septembre à 14 h 30',
      place: 'Hôtel d’entreprises « L’Œuvre », 12 rue de la République, bâtiment B, 2e étage, Château-Thierry',
    },
    ...REFUSAL_MOTIVES.map((motive) => ({
      what: 'refused' as const,
      short: MOTIVE_WORDS[motive].short,
      whole: MOTIVE_WORDS[motive].toPerson,
    })),
  ];
  const message = (
    of: typeof house,
    what: ApplicationNews,
    channel: 'sms' | 'email',
    title: string,
    organisation: string | null,
  ): NewMessage => ({
    channel,
    template: 'application-news',
    to: 'x',
    candidateId: null,
    dedupKey: 'x',
    data: {
      kind: 'offer',
      title,
      organisation,
      news: what,
      message: 'Bravo <b>',
      listLink: `${of.publicUrl}/mon-espace/candidatures`,
      link: `${of.publicUrl}/mon-espace/candidatures/1`,
    },
  });
  const LONG =
    'Agent·e d’entretien et de désinfection des locaux médico-sociaux (H/F) — établissement d’accueil à Château-Thierry';

  it.each(news.map((what): [string, ApplicationNews] => [what.what, what]))(
    '%s fits one SMS in the worst case',
    (_name, what) => {
      for (const sender of [house, longHouse]) {
        for (const [title, organisation] of [
          ['Aide à domicile (H/F)', 'Aide à Laon'],
          [LONG, `${LONG} SARL`],
          [LONG, null],
          ['€'.repeat(120), '€'.repeat(120)],
        ] as const) {
          const { text } = render(sender, message(sender, what, 'sms', title, organisation));
          expect([text, isGsm7(text), septets(text) <= 160, text.includes(sender.phone)]).toEqual([
            text,
            true,
            true,
            true,
          ]);
        }
      }
    },
  );

  it('read well', () => {
    const texts = news.map(
      (what) => render(house, message(house, what, 'sms', 'Aide à domicile (H/F)', 'Aide à Laon')).text,
    );
    expect(texts[0]).toBe(
      'Aisne-actifs: candidature envoyée à Aide à Laon pour "Aide à domicile (H/F)". Nous vous dirons la réponse. Aide : 03 23 24 89 00',
    );
  });

  it('never say in an SMS or a subject that somebody receives a benefit', () => {
    const { text } = render(house, message(house, { what: 'sent' }, 'sms', 'Agent en insertion RSA', 'Insertion 02'));
    expect(text).not.toMatch(/insertion|rsa/i);
  });

  it('to an organisation name nobody in the subject and escape what people wrote', () => {
    const data = {
      news: 'received',
      kind: 'offer',
      title: 'Boulanger',
      place: 'Hirson',
      person: 'Nadia E.',
      commune: 'Laon',
      phone: '06 39 98 00 01',
      email: null,
      words: '<script>',
      sentOn: 'mardi 3 mars',
    } as const;
    for (const kind of ['received', 'relance', 'withdrawn'] as const) {
      const { subject, text, html } = render(house, {
        channel: 'email',
        template: 'application-notice',
        to: 'x',
        candidateId: null,
        dedupKey: 'x',
        data: { ...data, news: kind },
      });
      expect(subject).not.toMatch(/Nadia|Laon|06 39/);
      expect(text).toContain('Nadia E., de Laon');
      expect(html).not.toContain('<script>');
      if (kind !== 'withdrawn') expect(text).toContain('06 39 98 00 01');
      expect(
        render(longHouse, {
          channel: 'sms',
          template: 'application-notice',
          to: 'x',
          candidateId: null,
          dedupKey: 'x',
          data: { ...data, news: kind, title: LONG },
        }).text.length,
      ).toBeLessThanOrEqual(160);
    }
    const posts = [
      { kind: 'offer', title: 'Boulanger', people: 2, since: 'mardi 3 mars' },
      { kind: 'offer', title: 'Vendeur', people: 1, since: 'lundi 2 mars' },
    ] as const;
    const reminder = render(house, {
      channel: 'email',
      template: 'application-reminder',
      to: 'x',
      candidateId: null,
      dedupKey: 'x',
      data: { posts },
    });
    expect(reminder.subject).toBe('3 personnes attendent votre réponse');
    expect(reminder.text).toContain('– Boulanger : 2 personnes, depuis le mardi 3 mars');
  });
});
