import { expect, it } from '@jest/globals';
import { invitation } from '../../../src/demo/invitation.js';

it('prints how to answer STOP, in a line that a shell takes as it is', () => {
  const text = invitation(
    'http://localhost:3000',
    { team: 'ak_t', employer: 'ak_e' },
    'person',
    '2026-12-01',
    's3cret',
  );
  expect(
    text,
  ).toContain(`curl -i http://localhost:3000/callbacks/sms/ovhcloud/s3cret/inbound -H 'Content-Type: application/json' \\
          -d '{"from":"+33639980001","text":"STOP"}'`);
  expect(text).not.toContain('undefined');
});
