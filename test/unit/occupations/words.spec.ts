import { describe, expect, it } from '@jest/globals';
import { typingErrors, wordFit } from '../../../src/occupations/occupation-ranking.rules.js';
import { isTooVague, mainPartOf, soundOf, stem, wordsOf } from '../../../src/occupations/occupation-words.rules.js';

describe('the words of a title', () => {
  it.each([
    ['Conductrice', 'conducteur'],
    ['vendeuses', 'vendeur'],
    ['infirmière', 'infirmier'],
    ['boulangère', 'boulanger'],
    ['mécanicienne', 'mécanicien'],
    ['maçonne', 'maçon'],
    ['employée', 'employé'],
    ['commise', 'commis'],
    ['travaux', 'traval'],
    ['carossier', 'carrossier'],
    ['farmacien', 'pharmacienne'],
    ['CHAUFFEUR', 'conducteur'],
    ['masson', 'maçons'],
  ])('take %s and %s for one word', (a, b) => expect(wordsOf(a)).toEqual(wordsOf(b)));

  it('keep apart short words that only sound alike', () => {
    expect(wordsOf('ASH')).not.toEqual(wordsOf('AS'));
    expect(soundOf('ash')).toBe('ash');
    expect(stem('bus')).toBe('bus');
  });

  it.each([
    ['Aide à domicile (H/F) - secteur Laon', 'Aide à domicile'],
    ['URGENT : Boulanger', 'Boulanger'],
    ['CDI - Cuisinier - Soissons', 'Cuisinier'],
    ['Responsable de secteur aide à domicile', 'Responsable de secteur aide à domicile'],
    ['Aide-soignant de nuit', 'Aide-soignant de nuit'],
  ])('name the work in the main part: « %s » → « %s »', (title, main) => expect(mainPartOf(title).trim()).toBe(main));

  it('leave out contracts, hours and gender', () => {
    expect(wordsOf("Agent d'entretien H/F CDI 15h/semaine 2 postes")).toEqual(wordsOf("agent d'entretien"));
    expect(wordsOf('H/F')).toEqual([]);
    expect(wordsOf('chauffeur permis C')).toContain('permisc');
  });

  it('say when a title names no trade', () => {
    expect(isTooVague('Employé polyvalent (H/F)')).toBe(true);
    expect(isTooVague('')).toBe(true);
    expect(isTooVague('Employé de ménage')).toBe(false);
  });

  it('forgive as many typing errors as the length of the word allows', () => {
    expect(typingErrors('couvruer', 'couvreur')).toBe(1);
    expect(typingErrors('', 'abc')).toBe(3);
    expect(wordFit('couvruer', 'couvreur')).toBeGreaterThan(wordFit('couvruer', 'ouvrier'));
    expect(wordFit('car', 'bar')).toBe(0);
    expect(wordFit('cuisi', 'cuisinier')).toBeGreaterThan(0.6);
  });
});
