import { explain } from '../matching/reasons.rules.js';
import type { MatchInputs } from '../matching/scoring.rules.js';

/** Why somebody is told, in short sentences, the most important first: up to three pluses, then what they should know. */
export function reasonWords(match: {
  readonly inputs: MatchInputs;
  readonly reasons: readonly string[];
  readonly topicLabel: string | null;
}): string[] {
  const topicLabel = match.topicLabel ?? match.inputs.topic.replace(/^(domain|activity):/, '').replaceAll('-', ' ');
  const { pluses, minus } = explain({ inputs: match.inputs, reasons: match.reasons, topicLabel });
  return minus === null ? pluses : [...pluses, minus];
}
