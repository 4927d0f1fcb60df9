import { describe, expect, it } from '@jest/globals';
import {
  completionOf,
  consentsIn,
  type Cv,
  answersOf,
  extrasAfter,
  NO_EXTRAS,
  patchOf,
} from '../../../src/candidates/cv.rules.js';
import { cvAnswersSchema } from '../../../src/candidates/cv.schema.js';
import { firstUnanswered, missingNeeded, next, position, previous } from '../../../src/candidates/cv-steps.rules.js';
import {
  availableLine,
  daysLine,
  durationOf,
  hoursLine,
  licenceWords,
  periodOf,
  shortName,
  travelLine,
} from '../../../src/candidates/cv-words.rules.js';
import { shownCv } from '../../../src/candidates/shown-cv.rules.js';
import { instantFrom, day } from '../../../src/platform/lang/day.js';

const TODAY = day('2026-11-20');

const lea: Cv = {
  ...NO_EXTRAS,
  candidateId: '0198a1b2-0000-7000-8000-000000000001',
  status: 'active',
  firstName: 'Léa',
  lastName: 'Exemple',
  phone: '+33639981234',
  email: 'lea@exemple.invalid',
  adult: true,
  commune: 'Guise',
  insee: '02361',
  headline: null,
  occupations: [{ code: 'K1304', label: 'Aide à domicile', experienced: true }],
  skills: [],
  experiences: [],
  licences: [],
  travelMode: 'bike',
  reachKm: 10,
  contracts: [],
  hoursMin: null,
  hoursMax: null,
  availableFrom: null,
  volunteering: false,
  missionTopics: [],
  visible: false,
  acceptsContact: false,
  updatedAt: instantFrom('2026-11-20T10:00:00Z'),
  version: 1,
};

describe('the questions of the CV', () => {
  const work = { any: false, occupations: [{ code: 'K1304', experienced: false }] };

  it('come one after the other, tasks only when the trade has some', () => {
    expect([next('name', {}), next('place', {}), next('work', { work })]).toEqual(['place', 'work', 'tasks']);
    expect(next('work', { work: { any: true, occupations: [] } })).toBe('skills');
    expect([previous('skills', {}), previous('skills', { work }), previous('name', {})]).toEqual([
      'work',
      'tasks',
      undefined,
    ]);
    expect(next('visibility', { work })).toBeUndefined();
    expect(position('place', { work })).toEqual({ number: 2, of: 16 });
  });

  it('need a first name, a commune and the work, and go on where they were left', () => {
    expect(missingNeeded({ work })).toEqual(['name', 'place']);
    const begun = cvAnswersSchema.parse({ name: { firstName: 'Léa' }, place: { place: 'Guise' }, work });
    expect(missingNeeded(begun)).toEqual([]);
    expect(firstUnanswered(begun)).toBe('tasks');
  });

  it('refuse a task that nobody knows, hours that cross and a choice without work', () => {
    const wrong = [
      { tasks: { tasks: ['vigne.taille', 'vigne.boire'] } },
      { hours: { hoursMin: 30, hoursMax: 20, contracts: [] } },
      { work: { occupations: [] } },
      { name: { firstName: 'Léa', age: 34 } },
    ];
    expect(wrong.filter((answers) => cvAnswersSchema.safeParse(answers).success)).toEqual([]);
    expect(cvAnswersSchema.parse({ days: { days: ['fri', 'mon', 'fri'], moments: [] } }).days?.days).toEqual([
      'mon',
      'fri',
    ]);
  });
});

describe('answers', () => {
  const before = {
    ...NO_EXTRAS,
    insee: '02361',
    skills: ['courses', 'menage-courant', 'permis-poney'],
    tasks: ['domicile.menage'],
    skillWords: ['Courses'],
  };

  it('replace the skills they gave before, never those that somebody else added', () => {
    const patch = patchOf({ tasks: { tasks: ['vigne.taille'] }, skills: { skillWords: ['Chanter juste'] } }, before);
    expect(patch.skills).toEqual(['chanter-juste', 'permis-poney', 'taille-de-la-vigne']);
    expect(patchOf({ skills: { skillWords: [] } }, before).skills).toEqual(['menage-courant', 'permis-poney']);
  });

  it('leave the place alone when it is the one the draft began with, and all that was not asked', () => {
    expect(patchOf({ place: { place: 'insee:02361' } }, before)).toEqual({});
    expect(patchOf({ place: { place: 'insee:02408' } }, before)).toEqual({ place: 'insee:02408' });
    expect(extrasAfter({ headline: { headline: 'x y' } }, before)).toMatchObject({
      tasks: before.tasks,
      answered: ['headline'],
    });
  });

  it('say yes or no once: what stands already is not recorded again', () => {
    expect(consentsIn({ visibility: { visible: true, contact: false } }, { 'cv-visible': false })).toEqual([
      { purpose: 'cv-visible', granted: true },
    ]);
    expect(consentsIn({ volunteering: { volunteering: false, missionTopics: [] } }, { volunteering: true })).toEqual([
      { purpose: 'volunteering', granted: false },
    ]);
  });

  it('of a CV taken up again are the CV, and change nothing when they are given back', () => {
    const answers = answersOf({ ...lea, answered: ['tasks', 'travel'] });
    expect(Object.keys(answers).sort()).toEqual(['name', 'place', 'tasks', 'travel', 'work']);
    expect(cvAnswersSchema.parse(answers)).toEqual(answers);
  });
});

