/**
 * The alphabet of an SMS (3GPP TS 23.038). One character outside it turns the whole message into UCS-2, where a part holds
 * 70 characters instead of 160: "Château-Thierry" would cost two more parts. So everything is folded before it is sent.
 */

const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** Reached through an escape: two septets each. */
const EXTENDED = new Set('^{}\\[~]|€');

const REPLACED: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  ʼ: "'",
  '´': "'",
  '`': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '‹': "'",
  '›': "'",
  '–': '-',
  '—': '-',
  '‑': '-',
  '‐': '-',
  '−': '-',
  '•': '-',
  '·': '-',
  '…': '...',
  œ: 'oe',
  Œ: 'OE',
  '°': 'o',
  '×': 'x',
  '\t': ' ',
  '\r': '\n',
  '\u2028': '\n',
  '\u2029': '\n',
};

function foldCharacter(character: string): string {
  if (BASIC.has(character) && character !== '\r') return character;
  if (EXTENDED.has(character)) return character;
  const replacement = REPLACED[character];
  if (replacement !== undefined) return replacement;
  if (/\p{Zs}/u.test(character)) return ' '; // no-break and narrow spaces
  const plain = character.normalize('NFKD').replace(/\p{M}/gu, '');
  if (plain === '' || plain === character) return ''; // emoji, other scripts, direction marks
  return [...plain].map((part) => (BASIC.has(part) || EXTENDED.has(part) ? part : '')).join('');
}

/** Most texts need no folding at all: one look tells. */
const PLAIN = /^[!-Z_a-z£¥èéùìòÇÅåæßÉÄÖÑÜäöñüà]+(?: [!-Z_a-z£¥èéùìòÇÅåæßÉÄÖÑÜäöñüà]+)*$/;

/** The same text in the alphabet of an SMS: é è à ù É Ç stay, â→a, ç→c, œ→oe, ’→', «»→", …→..., emoji disappear. */
export function foldToGsm7(text: string): string {
  if (PLAIN.test(text)) return text;
  const folded = [...text.normalize('NFC').replaceAll('\r\n', '\n')].map(foldCharacter).join('');
  return folded
    .replace(/ {2,}/g, ' ')
    .replace(/" ([^"]*?) "/g, '"$1"') // « mot » leaves its inner spaces behind
    .replace(/ *\n */g, '\n')
    .trim();
}

/** Whether every character belongs to the alphabet of an SMS. */
export function isGsm7(text: string): boolean {
  return [...text].every((character) => BASIC.has(character) || EXTENDED.has(character));
}

/** Length in septets of a folded text: what is counted against 160. The euro sign and brackets count two. */
export function septets(text: string): number {
  return text.length + (text.match(/[\^{}\\[~\]|€]/g)?.length ?? 0);
}

/** Number of parts that an operator bills: one up to 160 septets, then 153 per part. */
export function segments(text: string): number {
  const length = septets(text);
  return length <= SMS_SEPTETS ? 1 : Math.ceil(length / 153);
}

export const SMS_SEPTETS = 160;
