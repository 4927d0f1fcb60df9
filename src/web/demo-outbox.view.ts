import type { OutboxItem } from '../notifications/messages.queries.js';
import { escapeHtml, simplePage } from './simple-page.view.js';

const STYLE = `
body { max-width: 60rem; }
.inboxes { display: grid; gap: 24px; grid-template-columns: repeat(auto-fill, minmax(min(100%, 22rem), 1fr)); }
section { border: 1px solid #767676; border-radius: 12px; background: #fff; padding: 8px 16px 16px; overflow-wrap: anywhere; }
ol { list-style: none; padding: 0; margin: 0; }
.sms { background: #e6f0ed; border-radius: 12px; padding: 8px 12px; margin: 8px 0; }
.mail { border-top: 1px solid #767676; padding: 8px 0; }
pre { font: inherit; white-space: pre-wrap; margin: 8px 0; }
time, .from { color: #4a4f5c; font-size: 16px; }
form { display: flex; flex-wrap: wrap; gap: 12px; align-items: end; }
label { display: block; }
input { font: inherit; min-height: 44px; padding: 4px 8px; border: 2px solid #1b1f2a; border-radius: 6px; }
`;

/** Telephones as conversations, mailboxes as lists of messages, the one that heard from us last first. */
export function demoOutboxPage(items: readonly OutboxItem[], to: string | undefined, limit: number): string {
  const inboxes = new Map<string, OutboxItem[]>();
  for (const item of items.toReversed()) {
    const inbox = inboxes.get(item.to) ?? [];
    inbox.unshift(item);
    inboxes.set(item.to, inbox);
  }
  const sections = [...inboxes].map(([address, messages]) => inboxView(address, messages));
  const count =
    items.length === limit ? `Les ${limit} derniers messages` : `${items.length} message${items.length > 1 ? 's' : ''}`;
  return simplePage(
    'Messages envoyés',
    `<h1>Messages envoyés</h1>
<p>Rien n’est parti : cette démonstration garde les messages ici.</p>
<form method="get" action="/demo/outbox" role="search">
<p><label for="to">Numéro ou adresse e-mail</label><input id="to" name="to" value="${escapeHtml(to ?? '')}"></p>
<p><button type="submit">Chercher</button></p>
</form>
<p role="status">${count}${to === undefined ? '' : ` pour ${escapeHtml(to)}. <a href="/demo/outbox">Tout voir</a>`}</p>
<div class="inboxes">
${sections.join('\n')}
</div>`,
    STYLE,
  );
}

function inboxView(address: string, messages: readonly OutboxItem[]): string {
  const phone = messages[0]?.channel === 'sms';
  const link = `/demo/outbox?to=${encodeURIComponent(address)}`;
  const items = messages.map((message) => (phone ? smsView(message) : mailView(message)));
  return `<section aria-label="${phone ? 'Téléphone' : 'Boîte aux lettres'} ${escapeHtml(address)}">
<h2><a href="${escapeHtml(link)}">${phone ? 'Téléphone' : 'E-mail'} ${escapeHtml(address)}</a></h2>
<ol>
${items.join('\n')}
</ol>
</section>`;
}

function smsView(message: OutboxItem): string {
  return `<li class="sms"><span class="from">${escapeHtml(message.sender)}, ${timeView(message)}</span><pre>${linked(message.text)}</pre></li>`;
}

function mailView(message: OutboxItem): string {
  return `<li class="mail"><strong>${escapeHtml(message.subject ?? '')}</strong><br><span class="from">${escapeHtml(message.sender)}, ${timeView(message)}</span><pre>${linked(message.text)}</pre></li>`;
}

function timeView(message: OutboxItem): string {
  return `<time datetime="${message.acceptedAt}">${message.acceptedAt.slice(0, 16).replace('T', ' ')} UTC</time>`;
}

/** The text, quoted, with its addresses as links. */
function linked(text: string): string {
  return escapeHtml(text).replace(/https?:\/\/[^\s<&]+/g, (url) => `<a href="${url}" rel="noreferrer">${url}</a>`);
}
