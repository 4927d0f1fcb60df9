/** The separator that cuts the heading line in most columns: `;` (French spreadsheets), `,` or a tab. */
export function separatorOf(heading: string): ';' | ',' | '\t' {
  const bare = heading.replace(/"[^"]*"/g, '');
  const counts = ([';', ',', '\t'] as const).map((separator) => ({ separator, count: bare.split(separator).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).separator;
}

/** Whether a record has nothing in it. */
export function isBlankRecord(record: Readonly<Record<string, string>>): boolean {
  return Object.values(record).every((value) => value.trim() === '');
}
