/** "closesOn" → "closes_on": columns carry the names of the fields in the way of SQL. */
export function columnOf(field: string): string {
  return field.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
}
