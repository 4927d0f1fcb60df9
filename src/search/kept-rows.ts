/** Rows as they were read, kept for a while by their id. Who uses one asks first whether its version is still the present one. */
export class KeptRows<R extends { readonly id: string; readonly version: number }> {
  private readonly kept = new Map<string, { readonly row: R; readonly until: number }>();

  /** `seconds` bounds the age of what a version does not tell: the names that a row takes from other tables. */
  constructor(
    private readonly most: number,
    private readonly seconds: number,
  ) {}

  /** `now` in milliseconds. */
  find(id: string, now: number): R | undefined {
    const found = this.kept.get(id);
    return found && found.until > now ? found.row : undefined;
  }

  /** Beyond `most` rows, the first kept is the first to go. */
  keep(rows: readonly R[], now: number): void {
    const until = now + this.seconds * 1000;
    for (const row of rows) {
      this.kept.delete(row.id);
      this.kept.set(row.id, { row, until });
    }
    for (const id of this.kept.keys()) {
      if (this.kept.size <= this.most) break;
      this.kept.delete(id);
    }
  }
}
