import type { Reply } from '../serve.ts';
import { type Html, html } from './html.ts';

const STYLE: Html = {
  html: `
:root { color-scheme: light; font: 16px/1.5 system-ui, sans-serif; color: #1f1f1f; background: #eef2f9 }
* { box-sizing: border-box }
body { margin: 0 }
main { max-width: 34rem; margin: 6vh auto; padding: 2rem; background: #fff; border-radius: 1.25rem }
main.wide { max-width: 60rem }
.brand { font-weight: 600; color: #0b57d0; margin: 0 0 1rem }
h1 { font-size: 1.6rem; line-height: 1.25; font-weight: 500; margin: 0 0 .5rem }
h2 { font-size: 1.1rem; margin: 0 }
p { margin: .5rem 0 }
.quiet { color: #5a5e63; font-size: .9rem }
ul { list-style: none; margin: 1rem 0; padding: 0 }
li { border-top: 1px solid #d9dde3; padding: .75rem 0 }
a { color: #0b57d0 }
label.box { display: flex; gap: .75rem; align-items: start; padding: .35rem 0; cursor: pointer }
input[type=checkbox] { inline-size: 1.25rem; block-size: 1.25rem; margin: .15rem 0 0; accent-color: #0b57d0; flex: none }
input:not([type=checkbox]) { font: inherit; padding: .6rem .75rem; border: 1px solid #6b7075; border-radius: .5rem; inline-size: 100%; max-width: 20rem; background: #fff; color: inherit }
button { font: inherit; font-weight: 500; padding: .6rem 1.25rem; border-radius: 2rem; border: 1px solid #6b7075; background: #fff; color: #0b57d0; cursor: pointer }
button.main { background: #0b57d0; border-color: #0b57d0; color: #fff }
button.account { inline-size: 100%; text-align: start; border: 0; border-radius: .75rem; padding: .75rem; color: inherit; font-weight: 400 }
button.account:hover { background: #eef2f9 }
button.account b { display: block; font-weight: 600 }
.row { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; margin-top: .75rem }
form.row { align-items: center }
.end { justify-content: flex-end; margin-top: 1.5rem }
:focus-visible { outline: 3px solid #0b57d0; outline-offset: 2px }
form:has(#all:checked) .each { opacity: .65 }
@media (max-width: 40rem) { main, main.wide { margin: 0; min-height: 100vh; border-radius: 0; padding: 1.25rem } }
`,
};

type Page = (title: string, content: Html, options?: { status?: number; wide?: true }) => Reply;

/** Pages of one provider that a person can read on a phone, without scripts. */
export const pageOf =
  (brand: string): Page =>
  (title, content, options = {}) => ({
    status: options.status ?? 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    },
    body: html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main class="${options.wide ? 'wide' : ''}">
<p class="brand">${brand}</p>
${content}
</main>
</body>
</html>
`.html,
  });
