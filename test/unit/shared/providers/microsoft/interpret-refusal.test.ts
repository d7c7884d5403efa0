import { describe, expect, it } from 'vitest';
import { interpretRefusal } from '../../../../../shared/providers/microsoft/interpret-refusal.ts';

const refused = (status: number, code?: string, headers: Record<string, string> = {}) =>
  interpretRefusal({
    status,
    body: code === undefined ? undefined : { error: { code, message: 'Ben’s secret meeting' } },
    headers: new Headers(headers),
  });

describe('what a refusal of Graph’s means', () => {
  it.each([
    [401, 'InvalidAuthenticationToken', 'token'],
    [403, 'ErrorAccessDenied', 'scope'],
    [404, 'ErrorItemNotFound', 'gone'],
    [404, 'erroritemnotfound', 'gone'],
    [404, 'MailboxNotEnabledForRESTAPI', 'final'],
    [404, 'SomethingElse', 'transient'],
    [400, 'ErrorDuplicateTransactionId', 'conflict'],
    [409, 'ErrorDuplicateTransactionId', 'conflict'],
    [412, 'ErrorIrresolvableConflict', 'stale'],
    [410, 'SyncStateNotFound', 'cursor'],
    [404, 'syncStateNotFound', 'cursor'],
    [400, 'syncStateInvalid', 'cursor'],
    [429, 'ApplicationThrottled', 'throttled'],
    [400, 'TimeZoneNotSupportedException', 'ours'],
    [400, 'SomethingNew', 'ours'],
    [501, 'NotImplemented', 'ours'],
    [503, 'ConcurrentItemSave', 'transient'],
    [500, 'ErrorItemNotFound', 'transient'],
  ])('%i %s is %s', (status, code, verdict) => {
    expect(refused(status, code)).toMatchObject({ verdict, word: code });
  });

  it.each([
    [401, 'token'],
    [404, 'transient'],
    [410, 'cursor'],
    [429, 'throttled'],
    [503, 'transient'],
    [504, 'transient'],
  ])('a page of words with %i is %s', (status, verdict) => {
    expect(refused(status)).toMatchObject({ verdict, word: `status ${status}` });
  });

  it('keeps away for as long as it is asked to, in seconds or until a date', () => {
    expect(refused(429, 'ApplicationThrottled', { 'retry-after': '12' }).retryAfterSeconds).toBe(12);
    const dated = {
      'retry-after': 'Mon, 04 Jan 2027 09:00:30 GMT',
      date: 'Mon, 04 Jan 2027 09:00:00 GMT',
    };
    expect(refused(503, undefined, dated).retryAfterSeconds).toBe(30);
    expect(refused(429, 'ApplicationThrottled').retryAfterSeconds).toBeUndefined();
  });

  it('repeats no content', () => {
    expect(refused(400, 'two words, and a name').word).toBe('status 400');
    expect(refused(404, 'ErrorItemNotFound').message).not.toContain('Ben');
  });
});
