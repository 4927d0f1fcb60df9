import { MAX_ELEMENT_LENGTH, type Slice, TOO_LONG } from './piece.rules.js';

/** Longest thing that may be cut in two by the end of a chunk: a tag with a few attributes. */
const TAIL = 256;

/**
 * Cuts an XML feed into its `<job>…</job>` or `<mission>…</mission>` elements as it arrives, keeping only the current one in memory.
 * A DOCTYPE or an entity declaration ends the reading: no feed needs one, and they are how XML bombs and file theft work.
 */
export class XmlElements {
  private readonly token: RegExp;
  private readonly opening: RegExp;
  private buffer = '';
  private kept = '';
  private within: 'text' | 'comment' | 'cdata' = 'text';
  private nested = 0;
  private tooLong = false;
  private rank = 0;
  private broken = false;
  private sawMarkup = false;

  /** @param name 'job' or 'mission' */
  constructor(name: string) {
    this.token = new RegExp(`<!--|<!\\[CDATA\\[|<!DOCTYPE|<!ENTITY|<${name}(?=[\\s/>])[^>]*>|</${name}\\s*>`, 'gi');
    this.opening = new RegExp(`^<${name}`, 'i');
  }

  /** The elements completed by this chunk. */
  write(chunk: string): Slice[] {
    const out: Slice[] = [];
    if (this.broken) return out;
    this.buffer += chunk;
    if (!this.sawMarkup && this.buffer.includes('<')) this.sawMarkup = true;
    while (this.step(out));
    this.shrink();
    return out;
  }

  /** What is left when the text ends: nothing, or the news that it ends too early. */
  end(): Slice[] {
    if (this.broken) return [];
    if (!this.sawMarkup) return [{ kind: 'broken', position: 0, reason: 'Ce n’est pas du XML.' }];
    if (this.nested === 0) return [];
    return [
      { kind: 'broken', position: this.rank, reason: `Le fichier s’arrête au milieu de l’élément ${this.rank}.` },
    ];
  }

  /** Handles the next thing of the buffer; false when it holds nothing more to handle. */
  private step(out: Slice[]): boolean {
    if (this.within !== 'text') return this.leave(this.within === 'comment' ? '-->' : ']]>');
    this.token.lastIndex = 0;
    const found = this.token.exec(this.buffer);
    if (!found) return false;
    const [tag] = found;
    const upper = tag.slice(0, 9).toUpperCase();
    if (upper === '<!DOCTYPE' || upper === '<!ENTITY') {
      this.broken = true;
      out.push({
        kind: 'broken',
        position: this.rank,
        reason: 'Le fichier XML déclare un DOCTYPE ou une entité : par sécurité, il est refusé.',
      });
      return false;
    }
    const upTo = found.index + tag.length;
    if (tag === '<!--' || upper === '<![CDATA[') {
      this.within = tag === '<!--' ? 'comment' : 'cdata';
      this.consume(upTo);
    } else if (this.opening.test(tag)) this.enter(tag, found.index, upTo);
    else this.close(upTo, out);
    return true;
  }

  private leave(mark: string): boolean {
    const at = this.buffer.indexOf(mark);
    if (at < 0) return false;
    this.consume(at + mark.length);
    this.within = 'text';
    return true;
  }

  private enter(tag: string, start: number, upTo: number): void {
    if (this.nested === 0) {
      this.buffer = this.buffer.slice(start);
      this.kept = '';
      this.tooLong = false;
      this.rank++;
      this.nested = 1;
      this.consume(upTo - start);
    } else {
      this.nested++;
      this.consume(upTo);
    }
    if (tag.endsWith('/>')) this.nested--;
  }

  private close(upTo: number, out: Slice[]): void {
    this.consume(upTo);
    if (this.nested === 0) return;
    this.nested--;
    if (this.nested > 0) return;
    if (this.tooLong) out.push({ kind: 'refused', position: this.rank, reason: TOO_LONG });
    else out.push({ kind: 'slice', position: this.rank, text: this.kept });
    this.kept = '';
  }

  private consume(length: number): void {
    if (this.nested > 0) {
      if (this.kept.length + length > MAX_ELEMENT_LENGTH) this.tooLong = true;
      this.kept = this.tooLong ? '' : this.kept + this.buffer.slice(0, length);
    }
    this.buffer = this.buffer.slice(length);
  }

  /** Lets go of what can no longer be part of a mark, so that a line of 100 MB costs no memory. */
  private shrink(): void {
    if (this.buffer.length > TAIL) this.consume(this.buffer.length - TAIL);
  }
}
