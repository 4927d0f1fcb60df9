const WIDTH = 30;
/** Without a terminal a line is written at each of these parts. */
const STEPS = 10;

/** How far a long command is: a bar on a terminal, some plain lines elsewhere. */
export class ProgressLine {
  private step = -1;
  private drawn = false;

  constructor(private readonly stream: NodeJS.WriteStream) {}

  show(done: number, total: number, label: string): void {
    const part = total === 0 ? 1 : Math.min(1, done / total);
    if (this.stream.isTTY) {
      const full = Math.round(part * WIDTH);
      this.stream.write(
        `\r\u001b[K[${'#'.repeat(full)}${'.'.repeat(WIDTH - full)}] ${Math.round(part * 100)} %  ${label}`,
      );
      this.drawn = true;
    } else if (Math.floor(part * STEPS) > this.step) {
      this.step = Math.floor(part * STEPS);
      this.stream.write(`${Math.round(part * 100)} %  ${label}\n`);
    }
  }

  /** Takes the bar away, so that ordinary lines can be written. */
  clear(): void {
    if (this.drawn) this.stream.write('\r\u001b[K');
    this.drawn = false;
  }
}
