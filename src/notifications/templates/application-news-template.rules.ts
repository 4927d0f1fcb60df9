import { fitSms, type Shrinkable } from '../sms-text.rules.js';
import { type Block, composeEmail, discreet, type Email, type House, oneLine } from './house.rules.js';

/** What a person is told of their application. */
export interface ApplicationNewsData {
  readonly kind: 'offer' | 'mission';
  readonly title: string;
  /** Null when the employer is anonymous. */
  readonly organisation: string | null;
  readonly news: ApplicationNews;
  /** Words of the organisation: e-mail only. */
  readonly message?: string | null;
  /** The list of the person's applications, for an SMS, and this application, for an e-mail. */
  readonly listLink: string;
  readonly link: string;
}

export type ApplicationNews =
  | { readonly what: 'sent' }
  | { readonly what: 'nudge' }
  | { readonly what: 'accepted' }
  | { readonly what: 'refused'; readonly short: string; readonly whole: string }
  | { readonly what: 'elsewhere' }
  | { readonly what: 'meeting'; readonly when: string; readonly place: string }
  | { readonly what: 'by-phone' }
  | { readonly what: 'no-answer' }
  | { readonly what: 'filled' }
  | { readonly what: 'ended' };

interface Said {
  readonly who: string;
  readonly title: string;
}

/** One SMS: who, what, the telephone; the link and long names give way first. Never more than 160 characters. */
export function applicationNewsSms(house: House, data: ApplicationNewsData): string {
  const { news } = data;
  const link: Shrinkable = { text: data.listLink, cut: 'whole' };
  const title: Shrinkable = { text: titleOf(data), cut: 'words', least: 14 };
  const detail: Shrinkable = {
    text: news.what === 'refused' ? news.short : news.what === 'meeting' ? news.place : '',
    cut: 'words',
    least: 12,
  };
  const who: Shrinkable = { text: whoOf(data), cut: 'words', least: 12 };
  const write = (address: string, name: string, more: string, organisation: string): string =>
    `${house.name}: ${smsSentence(news, more, { who: organisation === '' ? nameless(data.kind) : organisation, title: name })}${address === '' ? '' : ` ${address}`} Aide : ${house.phone}`;
  // Where to relance is worth more than for which offer.
  if (news.what === 'nudge')
    return fitSms([title, link, who], ([name = '', address = '', organisation = '']) =>
      write(address, name, '', organisation),
    );
  return fitSms([link, detail, title, who], ([address = '', more = '', name = '', organisation = '']) =>
    write(address, name, more, organisation),
  );
}

/** The same as an e-mail. */
export function applicationNewsEmail(house: House, data: ApplicationNewsData): Email {
  const said = {
    who: data.organisation === null ? nameless(data.kind) : oneLine(data.organisation),
    title: oneLine(data.title),
  };
  const blocks: Block[] = [
    { kind: 'text', text: 'Bonjour,' },
    ...emailSentences(data.news, said).map((text): Block => ({ kind: 'text', text })),
    ...(data.message ? [{ kind: 'text' as const, text: `Son message :\n${data.message}` }] : []),
    { kind: 'link', label: 'Voir ma candidature', url: data.link },
  ];
  return composeEmail(house, SUBJECTS[data.news.what], blocks, []);
}

function titleOf({ kind, title }: ApplicationNewsData): string {
  return discreet(title, kind === 'mission' ? 'une mission' : 'une offre');
}

function whoOf({ kind, organisation }: ApplicationNewsData): string {
  return organisation === null ? nameless(kind) : discreet(organisation, nameless(kind));
}

function nameless(kind: 'offer' | 'mission'): string {
  return kind === 'mission' ? "l'association" : "l'employeur";
}

function atStart(text: string): string {
  return `${text.charAt(0).toLocaleUpperCase('fr')}${text.slice(1)}`;
}

function smsSentence(news: ApplicationNews, detail: string, { who, title }: Said): string {
  const about = title === '' ? '' : ` pour "${title}"`;
  switch (news.what) {
    case 'sent':
      return `candidature envoyée à ${who}${about}. Nous vous dirons la réponse.`;
    case 'nudge':
      return `${who} n'a pas encore répondu${about}. Vous pouvez relancer une fois.`;
    case 'accepted':
      return `bonne nouvelle, ${who} vous dit oui${about}.`;
    case 'refused':
      return `${who} a répondu${about} : pas cette fois${detail === '' ? '' : ` (${detail})`}.`;
    case 'elsewhere':
      return `${who} vous propose autre chose${about}. Lisez sa réponse.`;
    case 'meeting':
      return `rendez-vous avec ${who} ${news.when}${detail === '' ? '' : `, ${detail}`}.`;
    case 'by-phone':
      return `${who} dit vous avoir répondu par téléphone${about}. C'est faux ? Appelez-nous.`;
    case 'no-answer':
      return `désolés, ${who} n'a pas répondu${about}. C'est terminé. Cherchons ensemble.`;
    case 'filled':
      return `la place est prise${about}. D'autres offres vous attendent.`;
    case 'ended':
      return `${who} ne cherche plus personne${about}. Cela ne vient pas de vous.`;
  }
}

const SUBJECTS: Readonly<Record<ApplicationNews['what'], string>> = {
  sent: 'Votre candidature est envoyée',
  nudge: 'Pas encore de réponse à votre candidature',
  accepted: 'Bonne nouvelle : une réponse à votre candidature',
  refused: 'Une réponse à votre candidature',
  elsewhere: 'Une réponse à votre candidature',
  meeting: 'Un rendez-vous pour votre candidature',
  'by-phone': 'Une réponse donnée par téléphone',
  'no-answer': 'Votre candidature est terminée',
  filled: 'Votre candidature est terminée',
  ended: 'Votre candidature est terminée',
};

function emailSentences(news: ApplicationNews, { who, title }: Said): string[] {
  const organisation = atStart(who);
  switch (news.what) {
    case 'sent':
      return [`Votre candidature « ${title} » est envoyée à ${who}.`, 'Nous vous dirons quand la réponse arrive.'];
    case 'nudge':
      return [
        `${organisation} n’a pas encore répondu pour « ${title} ».`,
        'Vous pouvez relancer une fois. Vous pouvez aussi nous appeler.',
      ];
    case 'accepted':
      return [`${organisation} vous dit oui pour « ${title} ».`, 'Vous serez bientôt contacté. Sinon, appelez-nous.'];
    case 'refused':
      return [`${organisation} a répondu pour « ${title} » : pas cette fois.`, news.whole];
    case 'elsewhere':
      return [`${organisation} vous propose autre chose que « ${title} ».`];
    case 'meeting':
      return [
        `${organisation} vous propose un rendez-vous pour « ${title} ».`,
        `${atStart(news.when)}, ${news.place}.`,
      ];
    case 'by-phone':
      return [
        `${organisation} dit vous avoir répondu par téléphone pour « ${title} ».`,
        'Ce n’est pas le cas ? Appelez-nous.',
      ];
    case 'no-answer':
      return [
        `Nous sommes désolés : ${who} n’a pas répondu pour « ${title} » en 60 jours.`,
        'Votre candidature est terminée. Cela ne vient pas de vous.',
        'Appelez-nous : nous chercherons ensemble.',
      ];
    case 'filled':
      return [`La place « ${title} » est prise.`, 'Votre candidature est terminée. D’autres offres vous attendent.'];
    case 'ended':
      return [`${organisation} ne cherche plus personne pour « ${title} ».`, 'Cela ne vient pas de vous.'];
  }
}
