/**
 * The name of a trade inside a sentence, from its label: "Serveur / Serveuse en restauration" → "serveur ou serveuse en restauration".
 * Only first letters are lowered, and never those of acronyms ("ATSEM", "VTC"). An everyday name ("aide à domicile") comes out as it is.
 */
export function everydayName(label: string): string {
  return label.split(' / ').map(lowered).join(' ou ').replace(/\s+/g, ' ').trim();
}

/** "Éducation" → "éducation"; "RH" stays. */
export function lowered(words: string): string {
  return /^\p{Lu}(?!\p{Lu})/u.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;
}
