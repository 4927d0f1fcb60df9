import { fitSms } from '../sms-text.rules.js';
import { type Block, composeEmail, discreet, type Email, type House, oneLine } from './house.rules.js';

/** What an organisation is told of an application that came, was relanced or was withdrawn. Subjects name no person. */
export interface ApplicationNoticeData {
  readonly news: 'received' | 'relance' | 'withdrawn';
  readonly kind: 'offer' | 'mission';
  readonly title: string;
  readonly place: string | null;
  /** First name and initial. */
  readonly person: string;
  readonly commune: string | null;
  /** Means of contact that the person shared. */
  readonly phone: string | null;
  readonly email: string | null;
  readonly words: string | null;
  /** 'mardi 3 mars' */
  readonly sentOn: string;
}

/** People who wait for an answer of one organisation; no personal data. */
export interface ApplicationReminderData {
  readonly posts: readonly {
    readonly kind: 'offer' | 'mission';
    readonly title: string;
    readonly people: number;
    /** 'mardi 3 mars', the day of the oldest. */
    readonly since: string;
  }[];
}

function titleOf(kind: 'offer' | 'mission', title: string): string {
  return discreet(title, kind === 'mission' ? 'votre mission' : 'votre offre');
}

export function applicationNoticeSms(house: House, { news, kind, title }: ApplicationNoticeData): string {
  if (news === 'withdrawn')
    return fitSms(
      [{ text: titleOf(kind, title), cut: 'words' }],
      ([name = '']) =>
        `${house.name}: une personne a retiré sa candidature${name === '' ? '' : ` pour "${name}"`}. Aide : ${house.phone}`,
    );
  const what = news === 'received' ? 'une personne a postulé' : 'une personne attend toujours votre réponse';
  return fitSms(
    [{ text: titleOf(kind, title), cut: 'words' }],
    ([name = '']) =>
      `${house.name}: ${what}${name === '' ? '' : ` pour "${name}"`}. Répondez-lui, ou appelez-nous : ${house.phone}`,
  );
}

export function applicationNoticeEmail(house: House, data: ApplicationNoticeData): Email {
  const { news, person, words, sentOn } = data;
  const who = data.commune === null ? person : `${person}, de ${oneLine(data.commune)}`;
  const what = data.kind === 'mission' ? 'mission' : 'offre';
  const title = oneLine(data.title);
  if (news === 'withdrawn')
    return composeEmail(
      house,
      `Une candidature est retirée : ${titleOf(data.kind, data.title)}`,
      [
        {
          kind: 'text',
          text: `Bonjour,\n${who} retire sa candidature à votre ${what} « ${title} ». Vous n’avez rien à faire.`,
        },
      ],
      [],
    );
  const opening =
    news === 'received'
      ? `${who} a répondu à votre ${what} « ${title} »${data.place === null ? '' : ` (${oneLine(data.place)})`}.`
      : `${who} attend votre réponse depuis le ${sentOn}, pour votre ${what} « ${title} ».`;
  const contact = [
    data.phone === null ? '' : `Téléphone : ${data.phone}`,
    data.email === null ? '' : `E-mail : ${data.email}`,
  ].filter(Boolean);
  const blocks: Block[] = [
    { kind: 'text', text: `Bonjour,\n${opening}` },
    ...(words === null ? [] : [{ kind: 'text' as const, text: `Son message :\n${words}` }]),
    { kind: 'text', text: contact.join('\n') },
    {
      kind: 'text',
      text: 'Répondez à cette personne, même par un non : elle attend. Vous lui avez parlé ? Dites-le nous par téléphone.',
    },
  ];
  const short = titleOf(data.kind, title);
  const subject =
    news === 'received' ? `Une personne a postulé : ${short}` : `Une personne attend votre réponse : ${short}`;
  return composeEmail(house, subject, blocks, []);
}

export function applicationReminderSms(house: House, data: ApplicationReminderData): string {
  return `${house.name}: ${waiting(data)} votre réponse. Un oui ou un non, mais une réponse. Aide : ${house.phone}`;
}

export function applicationReminderEmail(house: House, data: ApplicationReminderData): Email {
  const lines = data.posts.map(
    ({ title, people, since }) =>
      `– ${oneLine(title)} : ${people === 1 ? 'une personne' : `${people} personnes`}, depuis le ${since}`,
  );
  return composeEmail(
    house,
    `${waiting(data)} votre réponse`,
    [
      { kind: 'text', text: `Bonjour,\n${waiting(data)} votre réponse :` },
      { kind: 'text', text: lines.join('\n') },
      {
        kind: 'text',
        text: 'Un oui ou un non : une réponse aide toujours. Vous avez déjà répondu par téléphone ? Appelez-nous, nous le noterons.',
      },
    ],
    [],
  );
}

function waiting({ posts }: ApplicationReminderData): string {
  const people = posts.reduce((sum, post) => sum + post.people, 0);
  return people === 1 ? 'Une personne attend' : `${people} personnes attendent`;
}
