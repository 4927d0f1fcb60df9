import { fold } from '../platform/lang/text.js';

/** Titles of work as comparable words: "Employée de ménage (H/F)" and "employé ménage" are both {employ, menag}. */

const LINK_WORDS = words(
  'au aux avec chez dans de des du en et hf fh je la le les mme nos notre nous ou par pour sur un une vos votre vous ere iere euse trice rice ienne',
);

/** What offers write around the title, and which says nothing of the trade. */
const NOISE = stemsOf(
  'accepte alternance annee apprenti apprentie apprentissage base cdd cddi cdi cdii cherche complet confirme contrat couple debut debutant dispo disponible duree emploi etp ' +
    'experimente expert femme heure homme hebdo immediat interim intermittent job junior mi mission mois motive offre partiel ' +
    'plein plusieurs poste possible pourvoir pro professionnalisation recherche recherchons recrute recrutement recrutons rejoignez remplacement semaine ' +
    'senior stage stagiaire statut temporaire temps titulaire tous toutes travail travailler urgent week end weekend',
);

/** Words that mean the same work. `chauffeur` and `conducteur` are one trade in French offers. */
const SAME_WORD: ReadonlyMap<string, readonly string[]> = new Map([
  ['chauffeur', ['conducteur']],
  ['pl', ['poid', 'lourd']],
  ['spl', ['super', 'poid', 'lourd']],
  ['semi', ['super', 'poid', 'lourd']],
  ['tp', ['traval', 'public']],
  ['agt', ['agent']],
  ['resp', ['responsabl']],
  ['tech', ['technicien']],
  ['op', ['operateur']],
  ['ass', ['assistant']],
  ['electro', ['electromenager']],
  ['hotes', ['hot']],
  ['maitres', ['maitr']],
  ['macon', ['masson']],
  ['facad', ['fassad']],
  ['facadier', ['fassadier']],
  ['garcon', ['garsson']],
]);

const LONGEST_TEXT = 300;
const MOST_WORDS = 14;

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

function stemsOf(list: string): ReadonlySet<string> {
  return new Set(list.split(' ').map(stem));
}

/**
 * The stem of a folded word, without gender or number: conductrice, conducteurs → conducteur; infirmière → infirmier;
 * travaux → traval. Made for names of occupations, not for French at large.
 */
export function stem(word: string): string {
  if (word.length <= 3) return word;
  const singular = word.replace(/(?<!e)aux$/, 'al').replace(/[sx]$/, '');
  const masculine = singular
    .replace(/trice$/, 'teur')
    .replace(/euse$/, 'eur')
    .replace(/ere$/, 'er')
    .replace(/enne$/, 'en')
    .replace(/onne$/, 'on')
    .replace(/elle$/, 'el')
    .replace(/ive$/, 'if');
  return masculine.length <= 3 ? masculine : masculine.replace(/e$/, '').replace(/[es]$/, '');
}

/**
 * The word as it is heard, for people who write as they speak: farmacien, carossier, vandangeur, menuizier. Applied to both sides,
 * so that it need not be right, only steady. A beginning stays a beginning, which keeps results calm while somebody types. Short words are left alone: ASH is not AS.
 */
export function soundOf(word: string): string {
  if (word.length < 6) return word;
  return word
    .replaceAll('ph', 'f')
    .replaceAll('en', 'an')
    .replaceAll('y', 'i')
    .replaceAll('z', 's')
    .replace(/(?<!c)h/g, '')
    .replace(/(.)\1/g, '$1');
}

/** Licences are written with a lone letter, which would be lost among the link words: "permis C" → "permisc". */
function joinLicences(folded: string): string {
  return folded.replace(/\bpermis ([bcde]|be|ce|de|ec|c1|d1)\b/g, 'permis$1');
}

/** The distinct stems of a text in their order, without link words, noise, numbers. At most 14; empty when nothing is left. */
export function wordsOf(text: string): readonly string[] {
  const stems = new Set<string>();
  for (const word of joinLicences(fold(text.slice(0, LONGEST_TEXT).replace(/ç/gi, 'ss'))).split(' ')) {
    const root = stem(word);
    if (word.length < 2 || LINK_WORDS.has(word) || NOISE.has(root)) continue;
    if (/\d/.test(word) && !word.startsWith('permis')) continue;
    for (const same of SAME_WORD.get(root) ?? [root]) stems.add(soundOf(same));
  }
  return [...stems].slice(0, MOST_WORDS);
}

/** The words of a wording of the nomenclature. One made of link words and noise alone ("la poste") keeps them all. */
export function labelWordsOf(label: string): readonly string[] {
  const kept = wordsOf(label);
  if (kept.length > 0) return kept;
  return [
    ...new Set(
      fold(label)
        .split(' ')
        .filter(Boolean)
        .map((word) => soundOf(stem(word))),
    ),
  ];
}

/** The part of an offer's title that names the work: "Aide à domicile (H/F) - secteur Laon" → "Aide à domicile". */
export function mainPartOf(title: string): string {
  const withoutBrackets = title.slice(0, LONGEST_TEXT).replace(/[([{][^)\]}]*[)\]}]?/g, ' ');
  const parts = withoutBrackets
    .replace(/\b[hf]\s*[/.-]\s*[hf]\b(\s*[/.-]\s*x\b)?/gi, ' ')
    .split(
      /\s[-–—|•:]+\s|[|•:;,!?\n]|\s[-–—]|[-–—]\s|(?<!\bde\s)\bsecteur\b|\ben (?=cdi|cdd|alternance|apprentissage)/i,
    );
  return parts.find((part) => wordsOf(part).length > 0) ?? title.slice(0, LONGEST_TEXT);
}

/** Ranks and duties that name no trade when they stand alone. */
const VAGUE: ReadonlySet<string> = new Set(
  wordsOf(
    'agent aide assistant chargé chef conseiller directeur employé équipe gestionnaire opérateur polyvalent responsable technicien travail',
  ),
);

/** Whether a title says only "agent" or "employé polyvalent": enough to browse, not enough to decide. */
export function isTooVague(title: string): boolean {
  return wordsOf(title).every((word) => VAGUE.has(word));
}
