import { foldToGsm7, SMS_SEPTETS, septets } from '../gsm7.rules.js';
import { fitSms } from '../sms-text.rules.js';
import { type Block, composeEmail, discreet, type Email, type House, oneLine } from './house.rules.js';

/** One offer or mission, as an alert speaks of it. */
export interface AlertedOpportunity {
  readonly kind: 'offer' | 'mission';
  readonly title: string;
  /** Name of the commune; null for a mission done from home. */
  readonly place: string | null;
  readonly distanceKm: number | null;
  /** Why it suits this person: short French sentences, the most important first. */
  readonly reasons: readonly string[];
  /** What the person should know before going there: "À savoir : …"; null when nothing speaks against it. */
  readonly caveat: string | null;
  readonly link: string;
}

/** Addresses that change the alerts of this person in one tap; the token in them is signed. */
export interface AlertControls {
  readonly less: string;
  readonly pause: string;
  readonly stop: string;
}

export interface AlertData {
  readonly opportunity: AlertedOpportunity;
  readonly controls: AlertControls;
}

const NEUTRAL = { offer: 'Une offre', mission: 'Une mission bénévole' } as const;

/** " à 4 km", " tout près", or nothing when the distance is not known. */
export function distanceWords(distanceKm: number | null): string {
  if (distanceKm === null) return '';
  return distanceKm < 1 ? 'tout près' : `${Math.round(distanceKm)} km`;
}

/** How to stop by SMS, when somebody can read the answer. */
export function stopWords(house: House): string {
  return house.stopNumber === '' ? '' : ` STOP au ${house.stopNumber}`;
}

/** One SMS: what, where, why, the link and the hotline. The weightiest reason that fits whole is said, or none; then the title is cut. */
export function alertSms(house: House, { opportunity }: AlertData): string {
  const kind = opportunity.kind === 'mission' ? 'Bénévolat : ' : '';
  const write = (why: string, [far = '', what = '', where = '']: readonly string[]): string => {
    const place = [where, far].filter(Boolean).join(', ');
    const about = `${kind}${what}${place === '' ? '' : `, ${place}`}.${why === '' ? '' : ` ${why}`}`;
    return `${house.name}: ${about} ${opportunity.link} ou ${house.phone}${stopWords(house)}`;
  };
  const title = discreet(opportunity.title, NEUTRAL[opportunity.kind]);
  const whole = [distanceWords(opportunity.distanceKm), title, opportunity.place ?? ''];
  const fits = (why: string): boolean => septets(foldToGsm7(write(why, whole))) <= SMS_SEPTETS;
  const why = opportunity.reasons.map((reason) => oneLine(reason)).find(fits) ?? '';
  const [far = '', , place = ''] = whole;
  return fitSms(
    [
      { text: far, cut: 'whole' },
      { text: title, cut: 'words', least: 16 },
      { text: place, cut: 'words' },
    ],
    (texts) => write(why, texts),
  );
}

/** The same as an e-mail, with every reason and the one-tap choices. */
export function alertEmail(house: House, { opportunity, controls }: AlertData): Email {
  const neutral = opportunity.kind === 'mission' ? 'Une mission bénévole pour vous' : 'Une offre pour vous';
  const title = discreet(opportunity.title, '');
  const subject = title === '' ? neutral : `${neutral} : ${oneLine(title, 80)}`;
  return composeEmail(
    house,
    subject,
    [{ kind: 'text', text: 'Bonjour,' }, ...describe(opportunity)],
    controlBlocks(controls),
  );
}

/** Title, place, reasons and link of one opportunity. */
export function describe(opportunity: AlertedOpportunity): Block[] {
  const far = distanceWords(opportunity.distanceKm);
  const where = [opportunity.place, far].filter(Boolean).join(', ');
  const why = [...opportunity.reasons, ...(opportunity.caveat === null ? [] : [opportunity.caveat])];
  return [
    { kind: 'heading', text: oneLine(opportunity.title) },
    ...(where === '' ? [] : [{ kind: 'text' as const, text: oneLine(where) }]),
    ...(why.length === 0 ? [] : [{ kind: 'text' as const, text: why.map((reason) => oneLine(reason)).join('\n') }]),
    { kind: 'link', label: opportunity.kind === 'mission' ? 'Voir la mission' : "Voir l'offre", url: opportunity.link },
  ];
}

export function controlBlocks(controls: AlertControls): Block[] {
  return [
    { kind: 'text', text: 'Vous recevez ce message car vous avez demandé nos alertes.' },
    { kind: 'link', label: 'Moins souvent', url: controls.less },
    { kind: 'link', label: 'Pause un mois', url: controls.pause },
    { kind: 'link', label: 'Ne plus recevoir', url: controls.stop },
  ];
}
