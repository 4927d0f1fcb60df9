/** Domains and activities of volunteer missions: slugs of API Engagement (the State's common list), with French labels. */

export const DOMAINS = {
  animaux: 'Animaux',
  autre: 'Autre',
  'batiment-industrie-logistique': 'Bâtiment, industrie, logistique',
  'benevolat-competences': 'Bénévolat de compétences',
  communication: 'Communication',
  'culture-loisirs': 'Culture et loisirs',
  education: 'Éducation',
  emploi: 'Emploi',
  environnement: 'Environnement',
  'gestion-finance-droit': 'Gestion, finance, droit',
  humanitaire: 'Humanitaire',
  'memoire-et-citoyennete': 'Mémoire et citoyenneté',
  numerique: 'Numérique',
  'prevention-protection': 'Prévention et protection',
  recherche: 'Recherche',
  sante: 'Santé',
  'service-public-defense-securite': 'Service public, défense, sécurité',
  sport: 'Sport',
  'solidarite-insertion': 'Solidarité et insertion',
  'vivre-ensemble': 'Vivre ensemble',
} as const;

export const ACTIVITIES = {
  'accueil-de-public': 'Accueil du public',
  'activites-manuelles': 'Activités manuelles',
  'aide-psychologique': 'Aide psychologique',
  alphabetisation: 'Apprentissage de la lecture et du français',
  animation: 'Animation',
  'animation-valorisation': 'Animation et mise en valeur',
  art: 'Art',
  autre: 'Autre',
  bricolage: 'Bricolage',
  collecte: 'Collecte',
  communication: 'Communication',
  'comptabilite-finance': 'Comptabilité et finances',
  conseil: 'Conseil',
  distribution: 'Distribution',
  'documentation-traduction': 'Documentation et traduction',
  'ecoute-permanence': 'Écoute et permanence',
  'encadrement-d-equipes': "Encadrement d'équipes",
  'enseignement-formation': 'Enseignement et formation',
  'gestion-de-projets': 'Gestion de projets',
  'gestion-recherche-des-partenariats': 'Recherche de partenaires',
  informatique: 'Informatique',
  jardinage: 'Jardinage et nature',
  juridique: 'Droit',
  logistique: 'Logistique',
  'lutte-contre-isolement': "Lutte contre l'isolement",
  'mediation-information': 'Médiation et information',
  'mentorat-parrainage': 'Mentorat et parrainage',
  'mission-internationale': 'Mission internationale',
  'preservation-patrimoine': 'Protection du patrimoine',
  'prevention-sensibilisation': 'Prévention',
  'ramassage-dechets': 'Ramassage de déchets',
  recrutement: 'Recrutement',
  'responsabilites-associatives': "Vie de l'association",
  'sante-soins': 'Santé et soins',
  'secours-aide': 'Secours et aide',
  secourisme: 'Secourisme',
  sensibilisation: 'Sensibilisation',
  'soins-animaux': 'Soins aux animaux',
  'soutien-accompagnement': 'Soutien et accompagnement',
  'soutien-scolaire': 'Soutien scolaire',
  sport: 'Sport',
  'taches-administratives': 'Tâches administratives',
  'transmission-pedagogie': 'Transmission',
  visites: 'Visites',
} as const;

function keysOf<T extends object>(list: T): [keyof T & string, ...(keyof T & string)[]] {
  const [first, ...others] = Object.keys(list) as (keyof T & string)[];
  if (first === undefined) throw new Error('An empty list of topics');
  return [first, ...others];
}

export const domainSlugs = keysOf(DOMAINS);
export const activitySlugs = keysOf(ACTIVITIES);
