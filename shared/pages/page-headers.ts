import { createHash } from 'node:crypto';
import type { Look } from './look.ts';
import { STYLE } from './style.ts';

const hashOf = (css: string): string => `'sha256-${createHash('sha256').update(css).digest('base64')}'`;
const STYLE_HASH = hashOf(STYLE);

/** Whatever else stands in it would become a directive of its own. */
const isOrigin = (text: string): boolean => /^https?:\/\/[\w.:*[\]-]+$/u.test(text);

const logoPolicy = (logoUrl: string | undefined): string => {
  const origin = logoUrl === undefined ? '' : new URL(logoUrl).origin;
  return isOrigin(origin) ? ` img-src ${origin};` : '';
};

interface Allowed {
  readonly look?: Look | undefined;
  /** Whose pages may frame this one; nobody's otherwise. */
  readonly framedBy?: readonly string[];
}

/** Of every page: nothing is stored, indexed, framed or loaded but what is allowed here, no address leaks, and a form goes nowhere but here. */
export const pageHeaders = ({ look, framedBy = [] }: Allowed): Readonly<Record<string, string>> => {
  const styles = look === undefined ? STYLE_HASH : `${STYLE_HASH} ${hashOf(look.css)}`;
  const ancestors = framedBy.length === 0 ? ["'none'"] : ["'self'", ...framedBy.filter(isOrigin)];
  return {
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow',
    'content-security-policy': `default-src 'none'; style-src ${styles};${logoPolicy(look?.logoUrl)} form-action 'self'; base-uri 'none'; frame-ancestors ${ancestors.join(' ')}`,
  };
};

export const PAGE_HEADERS = pageHeaders({});
