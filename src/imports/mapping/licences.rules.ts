/** A licence that a feed asks for, and whether the task itself needs it (then it is a gate of matching; otherwise it is information). */
export type AskedLicence = { readonly code: string; readonly compulsory: boolean };

const CODES = new Set(['AM', 'A1', 'A2', 'A', 'B1', 'B', 'BE', 'C1', 'C1E', 'C', 'CE', 'D1', 'D1E', 'D', 'DE']);

/** "B - Véhicule léger" → B, "EC - …" and "C+E" → CE, "permis BE" → BE; null for what is no driving licence (CACES…). */
export function licenceCode(label: string): string | null {
  const first = /^(?:permis\s+)?([A-E](?:[12M])?(?:\s*\+?\s*E)?|E\s*\(?[BCD]\)?)(?=\s|$|[-–:,(])/i.exec(label.trim());
  if (!first) return null;
  const code = (first[1] ?? '').toUpperCase().replace(/[^A-Z0-9]/g, '');
  const turned = /^E[BCD]$/.test(code) ? `${code[1]}E` : code;
  return CODES.has(turned) ? turned : null;
}

/** Occupations of which driving or going from house to house is the task: drivers, home helps, home care, ambulances. */
const DRIVING_OCCUPATION = /^(N41|N4105|J1305|K1302|K1304|K1305|K2503)/;

/**
 * Licences without which the task cannot be done. A heavy licence always is one; licence B only when the post travels or drives.
 * Otherwise it is a way to come to work, which the law does not let an employer demand and which must exclude nobody.
 */
export function neededLicences(asked: readonly AskedLicence[], travels: boolean, occupation: string | null): string[] {
  const drives = travels || (occupation !== null && DRIVING_OCCUPATION.test(occupation));
  const light = new Set(['AM', 'A1', 'A2', 'A', 'B1', 'B']);
  const needed = asked.filter((licence) => licence.compulsory && (drives || !light.has(licence.code)));
  return [...new Set(needed.map((licence) => licence.code))];
}
