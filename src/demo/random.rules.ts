/** A source of chance that gives the same numbers for the same seed on every machine (mulberry32, public domain). */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** 0 ≤ x < 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `least` to `most`, both possible. */
  int(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly T[]): T {
    const picked = list[Math.floor(this.next() * list.length)];
    if (picked === undefined) throw new RangeError('Nothing to pick from');
    return picked;
  }

  /** Some of the list, in its order. */
  some<T>(list: readonly T[], count: number): T[] {
    const left = [...list.keys()];
    while (left.length > Math.max(0, count)) left.splice(Math.floor(this.next() * left.length), 1);
    return left.map((index) => list[index] as T);
  }
}

/** Picks items in proportion to their weights, in logarithmic time. */
export class Weighted<T> {
  private readonly upTo: number[] = [];
  private readonly total: number;

  constructor(
    private readonly items: readonly T[],
    weightOf: (item: T) => number,
  ) {
    let sum = 0;
    for (const item of items) {
      sum += weightOf(item);
      this.upTo.push(sum);
    }
    this.total = sum;
  }

  pick(random: Random): T {
    const wanted = random.next() * this.total;
    let low = 0;
    let high = this.upTo.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.upTo[middle] ?? 0) > wanted) high = middle;
      else low = middle + 1;
    }
    const item = this.items[low];
    if (item === undefined) throw new RangeError('Nothing to pick from');
    return item;
  }
}

/** A seed of its own for each part, so that a change in one does not change the others. */
export function seedFor(seed: number, part: string): number {
  let hash = 2_166_136_261 ^ seed;
  for (const letter of part) hash = Math.imul(hash ^ letter.charCodeAt(0), 16_777_619);
  return hash >>> 0;
}
