import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isReturnUrl } from '../../../../shared/domain/return-url.ts';

const ORIGINS = ['https://app.example.com', 'https://eu.example.com:8443', 'http://localhost:*'];

describe('a return URL', () => {
  test.each([
    'https://app.example.com',
    'https://app.example.com/',
    'https://app.example.com:443/a?b=c#d',
    'https://app.example.com/@ann?to=ann@example.com',
    'https://APP.example.com/',
    'https://eu.example.com:8443/x',
    'http://localhost/x',
    'http://localhost:5173/x',
  ])('%s is one', (url) => {
    expect(isReturnUrl(url, ORIGINS)).toBe(true);
  });

  test.each([
    '',
    'app.example.com',
    '//app.example.com/',
    '/x',
    'http://app.example.com/',
    'https://app.example.com.evil.example/',
    'https://evil.example/https://app.example.com/',
    'https://app.example.com@evil.example/',
    'https://app.example.com:x@evil.example/',
    'https://@app.example.com/',
    'https://app.example.com\\@evil.example/',
    'https:\\\\app.example.com/',
    'https:/app.example.com/',
    'https:app.example.com',
    'https://eu.example.com/',
    'https://eu.example.com:844/',
    'https://localhost/',
    'http://localhost.evil.example:80/',
    'http://localhost:99999/',
    'javascript://app.example.com/%0aalert(1)',
    'data:text/html,x',
    ' https://app.example.com/',
    'https://app.example.com/a b',
    'https://app.exam\tple.com/',
    'https://app.example.com/\n',
  ])('%j is none', (url) => {
    expect(isReturnUrl(url, ORIGINS)).toBe(false);
  });

  test('whatever is let through lies on one of the origins, as a browser reads it', () => {
    const piece = fc.constantFrom(
      'https:',
      'http:',
      '/',
      '\\',
      '@',
      ':',
      '#',
      '?',
      '.',
      'app.example.com',
      'evil.example',
      '%2f',
      '\t',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.join('');
        if (isReturnUrl(text, ORIGINS))
          expect(['https://app.example.com', 'http://localhost']).toContain(new URL(text).origin);
      }),
      { numRuns: 5_000 },
    );
  });
});
