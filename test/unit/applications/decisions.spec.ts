import { describe, expect, it } from '@jest/globals';
import {
  closureOf,
  mayAnswer,
  mayArchive,
  mayRelance,
  mayWithdraw,
} from '../../../src/applications/application.rules.js';
import { mayApply, mayShare, type OpportunityFacts, type PersonFacts } from '../../../src/applications/apply.rules.js';
import { MOTIVE_WORDS, REFUSAL_MOTIVES } from '../../../src/applications/motives.rules.js';
import { honestOdds } from '../../../src/applications/odds.rules.js';
import { snapshotOf } from '../../../src/applications/snapshot.rules.js';
import { checkWords } from '../../../src/applications/words.rules.js';
import type { CandidateView } from '../../../src/candidates/candidate-view.schema.js';
import { checkWording } from '../../../src/offers/wording.rules.js';
import { isForbidden } from '../../../src/opportunities/remarks.rules.js';
import { day, instantFrom } from '../../../src/platform/lang/day.js';

const today = day('2026-11-20');
const offer: OpportunityFacts = {
  kind: 'offer',
  status: 'published',
  closesOn: day('2026-12-20'),
  organisationBanned: false,
  minimumAge: 18,
  waiting: 0,
  cap: 30,
  pausedUntil: null,
};
const person: PersonFacts = { status: 'active', adult: true, phone: '+33639980001', email: null };

describe('whether a person may apply', () => {
  const verdict = (change: Partial<OpportunityFacts>, who: Partial<PersonFacts> = {}) => {
    const found = mayApply({ ...offer, ...change }, { ...person, ...who }, null, today);
    return found.ok ? 'yes' : found.reason;
  };

  it.each<[string, Partial<OpportunityFacts>, Partial<PersonFacts>, string]>([
    ['an open offer', {}, {}, 'yes'],
    ['on its last day', { closesOn: today }, {}, 'yes'],
    ['the day after', { closesOn: day('2026-11-19') }, {}, 'over'],
    ['a filled offer', { status: 'filled' }, {}, 'over'],
    ['an offer under review', { status: 'pending-review' }, {}, 'over'],
    ['an offer of a banned organisation', { organisationBanned: true }, {}, 'over'],
    ['29 people wait', { waiting: 29 }, {}, 'yes'],
    ['30 people wait', { waiting: 30 }, {}, 'full'],
    ['a cap of its own', { waiting: 5, cap: 5 }, {}, 'full'],
    ['a pause until today', { pausedUntil: today }, {}, 'paused'],
    ['a pause that is over', { pausedUntil: day('2026-11-19') }, {}, 'yes'],
    ['a suspended account', {}, { status: 'suspended' }, 'suspended'],
    ['a minor for an offer from 18', {}, { adult: false }, 'under-age'],
    ['a minor for an offer from 16', { minimumAge: 16 }, { adult: false }, 'yes'],
    ['nobody to reach', {}, { phone: null }, 'contact-missing'],
  ])('%s', (_name, change, who, expected) => {
    expect(verdict(change, who)).toBe(expected);
  });

  it('applies once', () => {
    expect(mayApply(offer, person, 'seen', today)).toMatchObject({ reason: 'already-applied' });
    expect(mayApply(offer, person, 'withdrawn', today)).toMatchObject({ reason: 'withdrawn' });
    expect(mayApply(undefined, person, null, today)).toMatchObject({ reason: 'over' });
  });

  it('shares at least one means of contact, and only one that exists', () => {
    expect(mayShare(['phone', 'phone'], person)).toEqual({ ok: true, value: ['phone'] });
    expect(mayShare([], person)).toMatchObject({ reason: 'share-missing' });
    expect(mayShare(['email'], person)).toMatchObject({ reason: 'contact-missing' });
  });
});

describe('the life of an application', () => {
  const life = { state: 'sent', answer: null, sentOn: day('2026-11-01'), relancedAt: null } as const;

  it('is answered once, and once more after a meeting', () => {
    expect(mayAnswer(life).ok).toBe(true);
    expect(mayAnswer({ state: 'answered', answer: 'meeting' }).ok).toBe(true);
    expect(mayAnswer({ state: 'answered', answer: 'refused' })).toMatchObject({ reason: 'already-answered' });
    expect(mayAnswer({ state: 'withdrawn', answer: null })).toMatchObject({ reason: 'withdrawn' });
    expect(mayAnswer({ state: 'closed', answer: null })).toMatchObject({ reason: 'closed' });
  });

  it('is withdrawn as long as the person was not told no', () => {
    expect(mayWithdraw(life).ok).toBe(true);
    expect(mayWithdraw({ state: 'answered', answer: 'accepted' }).ok).toBe(true);
    expect(mayWithdraw({ state: 'answered', answer: 'refused' }).ok).toBe(false);
    expect(mayWithdraw({ state: 'closed', answer: null }).ok).toBe(false);
  });

  it('is relanced once, from day 10', () => {
    expect(mayRelance(life, day('2026-11-10'))).toMatchObject({
      reason: 'too-early',
      message: 'Vous pourrez relancer à partir du mercredi 11 novembre.',
    });
    expect(mayRelance(life, day('2026-11-11')).ok).toBe(true);
    const again = { ...life, relancedAt: instantFrom('2026-11-11T10:00:00Z') };
    expect(mayRelance(again, day('2026-11-30'))).toMatchObject({ reason: 'already-reminded' });
    expect(mayRelance({ ...life, state: 'answered', answer: 'meeting' }, today)).toMatchObject({
      reason: 'already-answered',
    });
    expect(mayRelance({ ...life, state: 'closed' }, today)).toMatchObject({ reason: 'already-ended' });
  });

  it('is not filed away before an answer', () => {
    expect(mayArchive({ state: 'seen' })).toMatchObject({ reason: 'answer-first' });
    expect(mayArchive({ state: 'closed' }).ok).toBe(true);
  });

  it('ends with its offer when that is filled or taken back, not when its last day is over', () => {
    expect(['filled', 'closed', null, 'expired', 'pending-review', 'published'].map(closureOf)).toEqual([
      'filled',
      'ended',
      'ended',
      null,
      null,
      null,
    ]);
  });
});

