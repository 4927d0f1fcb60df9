import { z } from 'zod';

/** The look of one instance: colours, logo, pictures of maps. Names as in `tokens.json`. */

const colour = z.string().regex(/^#[0-9a-f]{6}$/i, 'a colour is written #rrggbb');

export const tokensSchema = z.strictObject({
  colours: z.strictObject({
    paper: colour,
    surface: colour,
    ink: colour,
    quiet: colour,
    line: colour,
    primary: colour,
    primaryDark: colour,
    primarySoft: colour,
    onPrimary: colour,
    sun: colour,
    sunSoft: colour,
    danger: colour,
    dangerSoft: colour,
    success: colour,
    successSoft: colour,
    info: colour,
    infoSoft: colour,
  }),
  /** Path of an SVG or PNG of the département, beside the tokens file; null: the mark of Actifs. */
  logo: z.string().nullable(),
  /** Address of map tiles with {z}/{x}/{y}; null: outlines on a plain ground, nothing is fetched from elsewhere. */
  tiles: z.url().nullable(),
});
export type Tokens = z.output<typeof tokensSchema>;
export type Colour = keyof Tokens['colours'];

/** Text, ground and least contrast (WCAG 2.2: 1.4.3 for words, 1.4.11 for the edges of controls and the focus ring). */
export const PAIRS: readonly (readonly [text: Colour, ground: Colour, least: number])[] = [
  ['ink', 'paper', 4.5],
  ['ink', 'surface', 4.5],
  ['ink', 'sun', 4.5],
  ['ink', 'sunSoft', 4.5],
  ['ink', 'primarySoft', 4.5],
  ['ink', 'dangerSoft', 4.5],
  ['ink', 'successSoft', 4.5],
  ['ink', 'infoSoft', 4.5],
  ['quiet', 'paper', 4.5],
  ['quiet', 'surface', 4.5],
  ['quiet', 'primarySoft', 4.5],
  ['primary', 'paper', 4.5],
  ['primary', 'surface', 4.5],
  ['primary', 'primarySoft', 4.5],
  ['primaryDark', 'paper', 4.5],
  ['primaryDark', 'surface', 4.5],
  ['primaryDark', 'primarySoft', 4.5],
  ['onPrimary', 'primary', 4.5],
  ['onPrimary', 'primaryDark', 4.5],
  ['onPrimary', 'danger', 4.5],
  ['danger', 'paper', 4.5],
  ['danger', 'surface', 4.5],
  ['danger', 'dangerSoft', 4.5],
  ['success', 'surface', 4.5],
  ['success', 'successSoft', 4.5],
  ['info', 'surface', 4.5],
  ['info', 'infoSoft', 4.5],
  ['quiet', 'surface', 3],
  ['sun', 'ink', 3],
  ['sun', 'primaryDark', 3],
];

/** Relative luminance of an sRGB colour (WCAG 2.2, definition of "relative luminance"). */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition of "contrast ratio"). */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** Each pair that some people could not read, in words. Empty: the colours are good. */
export function unreadablePairs(tokens: Tokens): string[] {
  return PAIRS.flatMap(([text, ground, least]) => {
    const ratio = contrast(tokens.colours[text], tokens.colours[ground]);
    return ratio >= least ? [] : [`${text} on ${ground}: ${ratio.toFixed(2)}, at least ${least} needed`];
  });
}

/** The tokens as custom properties: primaryDark becomes --primary-dark. */
export function tokensCss(tokens: Tokens): string {
  const lines = Object.entries(tokens.colours).map(
    ([name, value]) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}:${value}`,
  );
  return `:root{${lines.join(';')}}\n`;
}
