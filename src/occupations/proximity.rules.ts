/**
 * How close two occupations are, from 0 to 1. The scale is that of the product's design: same code 1, same parent (family of ROME v3) 0.85,
 * mobility 0.7, shared skills 0.35 to 0.7, same domain (three first characters) 0.3. The best reason counts; they do not add up.
 * `proximity.repository.ts` says the same in SQL; a test compares the two on every pair of the starter set.
 */

export type ProximitySource = 'same' | 'parent' | 'mobility' | 'skills' | 'domain';

export const PROXIMITY = {
  same: 1,
  parent: 0.85,
  mobility: 0.7,
  skillsMost: 0.7,
  skillsLeast: 0.35,
  domain: 0.3,
} as const;

/** Below this, the skills in common ("règles d'hygiène") say nothing. */
export const LEAST_SKILL_SCORE = 0.15;

export interface Pair {
  readonly sameCode: boolean;
  readonly sameParent: boolean;
  /** In either direction: who looks for one may be shown the other. */
  readonly mobility: boolean;
  /** 0 to 1, see `skillScore`. */
  readonly skillScore: number;
  readonly sameDomain: boolean;
}

/** The proximity of a pair and its reason; undefined when nothing brings them together. */
export function proximityOf(pair: Pair): { proximity: number; source: ProximitySource } | undefined {
  const reasons: { proximity: number; source: ProximitySource }[] = [];
  if (pair.sameCode) reasons.push({ proximity: PROXIMITY.same, source: 'same' });
  if (pair.sameParent) reasons.push({ proximity: PROXIMITY.parent, source: 'parent' });
  if (pair.mobility) reasons.push({ proximity: PROXIMITY.mobility, source: 'mobility' });
  if (pair.skillScore >= LEAST_SKILL_SCORE)
    reasons.push({ proximity: skillProximity(pair.skillScore), source: 'skills' });
  if (pair.sameDomain) reasons.push({ proximity: PROXIMITY.domain, source: 'domain' });
  reasons.sort((a, b) => b.proximity - a.proximity);
  return reasons[0];
}

/** Linear between 0.35 (nothing shared) and 0.7 (the same skills). */
export function skillProximity(score: number): number {
  return PROXIMITY.skillsLeast + (PROXIMITY.skillsMost - PROXIMITY.skillsLeast) * Math.min(1, score);
}

/** What a skill weighs: one that 3 occupations of 400 ask for tells more than one that 80 ask for (inverse document frequency). */
export function skillWeight(occupations: number, carriers: number): number {
  return Math.log(1 + occupations / carriers);
}

/**
 * Cosine of the two lists of skills, each weighted by how rare it is: 0 nothing in common, towards 1 all in common. Every occupation has one
 * more skill that no list states and nobody else has, the trade itself, as heavy as the rarest: without it, two trades of which
 * we only say "encadrement d'équipe, planning" would be the same trade.
 */
export function skillScore(
  a: readonly string[],
  b: readonly string[],
  weightOf: (skill: string) => number,
  tradeWeight: number,
): number {
  const square = (sum: number, skill: string) => sum + weightOf(skill) ** 2;
  const norm = (skills: readonly string[]) => Math.sqrt(skills.reduce(square, tradeWeight ** 2));
  return a.filter((skill) => b.includes(skill)).reduce(square, 0) / (norm(a) * norm(b));
}
