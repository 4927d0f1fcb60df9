import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parseYaml } from '@redocly/openapi-core';
import { z } from 'zod';
import { environmentSchema, readEnvironment } from '../../../src/platform/config/environment.js';
import { PROJECT_ROOT } from '../../../src/platform/data-files.js';

const serviceSchema = z.looseObject({
  image: z.string().optional(),
  read_only: z.boolean().optional(),
  cap_drop: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).optional(),
  deploy: z.object({
    resources: z.object({ limits: z.object({ cpus: z.string(), memory: z.string(), pids: z.number() }) }),
  }),
  networks: z.array(z.string()),
  depends_on: z.record(z.string(), z.unknown()).optional(),
  ports: z.array(z.string()).optional(),
});
const composeSchema = z.looseObject({
  'x-app-environment': z.record(z.string(), z.string()),
  services: z.record(z.string(), serviceSchema),
  networks: z.record(z.string(), z.unknown()),
});

const text = readFileSync(`${PROJECT_ROOT}/docker/compose.yaml`, 'utf8');
const compose = composeSchema.parse(parseYaml(text));
const given = compose['x-app-environment'];
const settings = Object.keys(environmentSchema.shape);

/** Set by the image, or never to be set in production. */
const ELSEWHERE = ['HOST', 'PORT', 'WORKER_PORT', 'DEMO', 'CLOCK_OFFSET_DAYS'];

/** What Compose makes of a text, `variables` being what the operator has set. */
function interpolated(value: string, variables: Readonly<Record<string, string>>): string {
  return value.replace(/\$\{(\w+)(?:(:[-?])([^}]*))?\}/g, (_all, name: string, kind: string | undefined, rest = '') => {
    const set = variables[name];
    if (set) return set;
    if (kind === ':?') throw new Error(name);
    return kind === ':-' ? rest : '';
  });
}

function environmentWith(variables: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, interpolated(value, variables)]));
}

const operator = {
  PUBLIC_URL: 'https://actifs.example.org',
  SECRET: 'x'.repeat(32),
  METRICS_TOKEN: 'y'.repeat(32),
  POSTGRES_PASSWORD: 'abc123',
  REDIS_PASSWORD: 'def456',
  MEILI_MASTER_KEY: 'z'.repeat(32),
  SMS_GATEWAY: 'outbox',
  SMTP_URL: 'smtp://mailpit:1025',
  EMAIL_FROM: 'Actifs <ne-pas-repondre@actifs.invalid>',
};

describe('docker/compose.yaml', () => {
  it('sets only variables that the product reads', () => {
    expect(Object.keys(given).filter((name) => !settings.includes(name))).toEqual([]);
  });

  it('lets the operator set every variable that the product reads', () => {
    expect(settings.filter((name) => !(name in given) && !ELSEWHERE.includes(name))).toEqual([]);
  });

  it('gives the product an environment that it accepts', () => {
    const read = readEnvironment(environmentWith(operator));
    expect(read.ok ? [] : read.problems).toEqual([]);
  });

  it.each(Object.keys(operator))('does not start without %s', (name) => {
    const { [name as keyof typeof operator]: _left, ...others } = operator;
    expect(() => environmentWith(others)).toThrow(name);
  });

  it('carries no password of its own', () => {
    for (const [, name, kind] of text.matchAll(/\$\{(\w*(?:PASSWORD|SECRET|KEY|TOKEN)\b)(:[-?])?[^}]*\}/g)) {
      const optional = [
        'SMS_CALLBACK_SECRET',
        'SMS_HTTP_SECRET',
        'OVH_APPLICATION_KEY',
        'OVH_APPLICATION_SECRET',
        'OVH_CONSUMER_KEY',
        'PROCONNECT_CLIENT_SECRET',
        'FRANCECONNECT_CLIENT_SECRET',
      ];
      if (!optional.includes(name ?? '')) expect([name, kind]).toEqual([name, ':?']);
    }
    for (const name of ['SMS_CALLBACK_SECRET', 'SMS_HTTP_SECRET', 'OVH_APPLICATION_SECRET', 'PROCONNECT_CLIENT_SECRET'])
      expect(given[name]).toBe(`\${${name}:-}`);
  });

  it('bounds every service, pins its image and opens no store to the outside', () => {
    for (const [name, service] of Object.entries(compose.services)) {
      expect([name, service.networks.every((network) => network in compose.networks)]).toEqual([name, true]);
      expect([name, Object.keys(service.depends_on ?? {}).every((other) => other in compose.services)]).toEqual([
        name,
        true,
      ]);
      expect(service.image).toMatch(/^\$\{ACTIFS_IMAGE:-actifs:latest\}$|^[a-z/]+:v?\d/);
    }
    for (const store of ['postgres', 'redis', 'meilisearch']) {
      expect(compose.services[store]?.ports).toBeUndefined();
      expect(compose.services[store]?.networks).toEqual(['back']);
    }
    expect(compose.networks['back']).toEqual({ internal: true });
  });
});
