import { foldToGsm7, SMS_SEPTETS, septets } from './gsm7.rules.js';

/** Cuts the text at the end of a word so that it takes at most `max` septets; a first word that is too long is cut inside. */
export function shorten(text: string, max: number): string {
  const folded = foldToGsm7(text);
  if (max <= 0) return '';
  if (septets(folded) <= max) return folded;
  let kept = '';
  for (const character of folded) {
    if (septets(kept + character) > max) break;
    kept += character;
  }
  const wordEnd = kept.search(/[\s,;:(/-]+[^\s,;:(/-]*$/);
  return (wordEnd > max / 3 ? kept.slice(0, wordEnd) : kept).replace(/[\s,;:(/-]+$/, '');
}

/** Part of an SMS that may give up room. */
export interface Shrinkable {
  readonly text: string;
  /** 'words': cut at the end of a word; 'whole': said entirely or not at all, such as a reason or opening hours. */
  readonly cut: 'words' | 'whole';
  /** Septets kept as long as a later part can still give. */
  readonly least?: number;
}

/**
 * Composes one SMS of at most 160 septets. `write` puts the parts into the sentence; the parts give up room in their order,
 * the first one first, until the sentence fits. Links and telephone numbers belong to the sentence, so they stay whole.
 */
export function fitSms(parts: readonly Shrinkable[], write: (texts: readonly string[]) => string): string {
  const texts = parts.map((part) => foldToGsm7(part.text));
  const excess = (): number => septets(foldToGsm7(write(texts))) - SMS_SEPTETS;
  const give = (index: number, least: number): void => {
    const text = texts[index] ?? '';
    const tooMuch = excess();
    if (tooMuch <= 0) return;
    texts[index] = parts[index]?.cut === 'whole' ? '' : shorten(text, Math.max(septets(text) - tooMuch, least));
  };
  for (const [index, part] of parts.entries()) give(index, part.least ?? 0);
  for (const index of parts.keys()) give(index, 0);
  return foldToGsm7(write(texts));
}
