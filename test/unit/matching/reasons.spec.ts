import { describe, expect, it } from '@jest/globals';
import { criteriaMet, explain } from '../../../src/matching/reasons.rules.js';
import {
  freshnessPoints,
  type MatchInputs,
  pointsOf,
  scoreOf,
  travelPoints,
} from '../../../src/matching/scoring.rules.js';

const inputs: MatchInputs = {
  topic: 'K1304',
  fit: 1,
  metres: 4000,
  mode: 'bike',
  search: false,
  skillsAsked: 3,
  skillsHeld: 2,
  days: 0,
};
const topicLabel = 'aide à domicile';

describe('the published score', () => {
  it('adds whole points that can be read one by one', () => {
    const reasons = ['wanted', 'near', 'skills', 'beginner'];
    expect(pointsOf(inputs, reasons)).toEqual({
      topic: 40,
      skills: 16,
      travel: 18,
      wishes: 10,
      beginner: 5,
      freshness: 5,
    });
    expect(scoreOf(inputs, reasons)).toBe(94);
  });

  it.each([
    [0, 25],
    [10, 25],
    [10.01, 22],
    [30, 18],
    [45, 10],
    [60, 4],
    [61, 0],
  ])('gives for %s minutes of travel %s points', (minutes, points) => expect(travelPoints(minutes)).toBe(points));

  it.each([
    [0, 5],
    [1, 5],
    [3, 4],
    [7, 3],
    [14, 2],
    [30, 1],
    [31, 0],
  ])('gives for %s days of age %s points', (days, points) => expect(freshnessPoints(days)).toBe(points));

  it('gives nothing for skills that are not asked for, and takes nothing', () => {
    expect(pointsOf({ ...inputs, skillsAsked: 0, skillsHeld: 0 }, []).skills).toBe(0);
  });
});

describe('the reasons', () => {
  it('say at most three pluses and one minus, the weightiest first', () => {
    const reasons = ['wanted', 'near', 'skills', 'beginner', 'contract', 'other-hours', 'skills-asked'];
    expect(explain({ inputs, reasons, topicLabel })).toEqual({
      pluses: [
        'Vous cherchez : aide à domicile.',
        'C’est à 4 km, environ 20 min à vélo.',
        'Vous avez 2 compétences sur 3.',
      ],
      minus: 'À savoir : ce ne sont pas les heures souhaitées.',
    });
  });

  it('say that a way is long, and from where it counts', () => {
    const far = { ...inputs, metres: 20_000, search: true };
    expect(explain({ inputs: far, reasons: ['close', 'far'], topicLabel })).toEqual({
      pluses: ['C’est proche de : aide à domicile.'],
      minus: 'À savoir : c’est à 20 km, environ 1 h 50 à vélo du lieu cherché.',
    });
  });

  it('tell an employer what is met, never how a person travels nor what is missing', () => {
    const reasons = ['wanted', 'near', 'skills', 'licence', 'without-car', 'far', 'other-contract', 'skills-asked'];
    expect(criteriaMet({ inputs, reasons, topicLabel })).toEqual([
      'Cherche : aide à domicile.',
      'A 2 compétences sur 3.',
      'A le permis demandé.',
    ]);
  });

  it.each([
    ['K1304', 'aide à domicile', 'Vous cherchez : aide à domicile.'],
    ['G1803', 'Serveur / Serveuse en restauration', 'Vous cherchez : serveur ou serveuse en restauration.'],
    ['N4112', 'VTC', 'Vous cherchez : VTC.'],
    ['activity:soutien-scolaire', null, 'Vous cherchez : soutien scolaire.'],
    ['activity:ramassage-dechets', null, 'Vous cherchez : ramassage de déchets.'],
    ['domain:sante', null, 'Vous cherchez : santé.'],
    ['domain:autre', null, 'Vous cherchez : bénévolat.'],
    ['domain:encore-inconnu', null, 'Vous cherchez : encore inconnu.'],
  ])('name %s as people do', (topic, label, sentence) => {
    const match = { inputs: { ...inputs, topic }, reasons: ['wanted'], topicLabel: label };
    expect(explain(match).pluses).toEqual([sentence]);
  });

  it('tell an association that a volunteer looks in its domain', () => {
    const match = { inputs: { ...inputs, topic: 'domain:education', fit: 0.6 }, reasons: ['close'], topicLabel: null };
    expect(criteriaMet(match)).toEqual(['Cherche dans ce domaine : éducation.']);
  });
});
