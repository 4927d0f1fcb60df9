import { type Day, dayInParis } from './lang/day.js';

/** The only source of the present. Tests and demonstrations put another one in its place. */
export abstract class Clock {
  private dayOfHour: { readonly hour: number; readonly day: Day } | undefined;

  abstract now(): Date;

  /** Today on the calendars of Paris. Their midnight is a full hour everywhere: the day is worked out once an hour. */
  today(): Day {
    const now = this.now();
    const hour = Math.floor(now.getTime() / 3_600_000);
    if (this.dayOfHour?.hour !== hour) this.dayOfHour = { hour, day: dayInParis(now) };
    return this.dayOfHour.day;
  }
}

/** The machine's clock, moved by a fixed number of days when an instance is shown as it will be. */
export class SystemClock extends Clock {
  constructor(private readonly offsetDays = 0) {
    super();
  }

  now(): Date {
    return new Date(Date.now() + this.offsetDays * 86_400_000);
  }
}

/** A clock that moves only when told to. */
export class FixedClock extends Clock {
  private instant: Date;

  constructor(iso: string) {
    super();
    this.instant = new Date(iso);
  }

  now(): Date {
    return new Date(this.instant);
  }

  set(iso: string): void {
    this.instant = new Date(iso);
  }

  advance(seconds: number): void {
    this.instant = new Date(this.instant.getTime() + seconds * 1000);
  }
}
