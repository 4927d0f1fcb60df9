import MiniSearch from 'minisearch';
import { fold, similarity } from '../platform/lang/text.js';
import { type Fit, fitOf, type SearchedLabel } from './occupation-ranking.rules.js';
import { labelWordsOf, mainPartOf, wordsOf } from './occupation-words.rules.js';

export interface IndexedOccupation {
  readonly code: string;
  readonly label: string;
}

export interface IndexedLabel {
  readonly code: string;
  readonly label: string;
  readonly kind: SearchedLabel['kind'];
  readonly rank: number;
  readonly rarelyUsed: boolean;
}

export interface OccupationMatch {
  readonly code: string;
  readonly label: string;
  /** The wording that answered, which may be a synonym: "femme de ménage". */
  readonly matched: string;
  /** 0 to 1. */
  readonly confidence: number;
}

/** A text that names the trade only in a corner of the title counts a little less than one that is the trade. */
const WHOLE_TITLE_FACTOR = 0.9;
/** Between wordings of the same words, the one that was typed: "femme de ménage" rather than "ménage". */
const TO_THE_LETTER_BONUS = 0.01;
const MOST_CANDIDATES = 400;
const LEAST_LIKENESS = 0.5;
const ALIKE_FACTOR = 0.8;
const SHORTEST_ALIKE = 5;
const LONGEST_ALIKE = 40;

/** All the wordings of the occupations, in memory: about 12 MB and 0.1 s to build for the whole nomenclature. */
export class OccupationIndex {
  private readonly engine = new MiniSearch<{ id: number; text: string }>({
    fields: ['text'],
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term,
  });
  private readonly labels: (SearchedLabel & { readonly wording: string; readonly forms: readonly string[] })[] = [];
  private readonly names: ReadonlyMap<string, string>;
  private readonly frequency = new Map<string, number>();

  constructor(occupations: readonly IndexedOccupation[], labels: readonly IndexedLabel[]) {
    this.names = new Map(occupations.map(({ code, label }) => [code, label]));
    for (const label of labels) {
      if (!this.names.has(label.code)) continue;
      const words = labelWordsOf(label.label);
      if (words.length === 0) continue;
      for (const word of words) this.frequency.set(word, (this.frequency.get(word) ?? 0) + 1);
      const forms = label.kind === 'appellation' ? [] : label.label.split(' / ').map(fold);
      this.labels.push({ ...label, words, wording: label.label, forms });
    }
    this.engine.addAll(this.labels.map(({ words }, id) => ({ id, text: words.join(' ') })));
  }

  get size(): number {
    return this.names.size;
  }

  nameOf(code: string): string | undefined {
    return this.names.get(code);
  }

  /** The occupations that a text most likely names, best first, one entry for each code. Empty when nothing is recognised. */
  search(text: string, limit: number): OccupationMatch[] {
    const mainPart = fold(mainPartOf(text));
    const main = wordsOf(mainPartOf(text));
    const whole = wordsOf(text);
    const best = new Map<string, { label: number; fit: Fit }>();
    this.collect(main, mainPart, 1, best);
    if (whole.length !== main.length) this.collect(whole, mainPart, WHOLE_TITLE_FACTOR, best);
    if (best.size === 0) this.collectAlike(mainPart, best);
    return [...best]
      .sort(([codeA, a], [codeB, b]) => b.fit.score - a.fit.score || codeA.localeCompare(codeB))
      .slice(0, limit)
      .map(([code, { label, fit }]) => ({
        code,
        label: this.names.get(code) ?? code,
        matched: this.labels[label]?.wording ?? '',
        confidence: Math.round(fit.confidence * 1000) / 1000,
      }));
  }

  private collect(
    typed: readonly string[],
    text: string,
    factor: number,
    best: Map<string, { label: number; fit: Fit }>,
  ): void {
    for (const id of this.candidates(typed)) {
      const label = this.labels[id];
      if (!label) continue;
      const fit = fitOf(typed, label, this.weightOf);
      const known = best.get(label.code);
      const score = fit.score * factor + (fit.score > 0 && label.forms.includes(text) ? TO_THE_LETTER_BONUS : 0);
      if (score > 0 && (!known || score > known.fit.score)) {
        best.set(label.code, { label: id, fit: { score, confidence: fit.confidence * factor } });
      }
    }
  }

  /** Last resort, for words run together or badly mistyped ("babysitting", "servuese"): the wordings that look most alike. */
  private collectAlike(typed: string, best: Map<string, { label: number; fit: Fit }>): void {
    if (typed.length < SHORTEST_ALIKE || typed.length > LONGEST_ALIKE) return;
    for (const [id, { code, forms }] of this.labels.entries()) {
      for (const form of forms) {
        if (Math.abs(form.length - typed.length) > typed.length / 2) continue;
        const likeness = similarity(typed, form);
        if (likeness >= LEAST_LIKENESS && likeness > (best.get(code)?.fit.score ?? 0)) {
          best.set(code, { label: id, fit: { score: likeness, confidence: likeness * ALIKE_FACTOR } });
        }
      }
    }
  }

  /** Labels with all the words, beginnings and typing errors allowed; if none has, labels with any of them. */
  private candidates(typed: readonly string[]): number[] {
    if (typed.length === 0) return [];
    const query = typed.join(' ');
    const options = {
      prefix: (term: string) => term.length >= 3,
      fuzzy: (term: string) => (term.length >= 5 ? 0.2 : false),
    };
    const all = this.engine.search(query, { ...options, combineWith: 'AND' });
    const any =
      all.length > 0 && typed.length === 1
        ? all
        : [...all, ...this.engine.search(query, { ...options, combineWith: 'OR' })];
    return [...new Set(any.map((result) => Number(result.id)))].slice(0, MOST_CANDIDATES);
  }

  private readonly weightOf = (word: string): number | undefined => {
    const carriers = this.frequency.get(word);
    return carriers === undefined ? undefined : Math.log2(1 + this.labels.length / carriers);
  };
}
