import { describe, expect, test } from '@jest/globals';
import {
  distanceWords,
  durationWords,
  travelEffort,
  travelMinutes,
  travelWords,
} from '../../../src/geo/travel.rules.js';

describe('travel effort', () => {
  test.each([
    ['walk', 1.5, 26],
    ['bike', 4, 22.3],
    ['scooter', 10, 26],
    ['car', 20, 31.2],
  ] as const)('by %s %d km take about %d minutes', (mode, km, minutes) => {
    expect(travelMinutes(km, mode)).toBeCloseTo(minutes, 1);
  });

  test.each([
    [0, 'easy'],
    [30, 'easy'],
    [30.01, 'possible'],
    [45, 'possible'],
    [45.01, 'hard'],
  ] as const)('%d minutes are %s', (minutes, effort) => {
    expect(travelEffort(minutes)).toBe(effort);
  });
});

describe('travel in words', () => {
  test.each([
    [0, 'moins de 1 km'],
    [0.99, 'moins de 1 km'],
    [1, '1 km'],
    [1.4, '1,5 km'],
    [2.9, '3 km'],
    [4.2, '4 km'],
    [17.6, '18 km'],
  ])('%d km is said "%s"', (km, words) => {
    expect(distanceWords(km)).toBe(words);
  });

  test.each([
    [0, '1 min'],
    [15.6, '16 min'],
    [19.9, '20 min'],
    [22.3, '20 min'],
    [58, '1 h'],
    [61, '1 h'],
    [68, '1 h 10'],
    [126, '2 h 10'],
  ])('%d minutes are said "%s"', (minutes, words) => {
    expect(durationWords(minutes)).toBe(words);
  });

  test.each([
    ['bike', 2.87, 'à 3 km, environ 16 min à vélo'],
    ['bike', 4, 'à 4 km, environ 20 min à vélo'],
    ['walk', 0.4, 'à moins de 1 km, environ 7 min à pied'],
    ['car', 30, 'à 30 km, environ 45 min en voiture'],
    ['scooter', 12, 'à 12 km, environ 30 min en scooter'],
  ] as const)('by %s %d km read "%s"', (mode, km, words) => {
    expect(travelWords(km, mode)).toBe(words);
  });
});