describe('completion', () => {
  it('wants who, where, which work and one thing the person can do, and asks for the next thing', () => {
    expect(completionOf(lea)).toMatchObject({
      complete: false,
      done: ['name', 'place', 'work', 'travel'],
      next: 'tasks',
    });
    const able = { ...lea, tasks: ['domicile.menage'], answered: ['tasks'] as const };
    expect(completionOf(able)).toMatchObject({ complete: true, next: 'skills' });
    expect(completionOf({ ...able, commune: null }).complete).toBe(false);
  });
});

describe('what the employer sees', () => {
  const told: Cv = {
    ...lea,
    tasks: ['domicile.menage', 'domicile.courses'],
    skillWords: ['Réparer un vélo'],
    skills: ['menage-courant', 'courses', 'reparer-un-velo', 'travail-en-equipe'],
    experiences: [
      { title: 'Aide de ma grand-mère', kind: 'family-help', from: '2015', to: '2017' },
      { title: 'Vendanges', kind: 'seasonal', organisation: 'Domaine des Vignes', from: '2024-09', to: '2024-09' },
    ],
    licences: ['AM', 'B', 'B1'],
  };

  it('is what the person can do, with neither name, address nor dates', () => {
    const shown = shownCv(told, TODAY);
    expect(shown).toMatchObject({
      name: 'Léa E.',
      commune: 'Guise',
      tasks: ['Je fais le ménage d’une maison', 'Je fais les courses'],
      skills: ['Réparer un vélo', 'Travail en équipe'],
      licences: ['voiture (B)'],
      travel: 'À vélo, jusqu’à 10 km de Guise',
      contact: { phone: null, email: null },
    });
    expect(shown.experiences.map(({ duration }) => duration)).toEqual(['environ 2 ans', 'environ 1 mois']);
    expect(JSON.stringify(shown)).not.toMatch(/Exemple"|2015|2024|639981234|invalid|02361/);
  });

  it('changes with nothing that an employer must not know', () => {
    const other = {
      ...told,
      adult: false,
      volunteering: true,
      missionTopics: ['domain:sante'],
      status: 'suspended' as const,
    };
    expect(shownCv(other, TODAY)).toEqual(shownCv(told, TODAY));
  });
});

describe('the words of a CV', () => {
  it('are those that people use', () => {
    expect(hoursLine({ hoursMin: 20, hoursMax: 30 })).toBe('Entre 20 et 30 heures par semaine');
    expect(hoursLine({ hoursMin: null, hoursMax: 17.5 })).toBe('Au plus 17,5 heures par semaine');
    expect(daysLine({ days: ['mon', 'tue', 'wed', 'thu', 'fri'], moments: ['morning', 'evening'] })).toBe(
      'Du lundi au vendredi, le matin et le soir',
    );
    expect(daysLine({ days: ['mon', 'thu'], moments: [] })).toBe('Le lundi et le jeudi');
    expect(daysLine({ days: [], moments: [] })).toBeNull();
    expect(availableLine(day('2027-03-01'), TODAY)).toBe('À partir du 1er mars 2027');
    expect(availableLine(day('2026-11-20'), TODAY)).toBe('Tout de suite');
    expect(licenceWords(['AM', 'B', 'B1', 'C', 'C1'])).toEqual(['voiture (B)', 'camion (C)']);
    expect(shortName('Léa', '')).toBe('Léa');
    expect(travelLine({ travelMode: 'walk', reachKm: 5, transport: ['bus'], commune: 'Le Nouvion-en-Thiérache' })).toBe(
      'À pied, en bus, jusqu’à 5 km du Nouvion-en-Thiérache',
    );
  });

  it('tell how long, never when, to others; and when to the person', () => {
    expect(durationOf({ from: '2019', to: '2019' })).toBe('moins d’un an');
    expect(durationOf({ from: '2019-01', to: '2019-03' })).toBe('environ 3 mois');
    expect(durationOf({ from: '2021', to: '2019' })).toBeNull();
    expect(durationOf({ from: '2021' })).toBeNull();
    expect(periodOf({ from: '2019-01', to: '2020' })).toBe('janvier 2019 à 2020');
    expect(periodOf({ from: '2023' })).toBe('depuis 2023');
  });
});

describe('words that a CV does not keep', () => {
  it.each([
    { skills: { skillWords: ['1 85 05 78 006 084 91'] } },
    { trainings: { trainings: [{ title: 'Titre', place: 'FR76 3000 6000 0112 3456 7890 189' }] } },
    { languages: { languages: [{ name: '1 85 05 78 006 084 91', level: 'good' }] } },
  ])('refuses a social security or account number in %j', (answers) => {
    expect(cvAnswersSchema.safeParse(answers).error?.issues[0]?.message).toContain('Ne gardez pas ce numéro ici');
  });
});
