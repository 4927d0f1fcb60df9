import { fold } from '../platform/lang/text.js';

/** Everyday words of job seekers and the words of the offers, in both directions. Written for this project. */
const SAME_MEANING: readonly (readonly string[])[] = [
  ['femme de ménage', 'ménage', 'agent d’entretien', 'agente d’entretien', 'agent de nettoyage', 'agent de propreté'],
  ['aide à domicile', 'auxiliaire de vie', 'aide ménagère', 'aide aux personnes âgées', 'assistant de vie'],
  ['nounou', 'assistante maternelle', 'assistant maternel', 'garde d’enfants', 'baby sitter'],
  ['dame de cantine', 'agent de restauration scolaire', 'cantinière', 'agent de cantine'],
  ['atsem', 'agent des écoles maternelles'],
  ['ash', 'agent de service hospitalier', 'agent des services hospitaliers'],
  ['poids lourd', 'pl', 'camion', 'routier'],
  ['super poids lourd', 'spl', 'semi remorque'],
  ['chauffeur', 'conducteur', 'conductrice', 'chauffeuse'],
  ['car', 'autocar', 'bus', 'autobus'],
  ['cariste', 'chariot élévateur', 'conducteur de chariots'],
  ['préparateur de commandes', 'préparatrice de commandes', 'picking'],
  ['manutentionnaire', 'manutention', 'agent de manutention'],
  ['magasinier', 'magasinière', 'agent d’entrepôt'],
  ['resto', 'restaurant', 'restauration', 'brasserie'],
  ['fast food', 'restauration rapide'],
  ['plongeur', 'plongeuse', 'aide de cuisine', 'commis de cuisine', 'plonge'],
  ['serveur', 'serveuse', 'service en salle', 'garçon de café'],
  ['barman', 'barmaid', 'employé de bar'],
  ['hôtesse de caisse', 'hôte de caisse', 'caissier', 'caissière', 'employé de caisse'],
  ['mise en rayon', 'employé libre service', 'els'],
  ['vendangeur', 'vendangeuse', 'vendanges', 'coupeur de raisin'],
  ['vigne', 'vignoble', 'viticole', 'viticulture', 'champagne'],
  ['cueilleur', 'cueilleuse', 'cueillette', 'récolte', 'ramassage'],
  ['jardinier', 'jardinière', 'espaces verts', 'paysagiste'],
  ['btp', 'bâtiment', 'travaux publics', 'chantier'],
  ['plaquiste', 'placo', 'plâtrier'],
  ['plombier', 'plombière', 'chauffagiste'],
  ['mécano', 'mécanicien', 'mécanicienne'],
  ['carrossier', 'carrossière', 'carrosserie', 'tôlier'],
  ['électro', 'électricien', 'électricienne'],
  ['compta', 'comptable', 'comptabilité'],
  ['secrétaire', 'secrétariat', 'assistant administratif', 'assistante administrative'],
  ['prof', 'professeur', 'enseignant', 'enseignante'],
  ['anim', 'animateur', 'animatrice', 'bafa'],
  ['vigile', 'agent de sécurité', 'agente de sécurité'],
  ['facteur', 'factrice', 'distribution du courrier'],
  ['éboueur', 'ripeur', 'collecte des déchets'],
  ['interim', 'intérimaire', 'travail temporaire'],
  ['saison', 'saisonnier', 'saisonnière'],
  ['apprenti', 'apprentie', 'apprentissage', 'alternance'],
  ['nuit', 'nocturne'],
  ['week-end', 'weekend', 'samedi et dimanche'],
  ['bénévole', 'bénévolat'],
  ['vendeur', 'vendeuse'],
  ['coiffeur', 'coiffeuse'],
  ['soudeur', 'soudeuse'],
  ['couvreur', 'couvreuse'],
  ['livreur', 'livreuse'],
  ['agriculteur', 'agricultrice'],
  ['éducateur', 'éducatrice'],
  ['opérateur', 'opératrice'],
  ['formateur', 'formatrice'],
  ['directeur', 'directrice'],
  ['moniteur', 'monitrice'],
  ['décorateur', 'décoratrice'],
  ['technicien', 'technicienne', 'tech'],
];

/** Spellings by ear that are too far from the word for the errors that the index forgives: one from 5 letters on, two from 9. */
const BY_EAR: Readonly<Record<string, string>> = {
  maçon: 'masson massons',
  chauffeur: 'chofeur chofer choffer',
  coiffeur: 'cofeur coafeur kwafeur',
  caissier: 'kesier quessier',
  cariste: 'quariste',
  peintre: 'pintr',
  agent: 'ajan ajant',
  ménage: 'mainage mènaje',
};

/** Each expression with those that mean the same, without accents, for the index. Deterministic. */
export function frenchSynonyms(): Record<string, string[]> {
  const meanings = new Map<string, Set<string>>();
  for (const group of SAME_MEANING) {
    const words = [...new Set(group.map(fold))];
    for (const word of words) {
      const others = meanings.get(word) ?? new Set();
      for (const other of words) if (other !== word) others.add(other);
      meanings.set(word, others);
    }
  }
  for (const [word, heard] of Object.entries(BY_EAR)) {
    const meant = [fold(word), ...(meanings.get(fold(word)) ?? [])];
    for (const spelling of heard.split(' ').map(fold)) meanings.set(spelling, new Set(meant));
  }
  return Object.fromEntries([...meanings].map(([word, others]) => [word, [...others].sort()]));
}

/** Words that say nothing of the job, without accents: articles and prepositions. */
export const STOP_WORDS: readonly string[] =
  'a au aux avec chez d dans de des du en et l la le les ou par pour sur un une je j h f hf'.split(' ');

/** Words of the request itself ("je cherche un emploi de…"). Offers may hold them, and "La Poste" is an employer. */
export const REQUEST_WORDS: readonly string[] =
  'cherche recherche recherchons emploi emplois job jobs boulot poste postes offre offres'.split(' ');
