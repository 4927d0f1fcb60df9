import { EARTH_RADIUS_KM, type Point } from '../../geo/distance.rules.js';

/** A map drawn by the server: numbered points, names of communes and a scale on a plain ground. Web Mercator, as map tiles are. */

/** One offer or mission of the list. */
export interface NumberedPoint extends Point {
  readonly number: number;
  readonly commune: string;
}

export interface Town extends Point {
  readonly name: string;
}

/** Several points that would lie on each other share a mark. */
export interface Mark {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly numbers: readonly number[];
  readonly words: string;
  readonly communes: readonly string[];
}

export interface TownName {
  readonly x: number;
  readonly y: number;
  readonly name: string;
  /** Where its dot stands; null under a mark, which is its dot. */
  readonly dot: { readonly x: number; readonly y: number } | null;
}

export interface Drawing {
  readonly marks: readonly Mark[];
  readonly names: readonly TownName[];
  readonly scale: { readonly km: number; readonly width: number };
}

/** Side of the drawing, in its own units. */
export const SIDE = 400;
export const MARK_HEIGHT = 34;
const MARGIN = 48;
const LETTER_WIDTH = 9;
const LINE_HEIGHT = 18;
/** A single point is shown with what lies some kilometres around it. */
const LEAST_KM = 20;
const MOST_NAMES = 9;
const SCALES_KM = [1, 2, 5, 10, 20, 50, 100, 200, 500];

export interface Frame {
  readonly south: number;
  readonly west: number;
  readonly north: number;
  readonly east: number;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Undefined when there is no point to show. `towns`: most important first; as many are named as there is room for. */
export function draw(points: readonly NumberedPoint[], towns: readonly Town[]): Drawing | undefined {
  const view = viewOf(points);
  if (!view) return undefined;
  const marks = marksOf(points.map((point) => ({ ...view.place(point), point })));
  const scaleKm = SCALES_KM.filter((km) => km / view.kmPerUnit <= SIDE / 3).at(-1) ?? 1;
  return {
    marks,
    names: namesOf(
      marks,
      towns.map((town) => ({ ...view.place(town), name: town.name })),
    ),
    scale: { km: scaleKm, width: Math.round(scaleKm / view.kmPerUnit) },
  };
}

/** Corners of what the drawing shows and a little more, to look up its towns: a screen may be wider than it is high. */
export function frameOf(points: readonly Point[]): Frame | undefined {
  const view = viewOf(points);
  if (!view) return undefined;
  const { middle, perUnit } = view;
  const half = (SIDE / 2) * perUnit;
  const degrees = 180 / Math.PI;
  const latAt = (y: number) => Math.atan(Math.sinh(-y)) * degrees;
  return {
    south: latAt(middle.y + half * 1.2),
    north: latAt(middle.y - half * 1.2),
    west: (middle.x - half * 1.8) * degrees,
    east: (middle.x + half * 1.8) * degrees,
  };
}

/** "3", "3 et 7", "3, 4, 5 et 9"; four and more in a row as "3 à 6". */
export function numbersWords(numbers: readonly number[]): string {
  const first = numbers[0] ?? 0;
  const last = numbers.at(-1) ?? first;
  if (numbers.length > 3 && last - first === numbers.length - 1) return `${first} à ${last}`;
  return numbers.length < 2 ? String(first) : `${numbers.slice(0, -1).join(', ')} et ${last}`;
}

/** What stands in the mark: short. "3", "3, 7", "3 à 6", else "3, 5…". */
function markWords(numbers: readonly number[]): string {
  if (numbers.length <= 2) return numbers.join(', ');
  const words = numbersWords(numbers);
  return words.includes('à') ? words : `${numbers[0]}, ${numbers[1]}…`;
}

function mercator({ lat, lng }: Point): { x: number; y: number } {
  const radians = Math.PI / 180;
  return { x: lng * radians, y: -Math.asinh(Math.tan(lat * radians)) };
}

function viewOf(points: readonly Point[]) {
  if (points.length === 0) return undefined;
  const flat = points.map(mercator);
  const [left, right] = [Math.min(...flat.map(({ x }) => x)), Math.max(...flat.map(({ x }) => x))];
  const [top, bottom] = [Math.min(...flat.map(({ y }) => y)), Math.max(...flat.map(({ y }) => y))];
  const middle = { x: (left + right) / 2, y: (top + bottom) / 2 };
  const kmPerRadian = EARTH_RADIUS_KM / Math.cosh(middle.y); // cos(latitude) = 1 / cosh(y)
  const span = Math.max(right - left, bottom - top, LEAST_KM / kmPerRadian);
  const perUnit = span / (SIDE - 2 * MARGIN);
  return {
    middle,
    perUnit,
    kmPerUnit: perUnit * kmPerRadian,
    place(point: Point) {
      const { x, y } = mercator(point);
      return { x: round(SIDE / 2 + (x - middle.x) / perUnit), y: round(SIDE / 2 + (y - middle.y) / perUnit) };
    },
  };
}

/** In the order of the list: a point joins the first mark that it would lie on. */
function marksOf(placed: readonly { x: number; y: number; point: NumberedPoint }[]): Mark[] {
  const groups: { x: number; y: number; points: NumberedPoint[] }[] = [];
  for (const { x, y, point } of placed) {
    const near = groups.find(
      (group) => Math.abs(group.x - x) < MARK_HEIGHT + 12 && Math.abs(group.y - y) < MARK_HEIGHT,
    );
    if (near) near.points.push(point);
    else groups.push({ x, y, points: [point] });
  }
  return groups.map(({ x, y, points }) => {
    const numbers = points.map(({ number }) => number);
    const words = markWords(numbers);
    const width = Math.max(MARK_HEIGHT, words.length * 10 + 16);
    return { x, y, width, numbers, words, communes: [...new Set(points.map(({ commune }) => commune))] };
  });
}

/** Names beside the marks first, then towns that help to find one's way; none over another or over a mark. */
function namesOf(marks: readonly Mark[], towns: readonly { x: number; y: number; name: string }[]): TownName[] {
  const taken: Box[] = marks.map(({ x, y, width }) => boxAround(x, y, width, MARK_HEIGHT));
  const inside: Box = { left: 0, top: 0, right: SIDE, bottom: SIDE - 30 }; // the scale stands below
  const names: TownName[] = [];
  const put = (name: string, spots: readonly { x: number; y: number }[], dot: TownName['dot']) => {
    if (names.some((other) => other.name === name)) return;
    for (const { x, y } of spots) {
      const box = boxAround(x, y, name.length * LETTER_WIDTH, LINE_HEIGHT);
      if (!holds(inside, box) || taken.some((other) => overlap(other, box))) continue;
      taken.push(box, ...(dot ? [boxAround(dot.x, dot.y, 6, 6)] : []));
      names.push({ x, y, name, dot });
      return;
    }
  };
  const around = (x: number, y: number, away: number) => [
    { x, y: y + away },
    { x, y: y - away },
  ];
  for (const { x, y, communes } of marks) put(communes[0] ?? '', around(x, y, 28), null);
  for (const { x, y, name } of towns) {
    if (names.length >= Math.max(MOST_NAMES, marks.length)) break;
    if (taken.some((box) => overlap(box, boxAround(x, y, 8, 8)))) continue;
    put(name, around(x, y, 14), { x, y });
  }
  return names;
}

function boxAround(x: number, y: number, width: number, height: number): Box {
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
}

function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

function holds(outer: Box, inner: Box): boolean {
  return (
    inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom
  );
}

function round(units: number): number {
  return Math.round(units * 10) / 10;
}
