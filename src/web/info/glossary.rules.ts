/** The short words that the site may use, with what they mean. Any other acronym is written out. */
export const GLOSSARY: Readonly<Record<string, string>> = {
  CV: 'Une page qui dit ce que vous savez faire. Ici, vous le faites en répondant à des questions.',
  CDI: 'Un contrat de travail sans date de fin.',
  CDD: 'Un contrat de travail avec une date de fin.',
  CAP: 'Un diplôme qui apprend un métier.',
  SMS: 'Un petit message sur votre téléphone.',
  RSA: 'Une aide en argent pour les personnes qui ont peu de revenus.',
  PDF: 'Un fichier que l’on peut garder et imprimer.',
  JSON: 'Un fichier que les ordinateurs savent lire.',
  RIB: 'Le papier de la banque avec le numéro de votre compte.',
};
