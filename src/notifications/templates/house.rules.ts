/** What every message says about who sends it. */
export interface House {
  readonly name: string;
  /** Without a final slash. */
  readonly publicUrl: string;
  /** Hotline, as people read it: 03 23 24 89 00. */
  readonly phone: string;
  readonly phoneHours: string;
  /** Number that receives answers by SMS; empty when the sender is a name and nobody can answer it. */
  readonly stopNumber: string;
}

export interface Email {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that may stand anywhere in HTML, attributes included. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}

/** One line, without control characters or direction marks: what may enter a subject or a sentence. */
export function oneLine(text: string, max = 200): string {
  const clean = text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return clean.length <= max ? clean : `${clean.slice(0, max - 1).trimEnd()}…`;
}

/** "03 23 24 89 00 (9h-12h)", or the number alone when the hours had to give way. */
export function phoneWithHours(house: House, hours: string): string {
  return hours === '' ? house.phone : `${house.phone} (${hours})`;
}

/** Words that would tell a neighbour reading over a shoulder why somebody gets this message. */
const INDISCREET =
  /\b(rsa|rqth|handicap\w*|insertion|allocat\w*|bénéficiaires?|beneficiaires?|freins?|sans[ -]abri|addict\w*|judiciaire)\b/iu;

/** The title, or a neutral word for it when it would give away a person's situation (SMS and subjects of e-mails). */
export function discreet(title: string, neutral: string): string {
  return INDISCREET.test(title) ? neutral : oneLine(title);
}

export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly label: string; readonly url: string }
  | { readonly kind: 'heading'; readonly text: string };

function textOf(block: Block): string {
  if (block.kind === 'link') return `${block.label} : ${block.url}`;
  return block.kind === 'heading' ? `${block.text}\n` : block.text;
}

function htmlOf(block: Block): string {
  if (block.kind === 'heading') return `<h2 style="font-size:19px;margin:24px 0 4px">${escapeHtml(block.text)}</h2>`;
  if (block.kind === 'link')
    return `<p style="margin:8px 0"><a href="${escapeHtml(block.url)}">${escapeHtml(block.label)}</a></p>`;
  return `<p style="margin:8px 0">${escapeHtml(block.text).replaceAll('\n', '<br>')}</p>`;
}

/** An e-mail as text first and as plain one-column HTML without images: readable on any telephone, quoted entirely in either form. */
export function composeEmail(house: House, subject: string, blocks: readonly Block[], footer: readonly Block[]): Email {
  const signature: Block[] = [
    { kind: 'text', text: `Une question ? Appelez-nous : ${house.phone} (${house.phoneHours}).` },
    ...footer,
    { kind: 'text', text: `${house.name}\nNous ne demandons jamais votre RIB.` },
  ];
  const text = [...blocks.map(textOf), '--', ...signature.map(textOf)].join('\n\n').replace(/\n{3,}/g, '\n\n');
  const html = `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0 auto;max-width:600px;padding:16px;font:18px/1.5 sans-serif;color:#111">
${blocks.map(htmlOf).join('\n')}
<hr style="margin:24px 0;border:0;border-top:1px solid #767676">
${signature.map(htmlOf).join('\n')}
</body></html>
`;
  return { subject: oneLine(subject, 120), text: `${text}\n`, html };
}
