import type { OutboxItem } from '../../notifications/messages.queries.js';
import { instantFrom } from '../../platform/lang/day.js';
import { instantInWords } from '../../platform/lang/day-words.js';
import { counted, phoneWords } from '../kit/words.rules.js';

/** Telephones as conversations, mailboxes as lists of messages, the one that heard from us last first. */
export function Outbox(props: { items: readonly OutboxItem[]; to: string | undefined; limit: number }) {
  const { items, to, limit } = props;
  return (
    <>
      <h1>Messages envoyés</h1>
      <p>Rien n’est parti : cette démonstration garde les messages ici.</p>
      <search>
        <form method="get" action="/demo/outbox" class="inline-form">
          <div class="field">
            <label for="to">Numéro ou adresse e-mail</label>
            <input id="to" name="to" value={to ?? ''} autoComplete="off" />
          </div>
          <button type="submit" class="button secondary">
            Chercher
          </button>
        </form>
      </search>
      <p role="status">
        {items.length === limit ? `Les ${limit} derniers messages` : counted(items.length, 'message', 'messages')}
        {to !== undefined && (
          <>
            {' '}
            pour {phoneWords(to)}. <a href="/demo/outbox">Tout voir</a>
          </>
        )}
      </p>
      <div class="inboxes">
        {[...inboxesOf(items)].map(([address, messages]) => (
          <Inbox key={address} address={address} messages={messages} />
        ))}
      </div>
    </>
  );
}

/** Messages by addressee, each in the order in which they came. */
function inboxesOf(items: readonly OutboxItem[]): Map<string, OutboxItem[]> {
  const inboxes = new Map<string, OutboxItem[]>();
  for (const item of items.toReversed()) {
    const inbox = inboxes.get(item.to) ?? [];
    inbox.unshift(item);
    inboxes.set(item.to, inbox);
  }
  return inboxes;
}

function Inbox({ address, messages }: { address: string; messages: readonly OutboxItem[] }) {
  const phone = messages[0]?.channel === 'sms';
  return (
    <section>
      <h2>
        <a href={`/demo/outbox?to=${encodeURIComponent(address)}`}>
          {phone ? `Téléphone ${phoneWords(address)}` : `E-mail ${address}`}
        </a>
      </h2>
      <ol>
        {messages.map((message) => (
          <li key={message.id} class={phone ? 'sms' : 'mail'}>
            {message.subject !== null && <strong>{message.subject}</strong>}
            <p class="from">
              {message.sender},{' '}
              <time dateTime={message.acceptedAt}>{instantInWords(instantFrom(message.acceptedAt))}</time>
            </p>
            <Text text={message.text} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The text as it was sent, with its addresses as links. */
function Text({ text }: { text: string }) {
  return (
    <p class="typed">
      {text.split(/(https?:\/\/[^\s<>]+)/).map((part, i) =>
        i % 2 === 1 ? (
          <a key={part} href={part} rel="noreferrer">
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </p>
  );
}
