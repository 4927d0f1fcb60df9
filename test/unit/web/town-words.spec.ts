import { describe, expect, it } from '@jest/globals';
import { atTown, ofTown } from '../../../src/web/kit/town-words.rules.js';

describe('the name of a commune inside a sentence', () => {
  it.each([
    ['Laon', 'de Laon', 'à Laon'],
    ['Étampes-sur-Marne', 'd’Étampes-sur-Marne', 'à Étampes-sur-Marne'],
    ['Anizy-le-Grand', 'd’Anizy-le-Grand', 'à Anizy-le-Grand'],
    ['Œuilly', 'd’Œuilly', 'à Œuilly'],
    ['Hirson', 'de Hirson', 'à Hirson'],
    ['Ypres', 'd’Ypres', 'à Ypres'],
    ['Y', 'de Y', 'à Y'],
    ['Yaucourt-Bussus', 'de Yaucourt-Bussus', 'à Yaucourt-Bussus'],
    ['Le Nouvion-en-Thiérache', 'du Nouvion-en-Thiérache', 'au Nouvion-en-Thiérache'],
    ['Les Septvallons', 'des Septvallons', 'aux Septvallons'],
    ['La Fère', 'de La Fère', 'à La Fère'],
    ['L’Haÿ-les-Roses', 'de L’Haÿ-les-Roses', 'à L’Haÿ-les-Roses'],
    ['Lesdins', 'de Lesdins', 'à Lesdins'],
  ])('%s: %s, %s', (name, of, at) => {
    expect([ofTown(name), atTown(name)]).toEqual([of, at]);
  });
});
