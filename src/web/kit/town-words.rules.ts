/** Names of communes inside a sentence: their article melts into the word before it. */

/** "de Laon", "d’Étampes", "du Nouvion", "des Mureaux", "de La Fère". */
export function ofTown(name: string): string {
  const { article, rest } = apart(name);
  if (article === 'Le') return `du ${rest}`;
  if (article === 'Les') return `des ${rest}`;
  return /^(?:[aeiouœæàâéèêëîïôùûü]|y[^aeiouàâéèêëîïôùûü\s])/i.test(name) ? `d’${name}` : `de ${name}`;
}

/** "à Laon", "au Nouvion", "aux Mureaux", "à La Fère". */
export function atTown(name: string): string {
  const { article, rest } = apart(name);
  if (article === 'Le') return `au ${rest}`;
  if (article === 'Les') return `aux ${rest}`;
  return `à ${name}`;
}

function apart(name: string): { article: string | undefined; rest: string } {
  const [, article, rest = name] = /^(Le|Les) (.+)$/.exec(name) ?? [];
  return { article, rest };
}
