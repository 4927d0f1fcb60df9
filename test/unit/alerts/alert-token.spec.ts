import { describe, expect, it } from '@jest/globals';
import { alertActions, alertToken, readAlertToken } from '../../../src/alerts/alert-token.js';
import { normalCode, shortCode } from '../../../src/alerts/short-code.js';
import { newId } from '../../../src/platform/ids.js';

const secret = 'a secret for the links of this test';

describe('tokens of links', () => {
  it.each(alertActions)('carry %s for one person', (action) => {
    const candidateId = newId();
    expect(readAlertToken(secret, alertToken(secret, { action, candidateId }))).toEqual({ action, candidateId });
  });

  it('cannot be changed, cut, or signed by others', () => {
    const token = alertToken(secret, { action: 'less', candidateId: newId() });
    expect(readAlertToken('another secret', token)).toBeUndefined();
    for (let i = 0; i < token.length; i++) {
      const changed = `${token.slice(0, i)}${token[i] === 'A' ? 'B' : 'A'}${token.slice(i + 1)}`;
      if (Buffer.from(changed, 'base64url').equals(Buffer.from(token, 'base64url'))) continue;
      expect(readAlertToken(secret, changed)).toBeUndefined();
    }
    for (const odd of ['', 'x', token.slice(1), `${token}AAAA`, '%%%'])
      expect(readAlertToken(secret, odd)).toBeUndefined();
  });
});

describe('short codes', () => {
  it('are the same for the same message, and easy to read aloud', () => {
    const id = newId();
    expect(shortCode(id)).toMatch(/^[0-9A-HJKMNP-TV-Z]{6}$/);
    expect(shortCode(id)).toBe(shortCode(id));
    expect(shortCode(id, 8).startsWith(shortCode(id))).toBe(true);
    expect(normalCode('o1il2a')).toBe('01112A');
  });
});
