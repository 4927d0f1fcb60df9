import { fold } from '../../platform/lang/text.js';
import type { Contract } from './contract.rules.js';
import { contractInWords } from './contract.rules.js';
import { licenceCode } from './licences.rules.js';

export type TravelMode = 'walk' | 'bike' | 'scooter' | 'car';

/** The parts of a cell that holds several values: "aide à domicile / vendeuse", "B, C". */
export function cellParts(text: string | undefined): string[] {
  return (text ?? '')
    .split(/[,;/|\n]|\s\+\s/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** How someone travels, from the words of an office; null when they say nothing of it. */
export function travelModeIn(text: string | undefined): TravelMode | null {
  const folded = fold(text ?? '');
  if (/\b(voiture|vehicule|auto|permis b)\b/.test(folded) && !/\b(sans|pas de) (voiture|vehicule|auto)\b/.test(folded))
    return 'car';
  if (/\b(scooter|mobylette|cyclo|cyclomoteur|moto|bsr|am)\b/.test(folded)) return 'scooter';
  if (/\b(velo|bicyclette|vae)\b/.test(folded)) return 'bike';
  return /\b(pied|marche|aucun|sans (voiture|vehicule)|pas de (voiture|vehicule)|bus|transports? en commun)\b/.test(
    folded,
  )
    ? 'walk'
    : null;
}

/** Licences of a cell: "B", "permis B et C", "oui" (B); "non" and blank are none. */
export function licencesIn(text: string | undefined): string[] {
  const folded = fold(text ?? '');
  if (folded === '' || /^(non|aucun|sans|0|n)\b/.test(folded)) return [];
  if (/^(oui|o|1|x)$/.test(folded)) return ['B'];
  const codes = cellParts((text ?? '').replace(/\bet\b/gi, ',')).map((part) => licenceCode(part));
  return [...new Set(codes.flatMap((code) => (code === null ? [] : [code])))];
}

/** Contracts wished. */
export function contractsIn(text: string | undefined): Contract[] {
  return [...new Set(cellParts(text).flatMap((part) => contractInWords(part) ?? []))];
}

export function yesIn(text: string | undefined): boolean {
  return /^(oui|o|1|x|vrai|true|yes)\b/.test(fold(text ?? ''));
}

/** What the département says of someone's RSA; kept privately, read by the team only. */
export function rsaStatusIn(text: string | undefined): string | null {
  const folded = fold(text ?? '');
  if (folded === '') return null;
  return folded.slice(0, 60);
}
