import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { answerChallenge, isFromZoom } from '../../../../../shared/providers/zoom/verify.ts';

/** Computed once with another tool. */
const SECRET = 's3cr3t';
const BODY = '{"event":"meeting.created","event_ts":1700000000000}';
const SIGNATURE = 'v0=9ff80b6e88b2d02b9aaf35fc8aebfa7540092eec0b01a8f2412221345798c1bd';
const NOW = 1_700_000_000_000;
const DAY_MS = 86_400_000;

const delivery = (over: Partial<{ body: string; signature: string; timestamp: string }> = {}) => {
  const { body, ...rest } = { body: BODY, signature: SIGNATURE, timestamp: '1700000000', ...over };
  return { ...rest, body: Buffer.from(body) };
};

const signed = (body: string, timestamp = '1700000000') =>
  delivery({
    body,
    timestamp,
    signature: `v0=${createHmac('sha256', SECRET).update(`v0:${timestamp}:${body}`).digest('hex')}`,
  });

describe('a delivery', () => {
  test('that Zoom has signed is from Zoom, whichever of our secrets it was', () => {
    expect(isFromZoom([SECRET], delivery(), NOW)).toBe(true);
    expect(isFromZoom(['new', SECRET], delivery(), NOW)).toBe(true);
    expect(isFromZoom([SECRET, 'old'], delivery(), NOW)).toBe(true);
  });

  test('with names of any script is from Zoom', () => {
    const body = '{"name":"Zoë 🧑‍🚀 Žížala"}';
    expect(isFromZoom([SECRET], signed(body), NOW)).toBe(true);
  });

  test('comes up to a day late, and no later', () => {
    expect(isFromZoom([SECRET], delivery(), NOW + DAY_MS)).toBe(true);
    expect(isFromZoom([SECRET], delivery(), NOW + DAY_MS + 1000)).toBe(false);
    expect(isFromZoom([SECRET], delivery(), NOW - DAY_MS - 1000)).toBe(false);
  });

  test.each([
    ['another secret', {}, ['other']],
    ['no secret at all', {}, []],
    ['a truncated body', { body: BODY.slice(0, -1) }, [SECRET]],
    ['a body that was written anew', { body: JSON.stringify(JSON.parse(BODY), null, 1) }, [SECRET]],
    ['another time', { timestamp: '1700000001' }, [SECRET]],
    ['a time that is none', { timestamp: '17000000001' }, [SECRET]],
    ['no signature', { signature: '' }, [SECRET]],
    ['half a signature', { signature: SIGNATURE.slice(0, 40) }, [SECRET]],
    ['its signature in capitals', { signature: SIGNATURE.toUpperCase() }, [SECRET]],
  ])('with %s is from nobody', (_, over, secrets) => {
    expect(isFromZoom(secrets, delivery(over), NOW)).toBe(false);
  });
});

describe('a challenge', () => {
  const challenge = signed('{"event":"endpoint.url_validation"}');

  test('is answered with the secret that it was signed with', () => {
    expect(answerChallenge(['new', SECRET], challenge, 'abc', NOW)).toEqual({
      plainToken: 'abc',
      encryptedToken: 'e7b80919c51385b9e86c3363c73f85cd015222e4d4eb945082d61d7b21eb8241',
    });
  });

  test('of nobody is not answered', () => {
    expect(answerChallenge(['other'], challenge, 'abc', NOW)).toBeUndefined();
  });
});
