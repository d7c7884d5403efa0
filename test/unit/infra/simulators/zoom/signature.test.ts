import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { hmac, signedHeaders } from '../../../../../infra/simulators/zoom/webhooks/signature.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: 1_700_000_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

it('answers a challenge as Zoom computes it', () => {
  expect(hmac('s3cr3t', 'abc')).toBe('e7b80919c51385b9e86c3363c73f85cd015222e4d4eb945082d61d7b21eb8241');
});

it('signs a body as Zoom does', () => {
  const headers = signedHeaders('s3cr3t', '{"event":"meeting.created","event_ts":1700000000000}');
  expect(headers['x-zm-request-timestamp']).toBe('1700000000');
  expect(headers['x-zm-signature']).toBe(
    'v0=9ff80b6e88b2d02b9aaf35fc8aebfa7540092eec0b01a8f2412221345798c1bd',
  );
});