describe('words between people', () => {
  const of = (text: string) => {
    const found = checkWords(text, 1000);
    return found.ok ? found.value : found.reason;
  };

  it.each([
    ['  Bonjour, je suis motivée.\n\n\n\nNadia ', 'Bonjour, je suis motivée.\n\nNadia'],
    ['   ', null],
    ['x'.repeat(1001), 'words-too-long'],
    ['Mon numéro : 2 85 05 78 006 084 41', 'words-social-security-number'],
    ['285057800608441', 'words-social-security-number'],
    ['2850578006084', 'words-social-security-number'],
    ['Mon RIB FR14 2004 1010 0505 0001 3M02 606', 'words-bank-details'],
    ['iban fr1420041010050500013m02606 merci', 'words-bank-details'],
    ['ma carte 4970 1000 0000 0006', 'words-bank-details'],
    ['Regardez https://exemple.fr/cv', 'words-link'],
    ['voir www.exemple.com', 'words-link'],
    ['mon site exemple.fr', 'words-link'],
    ['bit.ly/abc', 'words-link'],
    ['Appelez le 06 39 98 00 01 ou nadia@exemple.fr', 'Appelez le 06 39 98 00 01 ou nadia@exemple.fr'],
    ['J’aime ce travail.De plus je suis libre', 'J’aime ce travail.De plus je suis libre'],
    [
      'CACES 1, 3 et 5 depuis le 12/03/2019, 0639980001 et 0639980002',
      'CACES 1, 3 et 5 depuis le 12/03/2019, 0639980001 et 0639980002',
    ],
    ['SIRET 999 900 012 00017', 'SIRET 999 900 012 00017'],
  ])('%s', (text, expected) => {
    expect(of(text)).toBe(expected);
  });
});

describe('the motives of a refusal', () => {
  it('are ten, each with words for both sides', () => {
    expect(REFUSAL_MOTIVES.length).toBe(10);
    for (const motive of REFUSAL_MOTIVES) {
      const { label, toPerson, short } = MOTIVE_WORDS[motive];
      expect([motive, label.length < 60, toPerson.length < 120, short.length < 50]).toEqual([motive, true, true, true]);
      expect(isForbidden(checkWording({ kind: 'offer', description: `${label}. ${toPerson} ${short}` }))).toBe(false);
    }
    expect(new Set(Object.values(MOTIVE_WORDS).map((words) => words.toPerson)).size).toBe(10);
  });
});

describe('honest odds', () => {
  const facts = {
    kind: 'offer',
    positions: 1,
    applied: 0,
    figures: { applications: 0, answered: 0, medianDays: null },
  } as const;

  it.each([
    [facts, null],
    [{ ...facts, applied: 1 }, '1 personne a déjà postulé pour 1 poste.'],
    [
      { ...facts, applied: 5, figures: { applications: 9, answered: 8, medianDays: 4 } },
      '5 personnes ont déjà postulé pour 1 poste. Cet employeur répond en 4 jours environ.',
    ],
    [
      { ...facts, applied: 5, figures: { applications: 4, answered: 4, medianDays: 1 } },
      '5 personnes ont déjà postulé pour 1 poste.',
    ],
    [
      { ...facts, figures: { applications: 5, answered: 5, medianDays: 0 } },
      'Cet employeur répond souvent le jour même.',
    ],
    [
      {
        ...facts,
        kind: 'mission',
        positions: 3,
        applied: 2,
        figures: { applications: 8, answered: 1, medianDays: 2 },
      } as const,
      '2 personnes ont déjà postulé pour 3 places. Cette association répond rarement. Sans réponse, appelez-nous : nous l’appellerons.',
    ],
  ])('%j', (given, expected) => {
    expect(honestOdds(given)).toBe(expected);
    expect(honestOdds(given) ?? '').not.toContain('%');
  });
});

describe('what the organisation sees', () => {
  it('is the visible profile and what was shared, never the rest', () => {
    const view = {
      id: 'SECRET',
      firstName: 'Nadia',
      lastName: 'Étoile-SECRET',
      phone: '+33639980001',
      email: 'SECRET@exemple.invalid',
      place: { insee: 'SECRET', name: 'Laon' },
      adult: true,
      occupations: [{ code: 'SECRET', label: 'Aide à domicile', experienced: true }],
      missionTopics: ['SECRET'],
      contracts: ['permanent'],
      travelMode: 'SECRET',
      hoursMin: null,
      hoursMax: 24,
      availableFrom: null,
      headline: null,
      experiences: [],
      skills: ['menage-courant'],
      licences: [],
      alerts: 'SECRET',
      consents: 'SECRET',
      support: { rsaStatus: 'SECRET', barriers: ['SECRET'], referent: 'SECRET', privateNote: 'SECRET' },
    } as unknown as CandidateView;
    const seen = snapshotOf(view, ['phone']);
    expect(JSON.stringify(seen)).not.toContain('SECRET');
    expect(seen).toMatchObject({
      name: 'Nadia É.',
      commune: 'Laon',
      phone: '+33639980001',
      email: null,
      skills: ['Ménage courant'],
    });
  });
});
