import type { OrgSettings } from '../../events/stored/org-settings.ts';
import type { Person } from '../../events/stored/person.ts';
import { contactHref } from '../domain/contact-href.ts';
import { type Html, html } from '../html.ts';
import type { Look } from './look.ts';
import { STYLE } from './style.ts';

/** What every page shows around its content. */
export interface Frame {
  readonly title: string;
  readonly locale: Person['locale'];
  readonly brand: Pick<OrgSettings['brand'], 'name'>;
  readonly supportContact?: string | undefined;
  readonly requestId: string;
  readonly look?: Look | undefined;
}

const WORDS = {
  en: { help: 'Questions? Contact', reference: 'Reference' },
  cs: { help: 'Potřebujete poradit? Kontakt:', reference: 'Označení požadavku' },
} as const;

const contactLine = ({ supportContact, locale }: Frame): Html | undefined => {
  if (!supportContact) return undefined;
  const href = contactHref(supportContact);
  const contact = href ? html`<a href="${href}">${supportContact}</a>` : html`${supportContact}`;
  return html`<p>${WORDS[locale].help} ${contact}</p>`;
};

const brandMark = ({ brand: { name }, look }: Frame): Html =>
  look?.logoUrl === undefined
    ? html`${name}`
    : html`<img class="logo" src="${look.logoUrl}" alt="${name}" referrerpolicy="no-referrer">`;

/** A whole HTML document that needs no script and loads nothing but the logo of its look. */
export const page = (frame: Frame, content: Html): string =>
  html`<!doctype html>
<html lang="${frame.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<title>${frame.title} · ${frame.brand.name}</title>
<style>${{ html: STYLE }}</style>
${frame.look && html`<style>${{ html: frame.look.css }}</style>`}
</head>
<body>
<div class="frame">
<header class="brand">${brandMark(frame)}</header>
<main>
${content}
</main>
<footer>
${contactLine(frame)}
<p>${WORDS[frame.locale].reference}: <code>${frame.requestId}</code></p>
</footer>
</div>
</body>
</html>
`.html;
