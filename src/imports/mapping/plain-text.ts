import he from 'he';

/** Characters that no text needs: controls (NUL included, which PostgreSQL refuses), direction marks, invisible spaces, lone surrogates. */
const UNWANTED =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF\uFFFD]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

const LOOKS_LIKE_HTML = /<\/?[a-z][^<>]*>|&(?:#\d+|#x[\da-f]+|[a-z]{2,8});/i;

/** Text of several lines from HTML or from plain text: tags gone, entities decoded, paragraphs and list items on lines of their own. */
export function plainText(source: string): string {
  const text = LOOKS_LIKE_HTML.test(source) ? withoutHtml(source) : source;
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(UNWANTED, '')
    .replace(/[\t\u00A0\u202F ]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** The same on one line. */
export function oneLine(source: string): string {
  return plainText(source).replace(/\s+/g, ' ');
}

function withoutHtml(html: string): string {
  const tagless = html
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replace(/<(script|style)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, '')
    .replace(/\s*<br\s*\/?>\s*/gi, '\n')
    .replace(/\s*<li\b[^>]*>\s*/gi, '\n• ')
    .replace(/\s*<\/(?:p|div|ul|ol|h[1-6]|tr|section)\s*>\s*/gi, '\n')
    .replace(/\s*<(?:p|div|ul|ol|h[1-6]|tr|section)\b[^>]*>\s*/gi, '\n')
    .replace(/<\/?[a-z][^<>]*>/gi, '');
  const text = he.decode(tagless);
  // Escaped twice by some feeds: "&amp;lt;p&amp;gt;".
  return /(?:<|&lt;)\/?(?:p|br|li|ul|div|strong|b|i|em)\b[^<>]*?(?:>|&gt;)/i.test(text) ? withoutHtml(text) : text;
}

const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
/** French numbers, 08 excepted: a surcharge number must stay visible to the linter that refuses it. */
const PHONE = /(?:\+33\s?(?:\(0\)\s?)?|\b0)[1-79](?:[\s.\u00A0-]?\d{2}){4}\b/g;

/** The text without e-mail addresses and telephone numbers: a feed gives them for its own site, nobody agreed that we keep them. */
export function withoutContacts(text: string): string {
  return text.replace(EMAIL, '[adresse retirée]').replace(PHONE, '[numéro retiré]');
}

/** At most `max` characters, cut between two words, with an ellipsis; `cut` says whether something was lost. */
export function shortened(text: string, max: number): { readonly text: string; readonly cut: boolean } {
  if (text.length <= max) return { text, cut: false };
  const head = text.slice(0, max - 1);
  const space = head.lastIndexOf(' ');
  return {
    text: `${(space > max * 0.8 ? head.slice(0, space) : head).replace(/[\uD800-\uDBFF]$/, '').trimEnd()}…`,
    cut: true,
  };
}

/** An http or https address, or null: nothing else may become a link. */
export function webAddress(text: string | undefined): string | null {
  if (text === undefined || text.length > 2000 || !/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.username === '' && url.password === '' ? url.href : null;
}
