import { describe, expect, it } from '@jest/globals';
import { readEnvironment } from '../../../src/platform/config/environment.js';

const least = { SECRET: 'x'.repeat(32), DATABASE_URL: 'postgres://localhost/actifs' };

describe('the environment', () => {
  it('needs a secret and a database, the rest has defaults', () => {
    expect(readEnvironment(least)).toMatchObject({
      ok: true,
      environment: { PORT: 3000, REDIS_URL: '', ALERT_HOURS: 'legal', DEMO: false },
    });
  });

  it('lists every problem at once by the name of its variable', () => {
    const read = readEnvironment({ PORT: 'many', SMS_SENDER: 'trop long pour un SMS', DATABASE_URL: 'mysql://x' });
    expect(read.ok).toBe(false);
    if (!read.ok)
      expect(read.problems.map((line) => line.split(':')[0]).sort()).toEqual([
        'DATABASE_URL',
        'PORT',
        'SECRET',
        'SMS_SENDER',
      ]);
  });

  it('asks for what a chosen gateway needs', () => {
    const read = readEnvironment({ ...least, SMS_GATEWAY: 'http', EMAIL_GATEWAY: 'smtp' });
    expect(read).toMatchObject({ ok: false });
    if (!read.ok)
      expect(read.problems.map((line) => line.split(':')[0])).toEqual(['SMS_HTTP_URL', 'SMS_HTTP_SECRET', 'SMTP_URL']);
  });

  it('takes an empty variable as absent', () => {
    expect(readEnvironment({ ...least, PORT: '' })).toMatchObject({ ok: true, environment: { PORT: 3000 } });
  });

  it('never shows the messages of real people to anybody', () => {
    expect(readEnvironment({ ...least, NODE_ENV: 'production', MEILI_KEY: 'k', DEMO: 'true' })).toMatchObject({
      ok: false,
    });
  });
});
