/** Tells when a copy of what the database holds must be compared with it again. */
export class Freshness {
  private checkedAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly maxAgeMs: number) {}

  /** Whether the copy is young enough to be used as it is. */
  get holds(): boolean {
    return performance.now() - this.checkedAt < this.maxAgeMs;
  }

  /** The copy was compared with the database; `since` is when the comparison began (performance.now()). */
  checked(since: number): void {
    this.checkedAt = since;
  }
}
