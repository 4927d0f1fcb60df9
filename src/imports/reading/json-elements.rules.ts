import { MAX_DEPTH, MAX_ELEMENT_LENGTH, type Slice, TOO_DEEP, TOO_LONG } from './piece.rules.js';

/** Members of the root object whose array holds the items: France Travail, API Engagement, JSON-LD, and plain exports. */
const LISTS = new Set(['resultats', 'data', '@graph', 'offres', 'missions', 'jobs', 'items']);

const QUOTE = 34;
const BACKSLASH = 92;
const COMMA = 44;
const OPEN_ARRAY = 91;
const CLOSE_ARRAY = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

const SPACES = new Set([32, 10, 13, 9, 0xfeff]);

/** What one character means for the element being kept. */
type Move = 'goes-on' | 'begins-here' | 'ended-before' | 'ends-here' | 'was-no-element' | 'is-no-json';

/**
 * Cuts JSON text into its elements as it arrives, keeping only the current one in memory: the values of the root array, or of the
 * first known list of the root object, or that object alone. It only follows quotes and brackets; each element is then
 * parsed by JSON.parse, so that a damaged one costs itself and not the file.
 */
export class JsonElements {
  private depth = 0;
  private inString = false;
  private escaped = false;
  /** Depth of the values of the list being read; 0 outside it. */
  private list = 0;
  private sawList = false;
  /** The last text read directly inside the root object: the name of the member that comes. */
  private member = '';
  private ended = false;
  private open = false;
  private rank = 0;
  private kept = '';
  private problem: string | undefined;

  /** The elements completed by this chunk. */
  write(chunk: string): Slice[] {
    const out: Slice[] = [];
    let from = 0;
    for (let i = 0; i < chunk.length && !this.ended; i++) {
      const move = this.follow(chunk.charCodeAt(i));
      if (move === 'goes-on') continue;
      if (move === 'is-no-json') {
        this.ended = true;
        out.push({ kind: 'broken', position: 0, reason: 'Ce n’est pas du JSON : un tableau ou un objet est attendu.' });
      } else if (move === 'begins-here') {
        from = i;
        this.begin();
      } else if (move === 'was-no-element') {
        this.open = false;
        this.rank = 0;
      } else {
        this.keep(chunk.slice(from, move === 'ends-here' ? i + 1 : i));
        out.push(this.finish());
      }
    }
    if (this.open) this.keep(chunk.slice(from));
    return out;
  }

  /** What is left when the text ends: nothing, or the news that it ends too early. */
  end(): Slice[] {
    if (this.ended) return [];
    let reason = `Le fichier s’arrête après l’élément ${this.rank}, sans sa fin.`;
    if (this.open) reason = `Le fichier s’arrête au milieu de l’élément ${this.rank}.`;
    else if (this.rank === 0) reason = 'Le fichier est vide ou incomplet.';
    return [{ kind: 'broken', position: this.rank, reason }];
  }

  private follow(code: number): Move {
    if (this.inString) return this.followString(code);
    if (SPACES.has(code)) return 'goes-on';
    if (this.depth === 0) return this.enterRoot(code);
    if (this.list > 0 && this.depth === this.list) return this.followList(code);
    this.nest(code);
    if (this.depth === 2 && code === OPEN_ARRAY && !this.sawList && LISTS.has(this.member)) {
      this.list = 2;
      this.sawList = true;
      return 'was-no-element';
    }
    this.ended = this.depth === 0;
    return this.ended && this.open ? 'ends-here' : 'goes-on';
  }

  private followString(code: number): Move {
    if (this.escaped) this.escaped = false;
    else if (code === BACKSLASH) this.escaped = true;
    else if (code === QUOTE) this.inString = false;
    if (this.inString && this.depth === 1 && this.list === 0 && this.member.length < 20)
      this.member += String.fromCharCode(code);
    return 'goes-on';
  }

  private enterRoot(code: number): Move {
    if (code !== OPEN_ARRAY && code !== OPEN_OBJECT) return 'is-no-json';
    this.depth = 1;
    if (code === OPEN_OBJECT) return 'begins-here';
    this.list = 1;
    this.sawList = true;
    return 'goes-on';
  }

  /** A character directly inside the list. */
  private followList(code: number): Move {
    if (code === CLOSE_ARRAY) {
      this.depth--;
      this.list = 0;
      this.ended = this.depth === 0;
    } else if (code !== COMMA) {
      const move = this.open ? 'goes-on' : 'begins-here';
      this.nest(code);
      return move;
    }
    return this.open ? 'ended-before' : 'goes-on';
  }

  private nest(code: number): void {
    if (code === QUOTE) {
      this.inString = true;
      this.member = '';
    } else if (code === OPEN_ARRAY || code === OPEN_OBJECT) {
      this.depth++;
      if (this.depth - this.list > MAX_DEPTH) this.problem ??= TOO_DEEP;
    } else if (code === CLOSE_ARRAY || code === CLOSE_OBJECT) this.depth--;
  }

  private begin(): void {
    this.open = true;
    this.rank++;
    this.kept = '';
    this.problem = undefined;
  }

  private keep(part: string): void {
    if (this.kept.length + part.length > MAX_ELEMENT_LENGTH) this.problem ??= TOO_LONG;
    this.kept = this.problem === undefined ? this.kept + part : '';
  }

  private finish(): Slice {
    this.open = false;
    const position = this.rank;
    return this.problem === undefined
      ? { kind: 'slice', position, text: this.kept }
      : { kind: 'refused', position, reason: this.problem };
  }
}
