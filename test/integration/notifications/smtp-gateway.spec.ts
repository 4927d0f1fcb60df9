import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { SmtpEmailGateway } from '../../../src/notifications/smtp-email.gateway.js';
import { newId } from '../../../src/platform/ids.js';

const timeoutMs = 400;
const email = (to = 'paul@exemple.invalid') => ({
  id: newId(),
  to,
  from: 'Aisne-actifs <ne-pas-repondre@aisne-actifs.invalid>',
  replyTo: 'equipe@aisne-actifs.invalid',
  subject: 'Une offre pour vous : Maçon à Château-Thierry',
  text: 'Bonjour,\n\nVoici une offre.\n',
  html: '<!doctype html><p>Bonjour</p>',
  unsubscribeUrl: `https://aisne-actifs.invalid/unsubscribe/${'a'.repeat(90)}`,
});

function refusal(code: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode: code });
}

describe('the contract of the SMTP gateway, with a real SMTP server', () => {
  const received: Buffer[] = [];
  let server: SMTPServer;
  let gateway: SmtpEmailGateway;
  let atData: 'accept' | 'hang' | 'busy' | 'spam' = 'accept';

  beforeAll(async () => {
    server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      onRcptTo({ address }, _session, done) {
        if (address.startsWith('inconnu')) return done(refusal(550, '5.1.1 User unknown'));
        if (address.startsWith('plein')) return done(refusal(452, '4.2.2 Mailbox full'));
        if (address.startsWith('bloque')) return done(refusal(550, '5.7.1 Message refused by policy'));
        done();
      },
      onData(stream, _session, done) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          if (atData === 'busy') return done(refusal(451, '4.3.0 Try again later'));
          if (atData === 'spam') return done(refusal(554, '5.7.1 Looks like spam'));
          received.push(Buffer.concat(chunks));
          if (atData === 'accept') done();
        });
      },
    });
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    const { port } = server.server.address() as AddressInfo;
    gateway = new SmtpEmailGateway({
      url: `smtp://127.0.0.1:${port}`,
      host: 'aisne-actifs.invalid',
      perSecond: 10,
      timeoutMs,
    });
  });
  beforeEach(() => {
    atData = 'accept';
    received.length = 0;
  });
  afterAll(async () => {
    gateway.close();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });

  it('delivers text first, HTML, and the headers of one-click unsubscription', async () => {
    const message = email();
    expect(await gateway.send(message)).toEqual({ outcome: 'accepted', reference: message.id });
    const raw = received[0]?.toString('utf8') ?? '';
    const parsed = await PostalMime.parse(raw);
    const header = (name: string) => parsed.headers.find((line) => line.key === name)?.value;
    expect(parsed.subject).toBe(message.subject);
    expect(parsed.messageId).toBe(`<${message.id}@aisne-actifs.invalid>`);
    expect(header('list-unsubscribe')).toBe(`<${message.unsubscribeUrl}>`);
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(header('auto-submitted')).toBe('auto-generated');
    expect(parsed.replyTo).toEqual([expect.objectContaining({ address: 'equipe@aisne-actifs.invalid' })]);
    expect(parsed.text?.trim()).toBe(message.text.trim());
    expect(raw.indexOf('text/plain')).toBeLessThan(raw.indexOf('text/html'));
  });

  it.each([
    ['inconnu@exemple.invalid', 'permanent-failure'],
    ['plein@exemple.invalid', 'temporary-failure'],
  ])('tells what the server said about %s', async (to, outcome) => {
    expect(await gateway.send(email(to))).toMatchObject({ outcome });
  });

  it('does not blame the address when our message is refused', async () => {
    expect(await gateway.send(email('bloque@exemple.invalid'))).toMatchObject({
      outcome: 'technical-failure',
      retry: false,
    });
    atData = 'spam';
    expect(await gateway.send(email())).toMatchObject({ outcome: 'technical-failure', retry: false });
  });

  it('tries again when the server is busy', async () => {
    atData = 'busy';
    expect(await gateway.send(email())).toMatchObject({ outcome: 'temporary-failure' });
  });

  it('does not know what became of a message that the server took without a word', async () => {
    atData = 'hang';
    expect(await gateway.send(email())).toMatchObject({ outcome: 'unknown' });
  });

  it('knows that nothing left when nobody listens', async () => {
    const nobody = new SmtpEmailGateway({ url: 'smtp://127.0.0.1:1', host: 'x.invalid', perSecond: 1, timeoutMs });
    expect(await nobody.send(email())).toMatchObject({ outcome: 'technical-failure', retry: true });
    nobody.close();
  });

  it('knows that nothing left when the server is silent or talks nonsense from the start', async () => {
    for (const greeting of [undefined, 'HTTP/1.1 400 Bad Request\r\n\r\n']) {
      const sockets: Socket[] = [];
      const odd: Server = createServer((socket) => {
        sockets.push(socket);
        socket.on('error', () => undefined);
        if (greeting) socket.write(greeting);
      });
      await new Promise<void>((resolve) => odd.listen(0, '127.0.0.1', resolve));
      const url = `smtp://127.0.0.1:${(odd.address() as AddressInfo).port}`;
      const strange = new SmtpEmailGateway({ url, host: 'x.invalid', perSecond: 1, timeoutMs });
      expect(await strange.send(email())).toMatchObject({ outcome: 'technical-failure', retry: true });
      strange.close();
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => odd.close(resolve));
    }
  });

  it('refuses to write a second header through an address', async () => {
    const result = await gateway.send(email('paul@exemple.invalid\r\nBcc: tous@exemple.invalid'));
    expect(result.outcome).not.toBe('unknown');
    for (const raw of received) expect(raw.toString()).not.toMatch(/^bcc:/im);
  });
});
