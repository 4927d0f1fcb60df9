import type { WordingRule } from './wording.data.js';

/** Signs of fraud, and papers asked too early: Code du travail L5321-3, L5331-1, L5331-3, L1221-6; CNIL; cybermalveillance.gouv.fr. */

const BOTH = ['offer', 'mission'] as const;
const ASK =
  '(?:joindre|joignez|envoyer|envoyez|fournir|fournissez|transmettre|transmettez|munir|munissez|apporter|apportez|communiquer|communiquez|indiquer|indiquez|avec|candidature|cv|demand_|dossier|prevoir|pieces?)';
const MESSENGER = '(?:whats ?app|telegram|snapchat|snap|messenger|signal|viber|wechat|insta(?:gram)?|facebook)';

export const FRAUD: readonly WordingRule[] = [
  {
    id: 'papers-before-hiring',
    level: 'block',
    kinds: BOTH,
    phrases: [
      `${ASK}~8(?:rib|releve d'identite bancaire|coordonnees bancaires|numero de (?:compte|carte bancaire)|iban)`,
      `${ASK}~8(?:numero de (?:securite sociale|secu)|carte vitale|attestation de (?:securite sociale|droits)|nir)`,
      "(?:copie|photocopie|scan|photo|recto verso)s? (?:de |d'|du )(?:la |votre |une |ta )?(?:carte d'identite|piece d'identite|carte nationale d'identite|cni|passeport|titre de sejour|carte vitale)",
      '(?:rib|carte vitale|numero de (?:secu|securite sociale)) (?:obligatoire|exigee?|a fournir|a joindre|demandee?)',
    ],
    except: [
      "(?:saisi_|control_|verifi_|collect_|gestion|encaiss_|enregistr_|mise a jour|telecharg_|clients?|patients?|adherents?|usagers?|locataires?|lecture|classer|traitement)~8(?:rib|coordonnees bancaires|carte vitale|iban|cartes? d'identite|pieces? d'identite|cni|passeports?|numero de (?:securite sociale|compte)|attestation de droits|titre de sejour)",
      "(?:rib|piece d'identite|carte d'identite|carte vitale|cni|coordonnees bancaires)~8(?:a la signature|apres (?:l'embauche|signature|votre embauche)|lors de l'embauche|une fois (?:embauche|recrute))",
      "(?:apres|lors de|a) (?:l'embauche|votre embauche|la signature)~12(?:rib|piece d'identite|carte d'identite|carte vitale|cni)",
    ],
    explanation:
      "On ne demande ni RIB, ni numéro de Sécurité sociale, ni copie d'une pièce d'identité avant l'embauche : ces papiers servent aux fraudes (article L1221-6 du Code du travail, recommandation de la CNIL).",
    proposal: "Supprimez ce passage. Vous demanderez ces papiers le jour de l'embauche.",
  },
  {
    id: 'surcharge-number',
    level: 'block',
    kinds: BOTH,
    phrases: [
      '(?:0|(?:\\+|00)33[\\s.]?(?:\\(0\\)[\\s.]?)?)8[\\s.\\-/]?[129](?:[\\s.\\-/]?\\d){7}',
      '(?:appel_|tel|telephone_|contact_|compos_|joindre|joignez|numero)~4(?:118 ?\\d{3})',
    ],
    except: ['118 ?\\d{3} ?(?:€|euros?|habitants|salaries|km|m2|clients|eur|tonnes)'],
    explanation:
      "Ce numéro coûte plus cher qu'un appel normal. Chercher un emploi doit rester gratuit (article L5321-3 du Code du travail).",
    proposal: 'Donnez un numéro ordinaire (01 à 07 ou 09) ou un numéro vert (0800 à 0805).',
  },
  {
    id: 'payment-asked',
    level: 'block',
    kinds: BOTH,
    phrases: [
      "frais (?:de dossier|d'inscription|de candidature|administratifs|d'entree|de visa)",
      'frais de formation~3(?:a (?:votre|la) charge|a (?:regler|payer|avancer))',
      "(?:verser|versez|payer|payez|regler|reglez|avancer|deposer)~5(?:caution|frais|droit d'entree|kit|inscription|garantie)",
      "(?:caution|droit d'entree|depot de garantie|kit de demarrage|pack de demarrage|ticket d'entree)~3(?:\\d+|demandee?|exigee?|obligatoire|payant|remboursable)",
      '(?:formation|test|stage)s?~1(?:payante?s?|a vos frais|a votre charge)',
      '(?:investissement|apport|mise)~1(?:de depart|initiale?|personnel_)~3(?:\\d+|demandee?|obligatoire|requis|minimum)',
      'acheter~3(?:kit|pack|stock|marchandise de depart)',
      'virement~3(?:prealable|pour (?:valider|confirmer|reserver))',
      'virement~8avant (?:de commencer|le debut|l embauche|votre arrivee)',
    ],
    except: [
      '(?:encaiss_|percevoir|gestion|gerer|suivi|suivre|rembours_|pris en charge|prise en charge|indemnis_|aucuns?|sans|pas de|collect_|note de|clients?|locataires?|eleves|adherents)~5(?:frais|caution|depot de garantie|inscription)',
      'frais~4(?:rembours_|pris en charge|indemnis_|offerts)',
      'caution~4(?:badge|logement|locataires?|clients?)',
    ],
    explanation:
      'On ne peut pas faire payer une personne qui cherche un emploi (articles L5321-3 et L5331-1 du Code du travail).',
    proposal: "Supprimez toute demande d'argent. La formation utile est à la charge de l'employeur.",
  },
  {
    id: 'money-transfer',
    level: 'block',
    kinds: BOTH,
    phrases: [
      'crypto(?: ?monnaies?| ?actifs?|s)?',
      'bitcoins?',
      'mandats? (?:cash|urgents?)',
      'western union',
      'moneygram',
      '(?:recharges?|coupons?|tickets?) (?:pcs|transcash|neosurf|paysafecard)',
      "transfer_ (?:de |l'|des |d')?(?:argent|fonds)",
      "transferts? (?:d'argent|de fonds)",
      '(?:recevoir|receptionn_)~2(?:fonds|virements?|cheques?|argent)~3(?:votre|son|ton|sur (?:votre|son)) (?:compte|nom)',
      '(?:recevoir|reception_|reexpedi_)~2colis~3(?:a|depuis|chez) (?:votre domicile|vous|domicile)',
    ],
    explanation:
      "Ces moyens de paiement sont ceux des escroqueries à l'emploi. Un salaire se paie par virement ou par chèque (article L3241-1 du Code du travail).",
    proposal: 'Supprimez ce passage et indiquez un salaire versé normalement.',
  },
  {
    id: 'messenger-only',
    level: 'block',
    kinds: BOTH,
    phrases: [
      `(?:uniquement|exclusivement|seulement|que)~3${MESSENGER}`,
      `${MESSENGER}~1(?:uniquement|exclusivement|seulement|only)`,
      `(?:contact_|ecri_|postul_|rejoign_|ajout_|envoy_|candidat_|repond_|echang_|entretien)~4(?:par|sur|via|en) (?:notre )?(?:message )?${MESSENGER}`,
    ],
    except: [
      `(?:mail|e mail|courriel|telephone|tel|site|sms|accueil|agence)~2(?:ou|et)~2${MESSENGER}`,
      `${MESSENGER}~1(?:ou|et)~3(?:mail|e mail|courriel|telephone|tel)`,
      `(?:anim_|gerer|gestion|publi_|communaute|reseaux sociaux|pages?|clients?|community|diffus_|contenus?)~6${MESSENGER}`,
      `(?:retrouvez|suivez)~4${MESSENGER}`,
    ],
    explanation:
      "Un recrutement mené seulement par messagerie privée cache souvent une escroquerie, et l'employeur doit pouvoir être reconnu (articles L5331-3 et L5332-2 du Code du travail).",
    proposal: 'Donnez un numéro de téléphone ou une adresse e-mail. Les candidats peuvent aussi postuler par le site.',
  },
];
