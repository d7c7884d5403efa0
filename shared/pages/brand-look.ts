import type { OrgSettings } from '../../events/stored/org-settings.ts';
import { readableColor } from '../domain/readable-color.ts';
import type { Look } from './look.ts';

/** Links and buttons lie on both the page and its card: the one that is harder to read on counts (see style.ts). */
const GROUND = { light: '#f4f5f7', dark: '#191e27' } as const;
const ON_BRAND = { light: '#ffffff', dark: '#0b1017' } as const;

const COLOR = /^#[0-9a-f]{6}$/iu;

const scheme = (color: string, name: 'light' | 'dark'): string =>
  `:root{--link:${readableColor(color, GROUND[name])};--on-link:${ON_BRAND[name]}}`;

const colors = (color: string | undefined): string =>
  color !== undefined && COLOR.test(color)
    ? `${scheme(color, 'light')}\n@media (prefers-color-scheme:dark){${scheme(color, 'dark')}}\n`
    : '';

/** Logos are made for light grounds. */
const LOGO = `.logo{display:block;max-width:14rem;max-height:2.5rem;width:auto;height:auto}
@media (prefers-color-scheme:dark){.logo{padding:.375rem .5rem;background:#fff;border-radius:.5rem}}
`;

const isHttps = (url: string | undefined): url is string =>
  url !== undefined && URL.canParse(url) && new URL(url).protocol === 'https:';

/** An organization's logo and colour, the latter darkened or lightened until it can be read (WCAG 2.2 AA, 1.4.3). */
export const brandLook = ({ logoUrl, color }: OrgSettings['brand'], css: string): Look =>
  isHttps(logoUrl) ? { css: `${colors(color)}${LOGO}${css}`, logoUrl } : { css: `${colors(color)}${css}` };
