import { foldToGsm7, SMS_SEPTETS, septets } from '../gsm7.rules.js';
import { shorten } from '../sms-text.rules.js';
import {
  type AlertControls,
  type AlertedOpportunity,
  controlBlocks,
  describe,
  stopWords,
} from './alert-template.rules.js';
import { composeEmail, discreet, type Email, type House } from './house.rules.js';

export interface DigestData {
  /** One to three, the best first. */
  readonly opportunities: readonly AlertedOpportunity[];
  /** One address that shows them all: three would not fit into an SMS. */
  readonly link: string;
  readonly controls: AlertControls;
}

function announce(opportunities: readonly AlertedOpportunity[]): string {
  const offers = opportunities.filter((opportunity) => opportunity.kind === 'offer').length;
  const missions = opportunities.length - offers;
  const parts = [
    offers > 0 ? `${offers} offre${offers > 1 ? 's' : ''}` : '',
    missions > 0 ? `${missions} mission${missions > 1 ? 's' : ''}` : '',
  ];
  return parts.filter(Boolean).join(' et ');
}

/** One SMS: each title and its commune, cut alike until all fit, then one link and the hotline. */
export function digestSms(house: House, { opportunities, link }: DigestData): string {
  const write = (titleMax: number, placeMax: number): string => {
    const items = opportunities.map((opportunity) => {
      const title = shorten(
        discreet(opportunity.title, opportunity.kind === 'offer' ? 'Une offre' : 'Une mission'),
        titleMax,
      );
      const place = shorten(opportunity.place ?? '', placeMax);
      return place === '' ? title : `${title} (${place})`;
    });
    const list = items.filter(Boolean).join(', ');
    return foldToGsm7(
      `${house.name}: ${announce(opportunities)}${list === '' ? '' : `: ${list}`}. ${link} ou ${house.phone}${stopWords(house)}`,
    );
  };
  // Whole places while titles keep 14 characters, then shorter places, then none: the link and the number never give way.
  for (const place of [45, 20, 12, 0]) {
    for (let title = 60; title >= 14; title -= 2) {
      const text = write(title, place);
      if (septets(text) <= SMS_SEPTETS) return text;
    }
  }
  for (let title = 12; title > 0; title -= 2) {
    const text = write(title, 0);
    if (septets(text) <= SMS_SEPTETS) return text;
  }
  return write(0, 0);
}

/** The digest as an e-mail: each opportunity with its reasons, then the one-tap choices. */
export function digestEmail(house: House, { opportunities, controls }: DigestData): Email {
  return composeEmail(
    house,
    `${announce(opportunities)} pour vous`,
    [
      { kind: 'text', text: `Bonjour,\nVoici ${announce(opportunities)} pour vous.` },
      ...opportunities.flatMap(describe),
    ],
    controlBlocks(controls),
  );
}
