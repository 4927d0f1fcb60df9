import type { WordingRule } from './wording.data.js';

/** A volunteer is free and unpaid: words of the contract of employment have no place in a mission (Code du travail L5425-8, L8221-5). */

const MISSION = ['mission'] as const;

export const VOLUNTEERING: readonly WordingRule[] = [
  {
    id: 'mission-pay',
    level: 'block',
    kinds: MISSION,
    negatable: true,
    phrases: [
      'salaires?',
      'remunerations?',
      'remuneree?s?',
      'smic',
      '(?:fiche|bulletin)s? de paie',
      "(?:payee?s?|indemnisee?s?|dedommagee?s?) (?:a l'heure|au mois|a la tache|chaque mois)",
      "\\d+(?:[.,]\\d+)? ?(?:€|euros?|eur) ?(?:/|de l'|par|la|chaque) ?(?:h|heure|mois|jour|journee|semaine|mission)",
      'primes?',
      'treizieme mois',
    ],
    except: [
      'non remuneree?s?',
      '(?:aid_|calcul_|expliqu_|comprendre|recherche|negoci_|lire)~5(?:salaires?|fiche de paie|bulletin de paie|remunerations?)',
      "prime d'activite",
      'ni salaire ni remuneration',
      '(?:cotisation|adhesion|don|vente|panier|repas)~5(?:€|euros?|eur)',
    ],
    unless: ['service civique', 'sapeurs? pompiers? volontaires?', 'volontariat'],
    explanation:
      "Une mission de bénévolat n'est jamais payée. Un travail payé est un emploi et demande un contrat (article L8221-5 du Code du travail).",
    proposal: "Supprimez ce passage, ou publiez une offre d'emploi. Vous pouvez rembourser les frais réels.",
  },
  {
    id: 'mission-position',
    level: 'block',
    kinds: MISSION,
    phrases: [
      '(?:le|ce|un|du|au|votre|notre|fiche de|description du|sur) poste',
      'poste (?:a pourvoir|de travail|propose|vacant|ouvert|benevole)',
      'postes? a pourvoir',
      '(?:emploi|contrat|statut)s? (?:de )?(?:salariee?s?)',
      'contrat de travail',
      '(?:un|en|contrat) cdd',
      '(?:en|contrat) cdi',
      "offre d'emploi",
      'embauche (?:possible|prevue|a la cle|apres|au terme)',
      'remplac_ (?:un|une|le|la|des|nos|notre) salariee?s?',
      'remplac_~2salariee?s?',
    ],
    except: [
      "postes? (?:de secours|informatiques?|radio|de radio|de soudure|de garde|frontiere|d'observation|de commandement|de television|a souder|source|d'eau)",
      'bureaux? de poste',
      "(?:aid_|accompagn_|recherche|prepar_|rediger|consult_|trouver)~8(?:offres? d'emploi|emploi|contrat de travail|poste)",
      '(?:en|un|contrat) (?:cdi|cdd) (?:des? (?:college|lycee|ecole)|du (?:college|lycee))',
      '(?:sans|pas|jamais|ni|ne)~3(?:remplac_|contrat de travail|poste)',
    ],
    explanation:
      "Une mission de bénévolat n'est pas un poste : elle ne remplace jamais un emploi (article L5425-8 du Code du travail).",
    proposal: 'Écrivez « mission » ou « activité », et décrivez ce que la personne fera avec vous.',
  },
  {
    id: 'mission-subordination',
    level: 'block',
    kinds: MISSION,
    negatable: true,
    phrases: [
      "periode d'essai",
      '(?:horaires?|heures|presence|assiduite|jours?|planning)~1(?:imposee?s?|obligatoires?|stricts?)',
      'pointage',
      'pointeuse',
      '(?:superieur|responsable) hierarchique',
      "sous (?:les ordres|l'autorite|la subordination)",
      '(?:sanctions?|procedure|avertissement) disciplinaires?',
      'conges payes',
      'heures supplementaires',
      'objectifs? (?:de vente|chiffres?|a atteindre)',
      "entretien d'embauche",
      'lien de subordination',
    ],
    except: [
      "(?:prepar_|simul_|aid_|accompagn_|coach_|entrain_|atelier)~6entretiens? d'embauche",
      '(?:casque|gilet|masque|reservation|inscription|badge|tenue)~2obligatoires?',
    ],
    explanation:
      "Un bénévole reste libre : ni ordres, ni horaires imposés, ni période d'essai. Sinon c'est un contrat de travail (article L8221-5 du Code du travail).",
    proposal: 'Écrivez « selon vos disponibilités » ou proposez des créneaux au choix.',
  },
  {
    id: 'mission-duty-hours',
    level: 'block',
    kinds: MISSION,
    phrases: [
      "(?:15|quinze) ?h(?:eures?)?~4(?:rsa|d'activite|obligatoires?|contrat d'engagement)",
      "(?:obligat_|exige_|compt_|valid_|impos_)~8(?:rsa|france travail|contrat d'engagement)",
      '(?:rsa|allocataires?)~5(?:obligat_|exige_|tenu|sanction_)',
    ],
    except: ["(?:ne|pas|sans|jamais)~4(?:obligat_|compt_|valid_|lien)~6(?:rsa|d'activite)"],
    explanation:
      "Le bénévolat est un choix. Il ne peut pas être une obligation liée au RSA, ni remplacer les heures d'activité (article L5425-8 du Code du travail).",
    proposal: 'Supprimez ce passage.',
  },
];
