import type { FoldedText } from './folded-text.rules.js';
import type { Finding } from '../opportunities/remarks.rules.js';

/** Titles that name one sex only, such as "cherche femme de ménage" (Code du travail L1142-1). A masculine name used for all is accepted. */

const LEAD =
  /^(?:(?:urgent|nous|on|je|poste|offre|emploi|recherche\w*|recherchons|cherche\w*|recrut\w*|embauch\w*|besoin|d'emploi|de|d'|une?|des|:|!|-|\d+)[\s:!-]*)*/;
/** Any of these says that everybody is meant: H/F, F/H, (e), ·e, homme ou femme. */
const OPEN_TO_ALL =
  /\b[hfm]\s?[/-]\s?[hfm]\b|\bh\s?f\b|\((?:e|ne|se|euse|trice|iere|le|re|ere)s?\)|[·.•]e\b|-e-|\bhommes?\s*(?:\/|-|ou|et)\s*femmes?|\bfemmes?\s*(?:\/|-|ou|et)\s*hommes?|tous genres/;
const FEMININE = new RegExp(
  `^(?:${[
    '\\w+(?:euses?|trices?|iennes?|ieres?|geres?|cheres?)',
    'agentes?',
    'employees?',
    'assistantes?',
    'chargees?',
    'apprenties?',
    'ouvrieres?',
    'cheffes?',
    'adjointes?',
    'remplacantes?',
    'surveillantes?',
    'commerciales?',
    'gouvernantes?',
    'hotesses?',
    'soignantes?',
    'aides? soignantes?',
    'aides?-soignantes?',
    'commises?',
    'manoeuvre femme',
    'femmes?',
    'dames?',
    'filles?',
    'nourrices?',
    'lavandieres?',
    'barmaids?',
    'hommes?',
    'garcons?',
    'messieurs',
    'valets?',
  ].join('|')})\\b`,
);
const MASCULINE = /^(?:hommes?|garcons?|messieurs|valets?)\b/;
/** Feminine words that name a thing or a place, not a person. */
const THINGS =
  /^(?:premieres?|dernieres?|pepinieres?|filieres?|matieres?|lumieres?|manieres?|carrieres?|rivieres?|frontieres?|moissonneuse|tondeuse|chaudieres?|cimetieres?|quotidiennes?|italienne|vitrines?)\b/;
const NEUTRAL: readonly (readonly [RegExp, string])[] = [
  [/^(?:femme|homme|dame)s? de menage/, "Agent d'entretien H/F » ou « Employé de ménage H/F"],
  [/^femmes? de chambre|^valets? de chambre/, "Employé d'étage H/F"],
  [/^hommes? (?:toutes? mains?|a tout faire|d'entretien)/, "Agent d'entretien et de petits travaux H/F"],
  [/^dames? de compagnie/, 'Auxiliaire de vie H/F'],
  [/^dames? (?:de )?(?:cantine|service)/, 'Agent de restauration scolaire H/F'],
  [/^garcons? de cafe/, 'Serveur H/F'],
  [/^hotesses? d'accueil/, "Agent d'accueil H/F"],
  [/^hotesses? de caisse|^caissieres?/, 'Employé de caisse H/F'],
  [/^serveuses?/, 'Serveur H/F'],
  [/^vendeuses?/, 'Vendeur H/F'],
  [/^infirmieres?/, 'Infirmier H/F'],
];

/** The finding for a title that names one sex only, or undefined. */
export function sexOnlyTitle(title: FoldedText): Finding | undefined {
  const { folded } = title;
  if (OPEN_TO_ALL.test(folded)) return undefined;
  const from = LEAD.exec(folded)?.[0].length ?? 0;
  const head = folded.slice(from);
  const word = FEMININE.exec(head)?.[0];
  if (word === undefined || THINGS.test(head) || namesBoth(head)) return undefined;
  const neutral = NEUTRAL.find(([pattern]) => pattern.test(head));
  const length = neutral?.[0].exec(head)?.[0].length ?? word.length;
  const start = title.offsets[from] ?? 0;
  const end = title.offsets[from + length] ?? title.original.length;
  const passage = title.original.slice(start, end);
  return {
    rule: 'sex-only-title',
    level: 'block',
    field: 'title',
    passage,
    start,
    end,
    explanation: `« ${passage} » ne s'adresse qu'à un sexe. Une offre doit être ouverte aux femmes et aux hommes (article L1142-1 du Code du travail).`,
    proposal: `Écrivez « ${neutral?.[1] ?? `${title.original.slice(start).trim()} H/F`} ».`,
  };
}

/** "Serveuse / serveur", "vendeuse ou vendeur": the other form follows within a few words. */
function namesBoth(head: string): boolean {
  const other = /^[\w' -]{2,40}?\s*(?:\/|\bou\b|\bet\b|-)\s*([a-z'][\w' -]*)/.exec(head)?.[1];
  return other !== undefined && (!FEMININE.test(other) || MASCULINE.test(head) !== MASCULINE.test(other));
}
