import { fold, similarity } from '../platform/lang/text.js';
import { plusSeconds } from '../platform/lang/day.js';
import { type DemoEmployer, demoEmployers } from './demo-organisations.rules.js';
import type { Trade } from './demo-tables.schema.js';
import { type DemoCommune, type DemoWorld, Neighbourhoods } from './demo-world.rules.js';
import { Random, seedFor, Weighted } from './random.rules.js';

const DAY_SECONDS = 86_400;
const SPREAD_DAYS = 45;
/** Two offers that say the same within two weeks would be taken for one. */
const APART_DAYS = 15;

const CONTRACT_LABELS: Readonly<Record<string, string>> = {
  CDI: 'CDI',
  CDD: 'CDD',
  MIS: 'Intérim',
  SAI: 'CDD saisonnier',
  DDI: 'CDD insertion',
};

const OPENINGS = [
  'Nous recherchons une personne pour renforcer notre équipe.',
  'Notre équipe s’agrandit et vous attend.',
  'Nous recrutons pour remplacer un départ à la retraite.',
  'Un poste est à prendre dans une équipe soudée.',
  'Notre activité augmente : nous embauchons.',
];
const ENDINGS = [
  'Vous pouvez poser vos questions avant de postuler.',
  'Une visite des lieux est possible avant de se décider.',
  'Nous répondons à toutes les candidatures.',
  'Le poste est à prendre dès que possible.',
  'Vous serez accompagné les premiers jours.',
];

/**
 * Offers in the shape of the France Travail API, without end and always the same for a seed. They then take the very path of an import:
 * mapped, checked, linted.
 */
export function* demoOffers(world: DemoWorld, employerCount: number): Generator<object> {
  const random = new Random(seedFor(world.seed, 'offers'));
  const employers = demoEmployers(world, employerCount);
  const bySize = new Weighted(employers, (employer) => employer.size);
  const tradesOf = new Map(
    [...new Set(world.tables.trades.map((trade) => trade.sector))].map((sector) => [
      sector,
      new Weighted(
        world.tables.trades.filter((trade) => trade.sector === sector),
        (trade) => trade.weight,
      ),
    ]),
  );
  const neighbourhoods = new Neighbourhoods(world.communes);
  const published = new Map<string, { title: string; ageDays: number }[]>();
  for (let rank = 0; ; rank++) {
    const employer = employers[rank] ?? bySize.pick(random);
    const ageDays = random.int(0, SPREAD_DAYS - 1);
    let trade = tradesOf.get(employer.sector)?.pick(random) ?? random.pick(world.tables.trades);
    let title = random.pick(trade.title);
    let commune = placeOf(random, world, employer, trade, neighbourhoods);
    for (let tries = 0; tries < 20 && isTaken(published, employer, title, commune, ageDays); tries++) {
      trade = tries < 4 ? trade : (tradesOf.get(employer.sector)?.pick(random) ?? trade);
      title = random.pick(trade.title);
      commune = random.pick(neighbourhoods.around(employer.commune));
    }
    yield offerOf(random, world, { rank, employer, trade, title, commune, ageDays });
  }
}

/** Whether the employer says nearly the same in this commune at about this time; remembered when it does not. */
function isTaken(
  published: Map<string, { title: string; ageDays: number }[]>,
  employer: DemoEmployer,
  title: string,
  commune: DemoCommune,
  ageDays: number,
): boolean {
  const key = `${employer.siret} ${commune.insee}`;
  const others = published.get(key) ?? [];
  const isAlike = (other: { title: string; ageDays: number }) =>
    Math.abs(other.ageDays - ageDays) <= APART_DAYS && similarity(other.title, title) > 0.7;
  if (others.some(isAlike)) return true;
  published.set(key, [...others, { title, ageDays }]);
  return false;
}

function placeOf(
  random: Random,
  world: DemoWorld,
  employer: DemoEmployer,
  trade: Trade,
  near: Neighbourhoods,
): DemoCommune {
  if (trade.communes.length > 0) {
    const places = world.communes.filter((commune) => trade.communes.includes(commune.name));
    if (places.length > 0) return random.pick(places);
  }
  return random.chance(0.65) ? employer.commune : random.pick(near.around(employer.commune));
}

type Plan = {
  readonly rank: number;
  readonly employer: DemoEmployer;
  readonly trade: Trade;
  readonly title: string;
  readonly commune: DemoCommune;
  readonly ageDays: number;
};

