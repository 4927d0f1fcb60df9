import type { WordingRule } from './wording.data.js';

/** Criteria that the law keeps out of recruitment: Code du travail L1132-1, L1142-1, L5331-2, L1221-6; Code pénal 225-2. */

const BOTH = ['offer', 'mission'] as const;
const AGE = '(?:1[89]|[2-6]\\d)';
/** The people served, not the people recruited. */
const SERVED =
  '(?:enfants?|mineurs?|adolescents?|ados|eleves|collegiens|lycees?|lyceens|etudiants|publics?|usagers?|residents?|patients?|beneficiaires?|adultes?|familles?|personnes (?:agees|accueillies|accompagnees|handicapees)|accompagn_|accueil_|accueill_|encadr_|anim_|aupres|insertion|mission locale|suivi|parrain_|foyer|sportifs?|licencies?)';

export const CRITERIA: readonly WordingRule[] = [
  {
    id: 'age-limit',
    level: 'block',
    kinds: BOTH,
    phrases: [
      `moins de ${AGE} ans`,
      'moins de (?:vingt|trente|quarante|cinquante|soixante)(?: (?:et un|deux|trois|quatre|cinq|six|sept|huit|neuf))? ans',
      `(?:entre|de) (?:1[6-9]|[2-6]\\d) (?:ans )?(?:et|a) [2-7]\\d ans`,
      `(?:1[6-9]|[2-6]\\d) ?(?:-|/|a) ?[2-7]\\d ans`,
      `(?:maximum|maxi|max|pas plus de|plafond de) ${AGE} ans`,
      `${AGE} ans (?:maximum|maxi|max|au plus)`,
      `jusqu'a ${AGE} ans`,
      'age (?:maximum|maximal|maxi|max|limite)',
      "limite d'age",
      `(?:avoir|ayant|candidate?s?|personnes?|profils?) (?:de )?(?:agee?s? de )?plus de (?:2[2-9]|[3-6]\\d) ans`,
      `(?:candidate?s?|profils?|vous etes|etre) agee?s? (?:de|d'environ|entre) ${AGE}`,
      `(?:vous avez|avoir|ayant) (?:environ |a peu pres )?(?:entre )?(?:2[2-9]|[3-5]\\d) (?:et [3-6]\\d )?ans`,
      '(?:dans|ayant) la (?:vingtaine|trentaine|quarantaine)',
      "(?:trop ages?|plus de 50 ans|plus de 45 ans|seniors?|retraites?|quinquas?)~1s'abstenir",
      'pas de (?:seniors?|retraites?|quinquas?)',
    ],
    except: [
      `${SERVED}~6(?:moins de|entre|de|jusqu'a|plus de)? ?\\d\\d (?:ans )?(?:(?:-|/|a|et) \\d\\d )?ans`,
      `\\d\\d ans d'(?:experience|anciennete|existence|histoire|activite|age moyen)`,
      `(?:depuis|il y a|fort_ de|entreprise de|societe de|datant de)~2\\d\\d ans`,
      '(?:vehicules?|tracteurs?|camions?|voitures?|materiel|machines?|batiments?|logements?|garantie?)~4\\d\\d ans',
      "sans limite d'age",
      "pas de limite d'age",
      "aucune limite d'age",
    ],
    unless: [
      "contrats? (?:d'|en )?apprentissage",
      'contrats? (?:de )?professionnalisation',
      'service civique',
      "contrat d'engagement jeune",
      '(?:pec|cui|cie) jeunes?',
      'sapeurs? pompiers? volontaires?',
    ],
    explanation:
      "L'âge ne peut pas être un critère pour recruter (articles L1132-1 et L5331-2 du Code du travail). Un âge minimum n'est permis que si la loi le demande.",
    proposal: "Supprimez l'âge. Dites plutôt l'expérience utile, ou « débutant accepté ».",
  },
  {
    id: 'youth-wanted',
    level: 'block',
    kinds: BOTH,
    phrases: [
      'jeunes? (?:femmes?|filles?|hommes?|garcons?|personnes?|candidate?s?|collaborat_|diplomee?s?|retraitee?s?|salariee?s?|vendeu_|serveu_|commis|apprentie?s?|profils?|talents?|motivee?s?|embauchee?s?|pros?|actifs?|actives?|benevoles?|recrues?|equipiers?|equipieres?|secretaire|mecanicien|chauffeur|ouvriers?)',
      "(?:recherch_|recrut_|cherch_|embauch_|souhait_|engage_) (?:actuellement |activement )?(?:(?:un|une|des|de|plusieurs|nos|\\d+) )?(?:(?:profils?|candidate?s?|personnes?|quelqu'un) (?:de )?)?jeunes?",
      '(?:vous etes|tu es|etre|si vous etes|es tu) (?:une? )?jeunes?',
      '(?:equipes?|ambiance|cadre|esprit|environnement|profils?|collectif) (?:tres |plutot )?jeunes?',
      'jeunes? equipes?',
      'jeunes? et (?:dynamiques?|motivee?s?|souriante?s?|ambitieu_)',
      '(?:place|avis|appel|reserve_|priorite|ouvert_ uniquement) aux jeunes',
      '(?:ideal|parfait|job|emploi) pour (?:un |une |des |les )?jeunes?',
    ],
    except: [
      'jeunes? enfants?',
      'jeunes? publics?',
      'jeunes? (?:entreprise|societe|start up|startup|pousse|structure|association|domaine|maison|marque|exploitation|ferme|plants?|arbres?|vignes?|animaux|bovins|veaux|chiens?)',
      '(?:accueil_|accueill_|accompagn_|encadr_|aupres|anim_|aid_|form_|suiv_|soutien_|inser_|educ_|parrain_|informer|orienter|sensibilis_|foyers?|maison|conseil|point|service|espace|pole|club|mission)~4jeunes? (?:travailleurs|femmes?|hommes?|filles?|garcons?|personnes?|diplomee?s?|actifs?|benevoles?|talents?|salariee?s?)?',
      'jeunes? (?:filles?|femmes?|hommes?|garcons?) au pair',
      'jeunes (?:en (?:difficulte|insertion|rupture|situation)|majeurs|accueillis|accompagnes|places|migrants|sapeurs)',
    ],
    unless: ['service civique', 'emploi des jeunes travailleurs'],
    explanation:
      "Chercher une personne « jeune », c'est choisir selon l'âge. La loi l'interdit (article L1132-1 du Code du travail).",
    proposal: 'Écrivez « débutant accepté » ou décrivez le travail et le rythme.',
  },
  {
    id: 'sex',
    level: 'block',
    kinds: BOTH,
    phrases: [
      '(?:recherch_|cherch_|recrut_|embauch_|souhait_|prefer_) (?:une |un |des |plutot une |plutot un )?(?:femmes?|hommes?|filles?|garcons?|dames?|monsieur|nana|mec)',
      '(?:hommes?|femmes?|filles?|garcons?|dames?|messieurs) (?:uniquement|exclusivement|seulement|de preference|exigee?s?|souhaitee?s?)',
      '(?:uniquement|exclusivement|seulement|de preference|prioritairement|plutot) (?:(?:une?|des|aux|les|pour|par) )?(?:une? |des )?(?:hommes?|femmes?|filles?|garcons?|dames?)',
      '(?:reserve_|convien_|destine_|ideal) (?:a |aux? |pour )?(?:une? |des )?(?:hommes?|femmes?|filles?|garcons?|dames?)',
      '(?:profils?|candidat_|poste|personnel|equipe|sexe) (?:plutot |exclusivement |uniquement )?(?:feminine?s?|masculine?s?)',
      "(?:hommes|femmes|filles|garcons)~0s'abstenir",
      "pas (?:de |d')(?:femmes?|hommes?|filles?|garcons?)",
    ],
    except: [
      'femmes? de (?:chambre|menage)',
      'hommes? (?:et|ou|/) (?:une |des |de )?femmes?',
      "femmes? (?:et|ou|/) (?:un |des |d')?hommes?",
      '(?:accueil_|accueill_|foyer|hebergement|centre|salle|club|vestiaires?|espace|toilettes|sport|football|handball|rugby|basket|collections?|rayons?|mode|pret a porter|chaussures?|coiffure|coupes?|vetements?|accompagn_|aupres)~5(?:feminine?s?|masculine?s?|hommes?|femmes?|filles?|garcons?)',
      'equipe (?:feminine|masculine) (?:de|u\\d+|senior|en)',
    ],
    unless: ['mannequins?', 'comediens?', 'comediennes?', 'figurante?s?', 'acteurs?', 'actrices?'],
    explanation:
      'Une offre ne peut pas demander un homme ou une femme (articles L1132-1 et L1142-1 du Code du travail). Seuls quelques métiers, comme mannequin ou comédien, font exception.',
    proposal: 'Écrivez le nom du métier suivi de « H/F ».',
  },
  {
    id: 'origin',
    level: 'block',
    kinds: BOTH,
    phrases: [
      '(?:de )?nationalite~0(?:francaise|europeenne|belge|italienne|portugaise|polonaise|marocaine|ue)',
      'nationalite~1(?:exigee|requise|obligatoire)',
      "(?:francaise?s?|belges?|blancs?|blanches?|europeenne?s?|europeens?) (?:de souche|uniquement|exclusivement|seulement|d'origine)",
      '(?:uniquement|exclusivement|seulement|que) (?:des |les |aux )(?:francais|europeens|blancs)',
      "pas (?:de |d')(?:etrangers?|etrangeres?|migrants?|arabes?|noirs?|roms?|gitans?|africains?|refugies?)",
      "(?:etrangers?|etrangeres?|migrants?|noirs?|arabes?|roms?|gens du voyage|refugies?)~0s'abstenir",
      "(?:personnes?|candidate?s?|profils?|etre|vous etes|recherch_|equipe) (?:une? )?d'origine~1(?:francaise|europeenne|africaine|maghrebine|asiatique|arabe|italienne|portugaise|antillaise|turque|polonaise|etrangere)",
      '(?:etre|vous etes|candidate?s?|personnes?) nee?s? en (?:france|europe)',
      '(?:type|profil) (?:europeen|caucasien|africain|maghrebin|asiatique|nord africain|mediterraneen)',
      'bleu blanc rouge',
      'couleur de (?:la )?peau',
      'race blanche',
      'peau (?:blanche|noire|claire|mate)',
    ],
    except: [
      'peaux? (?:claire|mate|noire|blanche)s? (?:et|ou|des|de nos|de la clientele)',
      '(?:maquill_|soins?|cosmetiques?)~6peaux?',
    ],
    unless: [
      'police nationale',
      'gendarmerie',
      'armee',
      'militaires?',
      'secret defense',
      'emplois? de souverainete',
      'concours de la fonction publique',
    ],
    explanation:
      "La nationalité et l'origine ne peuvent pas être des critères (article L1132-1 du Code du travail). Le droit de travailler en France se vérifie au moment de l'embauche.",
    proposal: 'Supprimez ce passage. Si une langue est utile au travail, dites à quoi elle sert.',
  },
  {
    id: 'accent',
    level: 'block',
    kinds: BOTH,
    phrases: ['sans (?:aucun )?accent', "pas d'accent", 'accent (?:parisien|neutre|etranger)', 'parl_~4sans accent'],
    except: [
      '(?:saisi_|ecri_|tap_|identifiants?|mots? de passe|fichiers?|adresses?|majuscules?|caracteres?)~5sans accent',
    ],
    explanation: "Refuser un accent, c'est juger l'origine d'une personne (article L1132-1 du Code du travail).",
    proposal: "Écrivez plutôt « s'exprimer clairement à l'oral », si le travail le demande.",
  },
  {
    id: 'appearance',
    level: 'block',
    kinds: BOTH,
    phrases: [
      '(?:tres )?(?:bonne|excellente|belle|parfaite) presentation(?: (?:exigee|soignee))?',
      '(?:physique|apparence|silhouette) (?:agreable|avantageu_|attrayante?|elegante|mince|soignee?|irreprochable)',
      '(?:belle|bonne) (?:apparence|silhouette|allure)',
      'apparence physique',
      '(?:mesurer|taille) (?:au moins |minimum |mini )?(?:de )?1 ?(?:m|,|\\.) ?\\d\\d',
      '(?:sans|pas de|aucun) (?:tatouages?|piercings?)',
      '(?:etre|personne|vous etes|silhouette) (?:mince|jolie?|belle|beau|charmante?)',
      "(?:obeses?|grosses?|gros)~0s'abstenir",
    ],
    except: [
      "(?:bonne|excellente|belle|parfaite) presentation (?:des|du|de la|de l'|de vos|de nos|orale|ecrite|visuelle)",
      '(?:mannequins?|figurants?)~10(?:1 ?m ?\\d\\d|silhouette)',
    ],
    unless: ['mannequins?', 'comediens?', 'figurante?s?'],
    explanation: "L'apparence physique ne peut pas être un critère (article L1132-1 du Code du travail).",
    proposal: "Écrivez ce que le travail demande : « sens de l'accueil », « tenue de travail fournie ».",
  },
  {
    id: 'health',
    level: 'block',
    kinds: BOTH,
    phrases: [
      '(?:bonne|parfaite|excellente) sante',
      '(?:etre|personnes?|hommes?|femmes?|candidate?s?|vous etes) (?:physiquement )?valides?',
      'valides? (?:physiquement|uniquement|exclusivement)',
      '(?:sans|aucun|pas de) (?:handicaps?|problemes? de sante|maladies?(?: chroniques?)?|restrictions? medicales?|mal de dos|problemes? de dos)',
      "(?:handicapee?s?|rqth|travailleurs? handicapes?|malades?)~0s'abstenir",
      '(?:pas|non|sauf) (?:de |les? )?(?:personnes? |travailleurs? )?(?:rqth|handicapee?s?)',
      '(?:poste|emploi|mission)~2(?:ferme|interdit|inaccessible) aux (?:personnes )?(?:handicapees?|rqth)',
    ],
    except: [
      "bonne sante (?:financiere|economique|des|du|de la|de l'|de nos|animale|mentale)",
      '(?:veill_|maint_|surveill_|contribu_)~6bonne sante',
      '(?:permis|caces|titre|carte|certificat|diplome|passeport|contrat|visa|habilitation|fimo|fco|documents?|attestation|billets?)~5valides?',
      'valides? (?:et|ou) (?:handicap_|non valides|a mobilite|en situation|dependant_|invalides)',
      '(?:accompagn_|aupres|accueil_|accueill_|aid_|residents?)~5valides?',
    ],
    explanation:
      "La santé et le handicap ne peuvent pas être des critères (article L1132-1 du Code du travail). Seul le médecin du travail décide de l'aptitude.",
    proposal: "Décrivez les gestes du travail : « port de charges jusqu'à 15 kg », « station debout ».",
  },
  {
    id: 'habits',
    level: 'block',
    kinds: BOTH,
    phrases: [
      '(?:personnes?|candidate?s?|profils?|etre|vous etes|recherch_) (?:une? )?non fumeu(?:r|se)s?',
      "fumeurs?~0s'abstenir",
      '(?:heterosexuel_|homosexuel_|gays?|lesbiennes?)',
    ],
    except: [
      '(?:lutte|contre|accueil_|accompagn_|association|droits|communaute|soutien|centre)~8(?:heterosexuel_|homosexuel_|gays?|lesbiennes?)',
      'ugny.le.gay', // a commune of the Aisne
    ],
    explanation:
      "La vie privée, les mœurs et l'orientation sexuelle ne peuvent pas être des critères (article L1132-1 du Code du travail).",
    proposal: 'Supprimez ce passage. Vous pouvez dire : « les locaux sont non-fumeurs ».',
  },
];
