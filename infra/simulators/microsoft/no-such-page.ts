import type { Reply } from '../../serve.ts';
import { html } from '../html.ts';
import { page } from './page.ts';

export const noSuchPage = (): Reply =>
  page('Not found', html`<h1>There is nothing here</h1><p><a href="/">To the accounts</a></p>`, {
    status: 404,
  });
