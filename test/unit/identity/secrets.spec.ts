import { describe, expect, it } from '@jest/globals';
import { cookieIn, noSessionCookie, sessionCookie } from '../../../src/identity/cookies.js';
import { csrfMatches, csrfToken } from '../../../src/identity/csrf.js';
import { deviceLabel } from '../../../src/identity/device.rules.js';
import { keyFor, newToken } from '../../../src/identity/secrets.js';

const SECRET = 'a secret that only the tests use, not a secret';

describe('what only its holder knows', () => {
  it('makes tokens of 256 bits that never repeat', () => {
    const tokens = Array.from({ length: 1000 }, newToken);
    expect(new Set(tokens).size).toBe(1000);
    expect(Buffer.from(tokens[0] ?? '', 'base64url').length).toBe(32);
  });

  it('draws another key for each purpose', () => {
    expect(keyFor(SECRET, 'codes').equals(keyFor(SECRET, 'forms'))).toBe(false);
    expect(keyFor(SECRET, 'codes').length).toBe(32);
  });

  it('accepts a form from the browser that it was given to, and from no other', () => {
    const [mine, other] = [newToken(), newToken()];
    const field = csrfToken(SECRET, mine);
    expect(csrfMatches(SECRET, mine, field)).toBe(true);
    for (const [holder, given] of [
      [other, field],
      [mine, `${field.slice(1)}x`],
      [mine, ''],
      [mine, undefined],
      [mine, [field]],
      [mine, mine],
    ] as const)
      expect(csrfMatches(SECRET, holder, given)).toBe(false);
  });
});

describe('the cookie of a session', () => {
  it('is out of reach of scripts, of other sites and of plain HTTP', () => {
    const token = newToken();
    expect(sessionCookie('http://localhost:3000', token)).toBe(`session=${token}; Path=/; HttpOnly; SameSite=Lax`);
    expect(sessionCookie('https://actifs.invalid', token, new Date('2027-01-01T00:00:00Z'))).toBe(
      `__Host-session=${token}; Path=/; HttpOnly; SameSite=Lax; Secure; Expires=Fri, 01 Jan 2027 00:00:00 GMT`,
    );
    expect(noSessionCookie('https://actifs.invalid')).toContain('Max-Age=0');
  });

  it('is found among others', () => {
    expect(cookieIn('a=1; session=x=y ;b=2', 'session')).toBe('x=y');
    expect(cookieIn('xsession=1; session=2', 'session')).toBe('2');
    for (const header of [undefined, '', 'session', '=session', 'other=session'])
      expect(cookieIn(header, 'session')).toBeUndefined();
  });
});

describe('the name of a device', () => {
  const androidPhone = 'Mozilla/5.0 (Android 9; Mobile; rv:120.0) Gecko/120.0 Firefox/120.0';
  const samsung =
    'Mozilla/5.0 (Linux; Android 13; SM-A135F) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/23.0 Chrome/115.0.0.0 Mobile Safari/537.36';
  const iphone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 15_8 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.6 Mobile/15E148 Safari/604.1';
  const edge =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 Edg/120.0.0.0';

  it.each([
    [androidPhone, 'Firefox, téléphone Android'],
    [samsung, 'Samsung Internet, téléphone Android'],
    [iphone, 'Safari, iPhone'],
    [edge, 'Edge, ordinateur Windows'],
    ['curl/8.0', 'Appareil inconnu'],
    [undefined, 'Appareil inconnu'],
  ])('says what its owner would say', (userAgent, label) => {
    expect(deviceLabel(userAgent)).toBe(label);
  });
});
