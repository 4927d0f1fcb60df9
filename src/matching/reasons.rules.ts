import { travelWords } from '../geo/travel.rules.js';
import { missionTopicLabel } from '../missions/topics.rules.js';
import { everydayName, lowered } from '../occupations/everyday-name.rules.js';
import { MINUS_CODES, type MatchInputs, PLUS_CODES } from './scoring.rules.js';

/** Why, in short words: for the person up to three pluses and one minus, for the employer the criteria that are met. */

export const MOST_PLUSES = 3;

export type Explanation = { readonly pluses: string[]; readonly minus: string | null };

/** A match, with the everyday name of its occupation, else its label; null for the topic of a mission. */
export type Explained = {
  readonly inputs: MatchInputs;
  readonly reasons: readonly string[];
  readonly topicLabel: string | null;
};

/** For the person: "Vous cherchez : aide à domicile." "C’est à 4 km, environ 20 min à vélo." and at most one "À savoir : …". */
export function explain(match: Explained): Explanation {
  const pluses = PLUS_CODES.filter((code) => match.reasons.includes(code))
    .slice(0, MOST_PLUSES)
    .map((code) => plus(code, match));
  const worst = MINUS_CODES.find((code) => match.reasons.includes(code));
  return { pluses, minus: worst ? `À savoir : ${minus(worst, match)}` : null };
}

/** For an employer: only what is met, in words. No score, no means of travel, nothing of what is missing. */
export function criteriaMet(match: Explained): string[] {
  const { inputs, reasons } = match;
  const words: Partial<Record<(typeof PLUS_CODES)[number], string>> = {
    wanted: `Cherche : ${topicWords(match)}.`,
    close: `Cherche ${kin(inputs)} : ${topicWords(match)}.`,
    skills: `A ${skills(inputs)}.`,
    contract: 'Souhaite ce type de contrat.',
    hours: 'Souhaite ce nombre d’heures.',
    licence: 'A le permis demandé.',
    beginner: 'Débute dans ce métier, comme l’offre le permet.',
  };
  return PLUS_CODES.flatMap((code) => (reasons.includes(code) ? (words[code] ?? []) : []));
}

function plus(code: (typeof PLUS_CODES)[number], match: Explained): string {
  const { inputs } = match;
  switch (code) {
    case 'wanted':
      return `Vous cherchez : ${topicWords(match)}.`;
    case 'close':
      return `C’est proche de : ${topicWords(match)}.`;
    case 'near':
      return `C’est ${way(inputs)}.`;
    case 'skills':
      return `Vous avez ${skills(inputs)}.`;
    case 'beginner':
      return 'Débutant accepté.';
    case 'contract':
      return 'C’est le contrat souhaité.';
    case 'hours':
      return 'Les heures vous conviennent.';
    case 'without-car':
      return 'On peut y aller sans voiture.';
    case 'licence':
      return 'Vous avez le permis demandé.';
  }
}

function minus(code: (typeof MINUS_CODES)[number], { inputs }: Explained): string {
  switch (code) {
    case 'far':
    case 'some-way':
      return `c’est ${way(inputs)}.`;
    case 'other-contract':
      return 'ce n’est pas le contrat souhaité.';
    case 'other-hours':
      return 'ce ne sont pas les heures souhaitées.';
    case 'skills-asked':
      return 'des compétences sont demandées.';
  }
}

function way(inputs: MatchInputs): string {
  return `${travelWords(inputs.metres / 1000, inputs.mode)}${inputs.search ? ' du lieu cherché' : ''}`;
}

function skills({ skillsHeld, skillsAsked }: MatchInputs): string {
  if (skillsAsked === 1) return 'la compétence demandée';
  return skillsHeld === skillsAsked
    ? `les ${skillsAsked} compétences demandées`
    : `${skillsHeld} compétence${skillsHeld > 1 ? 's' : ''} sur ${skillsAsked}`;
}

/** What is looked for, as people say it inside a sentence: "aide à domicile", "soutien scolaire". */
function topicWords({ inputs: { topic }, topicLabel }: Explained): string {
  if (topicLabel !== null) return everydayName(topicLabel);
  return lowered(missionTopicLabel(topic) ?? topic.replace(/^(domain|activity):/, '').replaceAll('-', ' '));
}

/** A mission is close by its domain, an offer by its occupation. */
function kin({ topic }: MatchInputs): string {
  return topic.startsWith('domain:') || topic.startsWith('activity:') ? 'dans ce domaine' : 'un métier proche';
}
