import { z } from 'zod';
import { looseFlag, looseList, looseObject, looseText } from './provider.schema.js';

const demand = z.object({ libelle: looseText, exigence: looseText });

/** An offer of the France Travail API "Offres d'emploi v2": what we read of it. Contact persons are not read at all. */
export const franceTravailOffer = z.object({
  id: looseText,
  intitule: looseText,
  description: looseText,
  dateCreation: looseText,
  dateActualisation: looseText,
  lieuTravail: looseObject({
    libelle: looseText,
    latitude: looseText,
    longitude: looseText,
    codePostal: looseText,
    commune: looseText,
  }),
  romeCode: looseText,
  romeLibelle: looseText,
  appellationlibelle: looseText,
  entreprise: looseObject({ nom: looseText, siret: looseText }),
  typeContrat: looseText,
  typeContratLibelle: looseText,
  natureContrat: looseText,
  experienceExige: looseText,
  experienceLibelle: looseText,
  experienceCommentaire: looseText,
  formations: looseList(z.object({ domaineLibelle: looseText, niveauLibelle: looseText, exigence: looseText })),
  langues: looseList(demand),
  permis: looseList(demand),
  competences: looseList(demand),
  salaire: looseObject({ libelle: looseText, commentaire: looseText, complement1: looseText, complement2: looseText }),
  dureeTravailLibelle: looseText,
  alternance: looseFlag,
  contact: looseObject({ urlPostulation: looseText }),
  nombrePostes: looseText,
  deplacementCode: looseText,
  deplacementLibelle: looseText,
  origineOffre: looseObject({ urlOrigine: looseText }),
});

export type FranceTravailOffer = z.output<typeof franceTravailOffer>;
