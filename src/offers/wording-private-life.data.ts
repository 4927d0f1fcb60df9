import type { WordingRule } from './wording.data.js';

/** What belongs to private life: family, religion, opinions, pregnancy, photograph, home (Code du travail L1132-1, L1221-6, L2141-5). */

const BOTH = ['offer', 'mission'] as const;

export const PRIVATE_LIFE: readonly WordingRule[] = [
  {
    id: 'family',
    level: 'block',
    kinds: BOTH,
    phrases: [
      'celibataires?',
      'sans (?:enfants?|charges? (?:de famille|familiales?)|famille|attaches?(?: familiales?)?|contraintes? familiales?)',
      "(?:pas|ni) d'enfants?",
      '(?:indiqu_|precis_|votre|mentionn_)~2situation (?:familiale|de famille|matrimoniale|maritale)',
      "nombre d'enfants",
      '(?:ideal_|convien_|recherch_|cherch_|pour) (?:a )?(?:une? |aux? |des )?(?:meres?|peres?|mamans?|papas?) (?:de famille|au foyer)',
      '(?:etre|vous etes|candidate?|personne) (?:non )?(?:mariee?|pacsee?|divorcee?)',
      "parents? isolee?s?~1s'abstenir",
      "jeunes? mamans?~1s'abstenir",
    ],
    except: [
      '(?:soirees?|rencontres?|clubs?|agence matrimoniale|sejours?)~4celibataires?',
      '(?:accueil_|accueill_|foyer|logements?|accompagn_|aid_|aupres|hotel|restaurant|espace)~5(?:celibataires?|sans (?:enfants?|famille))',
      "(?:pas|ni) d'enfants? (?:a (?:garder|charge sur|surveiller)|dans (?:la piscine|le bassin|l'hotel))",
      "nombre d'enfants (?:accueillis|gardes|presents|inscrits|par|a garder|maximum)",
      'sans (?:famille|attaches?) (?:ou|et) (?:isolee?s?|en difficulte)',
    ],
    explanation: "La situation de famille ne regarde pas l'employeur (article L1132-1 du Code du travail).",
    proposal: 'Supprimez ce passage. Dites les horaires réels : chacun verra si cela lui convient.',
  },
  {
    id: 'religion',
    level: 'block',
    kinds: BOTH,
    phrases: [
      '(?:de )?(?:confession|religion) (?:catholique|musulmane|juive|chretienne|protestante|bouddhiste|orthodoxe)',
      '(?:etre|vous etes|personnes?|candidate?s?|recherch_|profils?) (?:une? )?(?:catholiques?|musulmane?s?|juifs?|juives?|chretienne?s?|chretiens?|protestante?s?|bouddhistes?|athees?|croyante?s?)',
      '(?:catholiques?|musulmane?s?|chretienne?s?|chretiens?|juifs?|juives?|croyante?s?) pratiquante?s?',
      "(?:catholiques?|musulmane?s?|juifs?|voilees?|croyante?s?)~0s'abstenir",
      'non (?:voilee?s?|croyante?s?)',
      '(?:sans|pas de|ni) (?:voiles?|foulards?|hijab|kippa)',
      '(?:voile|foulard|hijab) (?:interdit|refuse|non accepte)',
      '(?:votre|indiqu_|precis_)~2religion',
    ],
    except: ['(?:bateaux?|planche)~2voiles?'],
    explanation: 'La religion ne peut pas être un critère (article L1132-1 du Code du travail).',
    proposal: 'Supprimez ce passage.',
  },
  {
    id: 'opinions',
    level: 'block',
    kinds: BOTH,
    phrases: [
      'non syndiquee?s?',
      'pas (?:de )?(?:syndiquee?s?|syndicalistes?|syndicats?)',
      "(?:syndiquee?s?|syndicalistes?|militants?)~0s'abstenir",
      "(?:sans|aucune?|pas d')~1(?:appartenance|activite|engagement|etiquette|mandat) (?:syndicale?|politique)",
      '(?:votre|vos|indiqu_|precis_|partag_)~2(?:opinions?|convictions?|idees|sensibilite|appartenance) (?:politiques?|syndicales?)',
      '(?:etre|personnes?|sensibilite|vous etes) de (?:gauche|droite)',
      "(?:sympathisante?s?|adherente?s?|membres?) (?:du|d'un|au) (?:parti|syndicat)",
    ],
    explanation:
      "Les opinions politiques et l'activité syndicale ne peuvent pas être des critères (articles L1132-1 et L2141-5 du Code du travail).",
    proposal: 'Supprimez ce passage.',
  },
  {
    id: 'pregnancy',
    level: 'block',
    kinds: BOTH,
    phrases: [
      '(?:non|pas) enceintes?',
      "(?:femmes? )?enceintes?~0s'abstenir",
      "(?:sans|pas de|aucun) (?:projet (?:de |d')(?:grossesse|maternite|bebe|enfant|parentalite)|grossesse(?: en cours| prevue)?)",
      '(?:ne pas|sans) (?:etre|tomber) enceinte',
      '(?:pas de|aucun|sans) conges? (?:de )?(?:maternite|parental) (?:prevu|envisage|a venir)',
    ],
    explanation:
      'La grossesse et les projets de famille ne peuvent pas être des critères (articles L1132-1 et L1225-1 du Code du travail).',
    proposal: 'Supprimez ce passage.',
  },
  {
    id: 'photo',
    level: 'block',
    kinds: BOTH,
    phrases: [
      'cv~4photo(?:graphie)?',
      'photo(?:graphie)? (?:obligatoire|exigee|recente|indispensable|souhaitee|a joindre|en pied|jointe)',
      "(?:joindre|joignez|envoyer|envoyez|fournir|fournissez|merci de joindre)~5(?:votre|une|ta|d'une) photo(?:graphie)?",
      'photo(?:graphie)? (?:et|\\+|avec|sur le) (?:le )?cv',
    ],
    except: [
      'cv sans photo',
      'cv~2(?:anonyme|sans)~2photo',
      '(?:retouch_|imprim_|client_|prise de|laboratoire|numeris_)~5photo',
      "photo(?:graphie)? (?:n'est pas|inutile|non)",
    ],
    explanation:
      "Une photo montre l'âge, le sexe ou l'origine. On ne peut pas la demander pour postuler (articles L1132-1 et L1221-6 du Code du travail).",
    proposal: 'Demandez un CV sans photo.',
  },
  {
    id: 'residence',
    level: 'block',
    kinds: BOTH,
    phrases: [
      '(?:habiter|habitant|resider|residant|domiciliee?s?|demeurant|vivre|vivant) (?:imperativement |obligatoirement |uniquement |exclusivement |deja )?(?:a|dans|sur|pres|en|le|la|les|proche|au|aux|autour|laon|saint quentin|soissons)',
      '(?:code postal|departement|communes?|cp)~1(?:\\d+~1)?(?:uniquement|exclusivement|seulement|exigee?)',
      '\\d{5} (?:uniquement|exclusivement|seulement)',
      "(?:quartiers?|cites?|qpv|banlieues?|hors (?:commune|departement|secteur|zone)|exterieurs?)~2s'abstenir",
      'pas de (?:candidate?s?|candidatures?|personnes?) (?:de|du|des|venant|hors|habitant)',
      '(?:candidate?s?|candidatures?|personnes?|habitants?) (?:locaux|locales|du (?:village|quartier|secteur|coin)|de la commune) (?:uniquement|exclusivement|seulement)',
      '(?:uniquement|exclusivement|seulement) (?:les |aux |des )?(?:habitants?|riverains?|candidats? locaux|personnes? du (?:village|secteur|coin))',
      '(?:votre )?(?:domicile|lieu de residence|logement)~2(?:a moins de|proche|dans un rayon|pres)~5(?:exige|obligatoire|imperatif|indispensable)',
    ],
    except: [
      '(?:clients?|clientes?|clientele|beneficiaires?|patients?|usagers?|locataires?|familles?|habitants?|enfants?|eleves?|residents?|particuliers?|seniors?|parents|menages|aines|personnes (?:agees|isolees|handicapees|fragiles|dependantes|malades)|gens|public)~6(?:habitant|residant|domiciliee?s?|demeurant|vivant|vivre|resider|habiter)',
      '(?:resider|habiter|vivre) sur (?:place|site)',
      '(?:aid_|accompagn_|permett_|souhait_)~5(?:vivre|habiter|resider) (?:a|dans|en|au)',
      'vivant (?:en|dans|a) (?:ehpad|etablissement|foyer|institution|domicile)',
      'vivre (?:ensemble|en (?:collectivite|societe)|dans la dignite|une experience|la|le|les|au rythme|en internat)',
    ],
    unless: ['emplois? francs?', "clauses? (?:sociales? )?d'insertion", 'astreintes?'],
    explanation:
      "Le lieu d'habitation ne peut pas être un critère (article L1132-1 du Code du travail). Le site montre déjà la distance à chaque personne.",
    proposal: 'Indiquez le lieu et les horaires du travail : chacun saura si le trajet est possible.',
  },
];
