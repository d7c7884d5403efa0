import type { LetterContent } from './letter-content.ts';

const block = (lines: readonly string[]): string => lines.join('\n');

const answersText = ({ answers }: LetterContent): string =>
  answers ? block([answers.question, ...answers.links.map(({ text, href }) => `${text}: ${href}`)]) : '';

/** The plain text twin of the HTML: same words, same order. */
export const letterText = (content: LetterContent): string => {
  const width = Math.max(...content.rows.map(({ label }) => label.length)) + 2;
  const rows = content.rows.map(({ label, lines, way }) =>
    block(
      [...lines, ...(way ? [way.href] : [])].map(
        (line, index) => `${(index === 0 ? `${label}:` : '').padEnd(width)}${line}`,
      ),
    ),
  );
  return `${[
    content.headline,
    ...content.paragraphs,
    block([content.title, ...rows]),
    block(content.buttons.map(({ text, href }) => `${text}: ${href}`)),
    content.late ?? '',
    answersText(content),
    ...content.notes,
    block([
      '-- ',
      content.brand.name,
      ...content.footer.map(({ text, contact }) => (contact === undefined ? text : `${text} ${contact}`)),
    ]),
  ]
    .filter((part) => part !== '')
    .join('\n\n')}\n`;
};
