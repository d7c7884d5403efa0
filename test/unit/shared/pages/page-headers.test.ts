import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { brandLook } from '../../../../shared/pages/brand-look.ts';
import { messagePage } from '../../../../shared/pages/message-page.ts';
import { PAGE_HEADERS, pageHeaders } from '../../../../shared/pages/page-headers.ts';

const policyOf = (allowed: Parameters<typeof pageHeaders>[0]): string =>
  pageHeaders(allowed)['content-security-policy'] ?? '';

describe('what a page may load, and who may frame it', () => {
  it('is nothing and nobody, unless it is said', () => {
    expect(PAGE_HEADERS['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/u,
    );
  });

  it('lets through each style of a page by its hash, to the letter', () => {
    const look = brandLook({ name: 'Acme', color: '#1a73e8' }, '.a{color:red}\n');
    const page = messagePage({
      title: 'T',
      text: 'x',
      locale: 'en',
      brand: { name: 'Acme' },
      requestId: 'r',
      look,
    });
    const styles = [...page.matchAll(/<style>([\s\S]*?)<\/style>/gu)].map(([, css = '']) => css);
    expect(styles).toHaveLength(2);
    for (const css of styles)
      expect(policyOf({ look })).toContain(`'sha256-${createHash('sha256').update(css).digest('base64')}'`);
  });

  it('never grows by what stands in a logo’s address or among the origins', () => {
    const logoUrl = 'https://cdn.example/x;script-src *,y';
    expect(policyOf({ look: { css: '', logoUrl } })).toContain('img-src https://cdn.example; ');
    const framedBy = ['https://a.example', "https://b.example; script-src 'unsafe-inline'", '*'];
    expect(policyOf({ framedBy })).toMatch(/frame-ancestors 'self' https:\/\/a\.example$/u);
  });
});

describe('the look of a brand', () => {
  it('takes a logo over https only, and a colour only where it is one', () => {
    expect(
      brandLook({ name: 'A', logoUrl: 'javascript:alert(1)', color: 'red;}*{display:none' }, 'x'),
    ).toEqual({
      css: 'x',
    });
    expect(brandLook({ name: 'A', logoUrl: 'https://a.example/l.svg' }, 'x')).toMatchObject({
      logoUrl: 'https://a.example/l.svg',
    });
  });

  it('darkens a bright colour on light pages and leaves it on dark ones', () => {
    const { css } = brandLook({ name: 'A', color: '#ffee00' }, '');
    expect(css).toMatch(/^:root\{--link:#[5-8]\w{3}00;--on-link:#ffffff\}/u);
    expect(css).toContain('(prefers-color-scheme:dark){:root{--link:#ffee00;--on-link:#0b1017}}');
  });
});
