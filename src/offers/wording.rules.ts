import type { Finding } from '../opportunities/remarks.rules.js';
import { placeOfPrivateNumber, privateNumberMessage } from '../platform/lang/private-numbers.rules.js';
import { foldKeepingPlaces, type FoldedText } from './folded-text.rules.js';
import {
  EQUALITY_STATEMENTS,
  WORDING_RULES,
  type WordingField,
  type WordingKind,
  type WordingRule,
} from './wording.data.js';
import { sexOnlyTitle } from './wording-title.rules.js';

/** The free texts of an offer or a mission, and whether the work itself is driving (then a licence may be asked). */
export interface WordingSubject {
  readonly kind: WordingKind;
  readonly title?: string | null;
  readonly description?: string | null;
  readonly requirements?: readonly string[];
  readonly taught?: readonly string[];
  readonly payText?: string | null;
  readonly schedule?: string | null;
  readonly driving?: boolean;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

const NEGATION = /\b(?:pas|sans|aucune?s?|ni|jamais|non)[\s-]+(?:de[\s-]+|d'|une?[\s-]+)?(?:\w+[\s-]+)?$/;
const SENTENCE_END = /[.!?;\n](?=\s|$)|\n/g;

/** The regular expression of one phrase of the table; see WordingRule for its small language. */
export function phrasePattern(phrase: string): string {
  const body = phrase
    .replace(/~(\d+)/g, (_, words: string) => `[^\\w.!?;\\n]+(?:\\w+[^\\w.!?;\\n]+){0,${words}}?`)
    .replaceAll('_', '\\w*')
    .replaceAll(' ', '(?:[\\s-]+)');
  return `(?<![a-z0-9])(?:${body})(?![a-z0-9])`;
}

function compile(phrases: readonly string[] | undefined): RegExp | undefined {
  return phrases?.length ? new RegExp(phrases.map(phrasePattern).join('|'), 'g') : undefined;
}

const COMPILED = WORDING_RULES.map((rule) => ({
  rule,
  match: compile(rule.phrases),
  except: compile(rule.except),
  unless: compile(rule.unless),
}));
const EQUALITY = compile(EQUALITY_STATEMENTS);

function spans(pattern: RegExp | undefined, text: string): Span[] {
  if (!pattern) return [];
  return Array.from(text.matchAll(pattern), (hit) => ({ start: hit.index, end: hit.index + hit[0].length }));
}

function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Sentences that promise equality: the criteria they list are not held against the text. */
function equalitySentences(text: string): Span[] {
  const promises = spans(EQUALITY, text);
  if (promises.length === 0) return [];
  const ends = [...spans(SENTENCE_END, text).map((span) => span.end), text.length];
  let start = 0;
  const sentences = ends.map((end) => {
    const sentence = { start, end };
    start = end;
    return sentence;
  });
  return sentences.filter((sentence) => promises.some((promise) => overlaps(promise, sentence)));
}

type Remark = Pick<WordingRule, 'id' | 'level' | 'explanation' | 'proposal'>;

function finding(rule: Remark, field: WordingField, text: FoldedText, span: Span): Finding {
  const start = text.offsets[span.start] ?? 0;
  const end = text.offsets[span.end] ?? text.original.length;
  const { id, level, explanation, proposal } = rule;
  return { rule: id, level, field, passage: text.original.slice(start, end), start, end, explanation, proposal };
}

function checkField(subject: WordingSubject, field: WordingField, original: string, whole: string): Finding[] {
  const text = foldKeepingPlaces(original);
  const promises = equalitySentences(text.folded);
  const found: Finding[] = [];
  for (const { rule, match, except, unless } of COMPILED) {
    if (!rule.kinds.includes(subject.kind) || (rule.fields && !rule.fields.includes(field))) continue;
    if (rule.id === 'vehicle-without-driving' && subject.driving) continue;
    const hits = spans(match, text.folded);
    if (hits.length === 0 || spans(unless, whole).length > 0) continue;
    const lawful = [...spans(except, text.folded), ...promises];
    for (const hit of hits) {
      if (lawful.some((span) => overlaps(span, hit))) continue;
      if (rule.negatable && NEGATION.test(text.folded.slice(Math.max(0, hit.start - 40), hit.start))) continue;
      found.push(finding(rule, field, text, hit));
    }
  }
  const title = field === 'title' && subject.kind === 'offer' ? sexOnlyTitle(text) : undefined;
  if (title && !found.some((other) => other.rule === 'sex')) found.push(title);
  return [...withoutEchoes(found), ...privateNumber(field, text), ...shouting(field, original)];
}

/** A social security or bank number left in a text that everybody reads. */
function privateNumber(field: WordingField, text: FoldedText): Finding[] {
  const place = placeOfPrivateNumber(text.folded);
  if (!place) return [];
  const rule: Remark = {
    id: 'private-number',
    level: 'block',
    explanation: privateNumberMessage(place.found),
    proposal: 'Supprimez ce numéro.',
  };
  return [finding(rule, field, text, place)];
}

/** A warning inside a refused passage adds nothing. */
function withoutEchoes(found: readonly Finding[]): Finding[] {
  return found.filter(
    (warning) =>
      warning.level === 'block' || !found.some((other) => other.level === 'block' && overlaps(other, warning)),
  );
}

/** Texts in capitals are hard to read, most of all for people who read little. Short acronyms do not count. */
function shouting(field: WordingField, text: string): Finding[] {
  const letters = text.replace(/\b[hf]\s?\/\s?[hf]\b/gi, '').replace(/\P{L}/gu, '');
  const capitals = letters.replace(/\P{Lu}/gu, '').length;
  const long = field === 'title' ? 10 : 40;
  if (letters.length < long || capitals / letters.length < 0.8) return [];
  return [
    {
      rule: 'all-capitals',
      level: 'warn',
      field,
      passage: text.slice(0, 80),
      start: 0,
      end: text.length,
      explanation: 'Un texte tout en majuscules est difficile à lire.',
      proposal: 'Écrivez en minuscules, avec une majuscule au début.',
    },
  ];
}

/** Every wording to refuse or discuss in the texts of an offer or a mission, in the order of the texts. Pure and total. */
export function checkWording(subject: WordingSubject): Finding[] {
  const texts = textsOf(subject);
  const whole = foldKeepingPlaces(texts.map(([, text]) => text).join('\n')).folded;
  return texts.flatMap(([field, text]) =>
    checkField(subject, field, text, whole).sort((a, b) => a.start - b.start || a.rule.localeCompare(b.rule)),
  );
}

function textsOf(subject: WordingSubject): [WordingField, string][] {
  const list: [WordingField, string][] = [
    ['title', subject.title ?? ''],
    ['description', subject.description ?? ''],
    ['requirements', (subject.requirements ?? []).join('\n')],
    ['taught', (subject.taught ?? []).join('\n')],
    ['payText', subject.payText ?? ''],
    ['schedule', subject.schedule ?? ''],
  ];
  return list.filter(([, text]) => text !== '');
}
