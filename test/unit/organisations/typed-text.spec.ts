import { describe, expect, test } from '@jest/globals';
import {
  freeText,
  lineOfText,
  mendedLine,
  mendedText,
  webAddress,
} from '../../../src/organisations/typed-text.schema.js';

const line = lineOfText(2, 40);
const text = freeText(0, 200);

describe('a line of text', () => {
  test.each([
    ["L’Œuvre d'Élisabeth & Fils (02)", "L’Œuvre d'Élisabeth & Fils (02)"],
    ['  deux   espaces ', 'deux espaces'],
    ['Cafe\u0301 des Arts', 'Café des Arts'],
    ['Société Dupont®', 'Société Dupont®'],
    ['Łukasz Żółć 株式会社', 'Łukasz Żółć 株式会社'],
  ])('%j becomes %j', (given, kept) => expect(line.parse(given)).toBe(kept));

  test.each([
    ['a control character', 'a\u0007b'],
    ['a null', 'a\u0000b'],
    ['a new line', 'a\nb'],
    ['a right-to-left override', 'a\u202Eb'],
    ['an isolate', 'a\u2066b'],
    ['a zero-width space', 'a\u200Bb'],
    ['a soft hyphen', 'a\u00ADb'],
    ['tag characters', 'ab\u{E0041}'],
    ['an emoji', 'Boulangerie 🥖'],
    ['a flag', 'Aisne 🇫🇷'],
    ['a keycap', 'Numéro 1️⃣'],
    ['half a pair', 'ab\uD83D'],
    ['only punctuation', '-- !!'],
    ['too little', 'a'],
    ['too much', 'a'.repeat(41)],
  ])('with %s is refused', (_, given) => expect(line.safeParse(given).success).toBe(false));
});

describe('a long text', () => {
  test('keeps emoji and paragraphs, and drops what copying left behind', () => {
    expect(text.parse('Bon\u00ADjour 👩‍🍳\r\n\r\n\r\n\r\nà \u200Btous \uFEFF')).toBe('Bonjour 👩‍🍳\n\nà tous');
  });

  test.each(['a\u202Eb', 'a\u0000b', 'a\u001Bb', 'ab\uDE00'])('refuses %j', (given) =>
    expect(text.safeParse(given).success).toBe(false),
  );
});

describe('a line or text of a feed', () => {
  test.each(['🍽️ Serveur\u0000 \u202EH/F 👩‍🍳', '\uD83D Maçon', 'a'.repeat(500), '1️⃣ Chauffeur'])(
    'is mended so that it is accepted: %j',
    (given) => {
      expect(lineOfText(1, 120).safeParse(mendedLine(given, 120)).success).toBe(true);
      expect(freeText(0, 120).safeParse(mendedText(given, 120)).success).toBe(true);
    },
  );
});

describe('a web address', () => {
  test.each(['https://exemple.invalid/emploi?id=1#a', 'http://www.mairie-laon.fr'])('%s is one', (given) =>
    expect(webAddress.safeParse(given).success).toBe(true),
  );
  test.each([
    'javascript:alert(1)',
    'ftp://exemple.invalid',
    'https://',
    'exemple.invalid',
    'https://a:b@exemple.invalid',
    'data:text/html,x',
    'https://localhost',
    'https://exemple.invalid/"><script>',
    'https://ex\u202Eemple.invalid',
  ])('%j is not one', (given) => expect(webAddress.safeParse(given).success).toBe(false));
});
