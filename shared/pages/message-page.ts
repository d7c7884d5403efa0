import { html } from '../html.ts';
import { type Frame, page } from './page.ts';

/** A page that only says something: a headline and its paragraphs, one a line. */
export const messagePage = ({ text, ...frame }: Frame & { readonly text: string }): string =>
  page(
    frame,
    html`<h1>${frame.title}</h1>
${text.split('\n').map((paragraph) => html`<p class="lead">${paragraph}</p>`)}`,
  );
