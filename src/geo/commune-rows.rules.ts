import { type CommuneToPlace, type Coordinate, type KnownTown, placeCommunes } from './commune-coordinates.rules.js';
import { groupBy } from './grouping.rules.js';

/** A row of the communes table, complete. */
export interface CommuneRow extends Coordinate {
  readonly insee: string;
  readonly name: string;
  readonly kind: 'commune' | 'municipal-arrondissement';
  /** The city of a municipal arrondissement. */
  readonly parentInsee: string | null;
  readonly postalCodes: readonly string[];
  readonly population: number;
  readonly departement: string;
  readonly departementName: string;
  readonly epci: string | null;
  readonly epciName: string | null;
  readonly arrondissement: string | null;
  readonly arrondissementName: string | null;
  readonly formerCodes: readonly string[];
  readonly formerNames: readonly string[];
}

interface ReferenceCommune {
  readonly code: string;
  readonly nom: string;
  readonly type: 'commune-actuelle' | 'commune-deleguee' | 'commune-associee' | 'arrondissement-municipal';
  readonly zone?: string | undefined;
  readonly departement?: string | undefined;
  readonly arrondissement?: string | undefined;
  readonly codesPostaux: readonly string[];
  readonly population: number;
  readonly anciensCodes: readonly string[];
  readonly chefLieu?: string | undefined;
  readonly commune?: string | undefined;
}

interface Reference {
  readonly communes: readonly ReferenceCommune[];
  readonly epcis: readonly {
    readonly code: string;
    readonly nom: string;
    readonly membres: readonly { readonly code: string }[];
  }[];
  readonly arrondissements: readonly { readonly code: string; readonly nom: string }[];
  readonly departements: readonly { readonly code: string; readonly nom: string }[];
  readonly towns: readonly KnownTown[];
}

/**
 * The communes of today and the municipal arrondissements, joined with their EPCI and arrondissement, former communes gathered under
 * the commune they are part of, each with a coordinate. Places where nobody lives (no postal code, no town) are left out.
 */
export function communeRows(reference: Reference): CommuneRow[] {
  const epciOf = new Map(reference.epcis.flatMap((epci) => epci.membres.map((member) => [member.code, epci] as const)));
  const nameOf = (list: readonly { code: string; nom: string }[]) =>
    new Map(list.map((entry) => [entry.code, entry.nom]));
  const arrondissements = nameOf(reference.arrondissements);
  const departements = nameOf(reference.departements);
  const former = groupBy(reference.communes, (commune) => (commune.chefLieu === undefined ? [] : [commune.chefLieu]));
  const partial = reference.communes
    .filter((commune) => commune.type === 'commune-actuelle' || commune.type === 'arrondissement-municipal')
    .map((commune) => {
      const epci = epciOf.get(commune.commune ?? commune.code);
      const departement =
        commune.departement ??
        commune.code.slice(0, commune.code.startsWith('97') || commune.code.startsWith('98') ? 3 : 2);
      const parts = [...(former.get(commune.code) ?? [])].sort(
        (a, b) => Number(b.code === commune.code) - Number(a.code === commune.code),
      );
      return {
        insee: commune.code,
        name: commune.nom,
        kind: commune.type === 'commune-actuelle' ? ('commune' as const) : ('municipal-arrondissement' as const),
        parentInsee: commune.commune ?? null,
        postalCodes: commune.codesPostaux,
        population: commune.population,
        departement,
        departementName: departements.get(departement) ?? departement,
        epci: epci?.code ?? null,
        epciName: epci?.nom ?? null,
        arrondissement: commune.arrondissement ?? null,
        arrondissementName: arrondissements.get(commune.arrondissement ?? '') ?? null,
        formerCodes: [...new Set([...commune.anciensCodes, ...parts.map((part) => part.code)])].filter(
          (code) => code !== commune.code,
        ),
        formerNames: [...new Set(parts.map((part) => part.nom))].filter((name) => name !== commune.nom),
        overseas: commune.zone !== undefined && commune.zone !== 'metro',
      };
    });
  const coordinates = placeCommunes(partial.map(toPlace), reference.towns);
  return partial.flatMap(({ overseas: _, ...commune }) => {
    const coordinate = coordinates.get(commune.insee);
    return coordinate ? [{ ...commune, ...coordinate }] : [];
  });
}

type Unplaced = Omit<CommuneRow, keyof Coordinate> & { readonly overseas: boolean };

function toPlace(commune: Unplaced): CommuneToPlace {
  return { ...commune, epci: commune.epci ?? undefined, arrondissement: commune.arrondissement ?? undefined };
}