function offerOf(random: Random, world: DemoWorld, { rank, employer, trade, title, commune, ageDays }: Plan): object {
  const id = `demo-offre-${String(rank + 1).padStart(6, '0')}`;
  const created = plusSeconds(world.now, -ageDays * DAY_SECONDS - random.int(3_600, 40_000));
  // A younger instant than `created`: one hour before now is the least age of an offer.
  const confirmed = plusSeconds(world.now, -Math.min(ageDays, random.int(0, 25)) * DAY_SECONDS - 3_000);
  const { type } = new Weighted(trade.contracts, (contract) => contract.weight).pick(random);
  const months = random.pick(trade.months.length > 0 ? trade.months : [6]);
  const hours = random.pick(trade.hours);
  const isBeginner = random.chance(trade.beginner / 100);
  const years = random.int(1, 4);
  const isSeasonal = type === 'SAI';
  const letter = trade.licence.replace('?', '');
  const isWished = trade.licence.endsWith('?');
  return {
    id,
    intitule: title,
    description: [random.pick(OPENINGS), ...random.some(trade.duties, random.int(2, 5)), random.pick(ENDINGS)].join(
      '\n',
    ),
    dateCreation: created.toISOString(),
    dateActualisation: confirmed.toISOString(),
    lieuTravail: {
      libelle: `${commune.departement} - ${fold(commune.name).toUpperCase()}`,
      latitude: commune.lat,
      longitude: commune.lng,
      codePostal: commune.postalCode,
      commune: commune.insee,
    },
    romeCode: trade.code,
    appellationlibelle: title,
    entreprise: { nom: employer.name, siret: employer.siret, entrepriseAdaptee: false },
    typeContrat: type,
    typeContratLibelle: type === 'CDI' ? 'CDI' : `${CONTRACT_LABELS[type] ?? type} - ${months} Mois`,
    natureContrat: type === 'DDI' ? 'Insertion par l’activ.éco.' : 'Contrat travail',
    experienceExige: isBeginner ? 'D' : random.chance(0.3) ? 'S' : 'E',
    experienceLibelle: isBeginner ? 'Débutant accepté' : `${years} An(s)`,
    salaire: { libelle: payOf(random, world, trade, hours, type) },
    dureeTravailLibelle: `${hours}H/semaine\n${random.pick(['Travail en journée', 'Horaires variables', 'Horaires fixes', 'Travail du lundi au vendredi'])}`,
    alternance: false,
    competences: random
      .some(world.skills.get(trade.code) ?? [], random.int(1, 3))
      .map((libelle) => ({ libelle, exigence: 'S' })),
    ...(letter !== '' && { permis: [{ libelle: `${letter} - Permis`, exigence: isWished ? 'S' : 'E' }] }),
    ...(letter === 'B' && !isWished && { deplacementCode: '3', deplacementLibelle: 'Quotidiens Départemental' }),
    contact: { urlPostulation: `https://exemple.invalid/offres/${id}` },
    nombrePostes: isSeasonal ? random.int(2, 20) : random.chance(0.2) ? random.int(2, 4) : 1,
    origineOffre: { origine: '1' },
  };
}

/** A pay text in the words of France Travail, never under the minimum wage. */
function payOf(random: Random, world: DemoWorld, trade: Trade, hours: number, type: string): string {
  const [low, high] = trade.pay;
  const from = low + random.next() * (high - low) * 0.6;
  const to = from + random.next() * (high - from);
  const isRange = random.chance(0.45);
  if (type === 'MIS' || type === 'SAI' || hours < 30) {
    const amount = (ratio: number) => (Math.ceil(world.minimumWage * ratio * 20) / 20).toFixed(2);
    return isRange ? `Horaire de ${amount(from)} Euros à ${amount(to)} Euros` : `Horaire de ${amount(from)} Euros`;
  }
  const monthly = (ratio: number) => Math.ceil((world.minimumWage * ratio * hours * 52) / 12 / 10) * 10;
  if (low >= 1.25 && random.chance(0.5))
    return `Annuel de ${monthly(from) * 12} Euros à ${monthly(to) * 12} Euros sur 12 mois`;
  return isRange
    ? `Mensuel de ${monthly(from)} Euros à ${monthly(to)} Euros sur 12 mois`
    : `Mensuel de ${monthly(from)} Euros sur 12 mois`;
}
