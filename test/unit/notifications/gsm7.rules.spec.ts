import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foldToGsm7, isGsm7, segments, septets } from '../../../src/notifications/gsm7.rules.js';

describe('folding to the alphabet of an SMS', () => {
  it.each([
    ['Château-Thierry', 'Chateau-Thierry'],
    ['Villers-Cotterêts', 'Villers-Cotterets'],
    ['Origny-Sainte-Benoîte', 'Origny-Sainte-Benoite'],
    ['La Fère, Crécy-sur-Serre, à, ù, É, Ç, ñ, ä ö ü', 'La Fère, Crécy-sur-Serre, à, ù, É, Ç, ñ, ä ö ü'],
    ['reçu en août', 'recu en aout'],
    ['Œuvre, cœur, bœuf', 'OEuvre, coeur, boeuf'],
    ['l’offre « prête » …', 'l\'offre "prete" ...'],
    ['À Ê Ô Û ë ï ÿ', 'A E O U e i y'],
    ['12 h\u00a030 – 14\u202fh', '12 h 30 - 14 h'],
    ['Bravo 🎉 Zoé 👩‍🌾', 'Bravo Zoé'],
    ['\u202eevil\u202c\u200bname', 'evilname'],
    ['une\r\ndeux\ttrois', 'une\ndeux trois'],
    ['①ﬁn™', '1finTM'],
    ['e\u0301te\u0301', 'été'],
  ])('writes %j as %j', (text, folded) => {
    expect(foldToGsm7(text)).toBe(folded);
  });

  it('never leaves a character outside the alphabet, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ unit: 'grapheme', maxLength: 200 })),
        (text) => {
          const folded = foldToGsm7(text);
          expect(isGsm7(folded)).toBe(true);
          expect(foldToGsm7(folded)).toBe(folded);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('counts the euro sign and brackets twice', () => {
    expect(septets('12 €')).toBe(5);
    expect(septets('[a]')).toBe(5);
  });

  it.each([
    [0, 1],
    [160, 1],
    [161, 2],
    [306, 2],
    [307, 3],
  ])('bills %i septets as %i part(s)', (length, parts) => {
    expect(segments('a'.repeat(length))).toBe(parts);
  });
});
