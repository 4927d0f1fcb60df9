import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HttpJsonSmsGateway } from '../../../src/notifications/http-json-sms.gateway.js';
import { OvhCloudSmsGateway } from '../../../src/notifications/ovhcloud-sms.gateway.js';
import type { SmsGateway } from '../../../src/notifications/sms.gateway.js';
import { SystemClock } from '../../../src/platform/clock.js';
import { newId } from '../../../src/platform/ids.js';
import { FakeHttpJson, FakeOvhCloud, type FakeSmsProvider } from './fake-sms-provider.js';

const timeoutMs = 300;

interface Setting {
  readonly provider: FakeSmsProvider;
  readonly gateway: SmsGateway;
  readonly unreachable: SmsGateway;
  readonly wrongKey: SmsGateway;
}

async function ovh(): Promise<Setting> {
  const provider = await new FakeOvhCloud().start();
  const settings = { ...provider.keys, endpoint: provider.url, perSecond: 10, timeoutMs };
  const clock = new SystemClock();
  return {
    provider,
    gateway: new OvhCloudSmsGateway(settings, clock),
    unreachable: new OvhCloudSmsGateway({ ...settings, endpoint: 'http://127.0.0.1:47999' }, clock),
    wrongKey: new OvhCloudSmsGateway({ ...settings, applicationSecret: 'other' }, clock),
  };
}

async function httpJson(): Promise<Setting> {
  const provider = await new FakeHttpJson().start();
  const settings = { url: provider.url, secret: provider.secret, perSecond: 10, timeoutMs };
  const clock = new SystemClock();
  return {
    provider,
    gateway: new HttpJsonSmsGateway(settings, clock),
    unreachable: new HttpJsonSmsGateway({ ...settings, url: 'http://127.0.0.1:47999' }, clock),
    wrongKey: new HttpJsonSmsGateway({ ...settings, secret: 'other' }, clock),
  };
}

const sms = () => ({ id: newId(), to: '+33639980001', text: 'Bonjour à tous', sender: 'AisneActifs' });

describe.each([
  ['OVHcloud', ovh],
  ['signed HTTP JSON', httpJson],
])('the contract of an SMS gateway: %s', (_name, start) => {
  let setting: Setting;
  beforeEach(async () => {
    setting = await start();
  });
  afterEach(() => setting.provider.stop());

  it('hands the message over, signed, and keeps the reference', async () => {
    const message = sms();
    const result = await setting.gateway.send(message);
    expect(result).toMatchObject({ outcome: 'accepted', reference: expect.stringMatching(/./) });
    expect(setting.provider.accepted).toEqual([
      expect.objectContaining({ id: message.id, to: message.to, text: message.text }),
    ]);
  });

  it.each([
    ['refuse-number', { outcome: 'permanent-failure' }],
    ['refuse-request', { outcome: 'technical-failure', retry: false, reason: 'http-400' }],
    ['break', { outcome: 'technical-failure', retry: true, reason: 'http-503' }],
    ['hang', { outcome: 'unknown', reason: 'timeout' }],
    ['accept-then-hang', { outcome: 'unknown', reason: 'timeout' }],
    ['garbage', { outcome: 'unknown', reason: 'malformed-answer' }],
  ] as const)('answers to a provider that does %s', async (behaviour, result) => {
    setting.provider.behaviour = behaviour;
    expect(await setting.gateway.send(sms())).toMatchObject(result);
  });

  it('knows that nothing left when nobody listens', async () => {
    expect(await setting.unreachable.send(sms())).toMatchObject({ outcome: 'technical-failure', retry: true });
  });

  it('does not try again with a wrong key', async () => {
    expect(await setting.wrongKey.send(sms())).toMatchObject({ outcome: 'technical-failure', retry: false });
    expect(setting.provider.accepted).toHaveLength(0);
  });

  it('sends the same message twice only to a provider that recognises it', async () => {
    const message = sms();
    const first = await setting.gateway.send(message);
    const second = await setting.gateway.send(message);
    expect(second.outcome).toBe('accepted');
    if (setting.gateway.idempotent) {
      expect(second).toEqual(first);
      expect(setting.provider.accepted).toHaveLength(1);
    } else {
      expect(setting.provider.accepted).toHaveLength(2);
    }
  });

  it('sends many in order of results, spaced as asked', async () => {
    const messages = Array.from({ length: 12 }, sms);
    const started = performance.now();
    const results = await setting.gateway.sendAll(messages, 20);
    expect(results.map((result) => result.outcome)).toEqual(messages.map(() => 'accepted'));
    expect(performance.now() - started).toBeGreaterThanOrEqual(215);
  });
});
