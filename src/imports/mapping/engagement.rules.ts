import { fold } from '../../platform/lang/text.js';

/** `remote` of API Engagement and of the feeds that its parser tolerates; "local" is a mission on the spot. */
export function readRemote(text: string | undefined): 'no' | 'possible' | 'full' {
  const folded = fold(text ?? '');
  if (['full', 'true', 'oui', 'yes', 'total', 'a distance', 'distance', '1'].includes(folded)) return 'full';
  return ['possible', 'partiel', 'partial', 'hybride', 'hybrid', 'mixte'].includes(folded) ? 'possible' : 'no';
}

/** The slug of a label: "Médiation, Information" → "mediation-information". */
export function slugOf(text: string): string {
  return fold(text).replaceAll(' ', '-');
}

/** Activities by their slugs, known ones only, in order; a label of several known activities ("Accueil, Animation") gives each of them. */
export function readActivities(
  texts: readonly string[],
  known: ReadonlySet<string>,
): { slugs: string[]; unknown: string[] } {
  const slugs: string[] = [];
  const unknown: string[] = [];
  for (const text of texts) {
    const whole = slugOf(text);
    const parts = text
      .split(/[,;]/)
      .map(slugOf)
      .filter((slug) => known.has(slug));
    if (known.has(whole)) slugs.push(whole);
    else if (parts.length > 0) slugs.push(...parts);
    else unknown.push(text);
  }
  return { slugs: [...new Set(slugs)], unknown };
}

/** Why a kind of engagement is no mission of ours, in French; null when it is volunteering. XML feeds give no type: the title tells. */
export function notVolunteering(type: string | undefined, title: string, compensation: number | null): string | null {
  if (type === 'volontariat_service_civique' || fold(title).startsWith('service civique')) {
    return 'Service civique : engagement indemnisé et limité en âge, ce n’est pas du bénévolat.';
  }
  if (compensation !== null && compensation > 0) return 'Mission indemnisée : ce n’est pas du bénévolat.';
  return null;
}

/** Whether the one who asks for volunteers is a public body, from its legal status or the kind of engagement. */
export function isPublicBody(legalStatus: string | undefined, type: string | undefined): boolean {
  if (type === 'volontariat_sapeurs_pompiers' || type === 'volontariat_reserve_operationnelle') return true;
  return /\b(collectivite|commune|mairie|departement|region|etablissement public|public|etat)\b/.test(
    fold(legalStatus ?? ''),
  );
}
