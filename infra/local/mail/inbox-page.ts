import type { Reply } from '../../serve.ts';
import { type Html, html } from '../../simulators/html.ts';
import { inboxStyle } from './inbox-style.ts';

/** Works without scripts and loads nothing. */
export const inboxPage = (title: string, tools: Html, content: Html): Reply => ({
  status: 200,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'; base-uri 'none'",
  },
  body: html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${inboxStyle}</style>
</head>
<body>
<header>${tools}</header>
<main>${content}</main>
</body>
</html>
`.html,
});

export const readableTime = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`;
