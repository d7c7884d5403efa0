import { expect, it } from 'vitest';
import { eventBody } from '../../../../../shared/providers/google/event-body.ts';
import { wanted } from '../../../../support/a-wanted-event.ts';

const described = (description: string) => eventBody(wanted({ description })).description;

it('a description holds no markup, whoever typed it, and reads the same in clients that show text', () => {
  expect(described('Why: <a href="https://evil.example">Click</a>\n<!-- x --> <?x> </b> <IMG src=x>')).toBe(
    'Why: \u2039a href="https://evil.example">Click\u2039/a>\n\u2039!-- x --> \u2039?x> \u2039/b> \u2039IMG src=x>',
  );
});

it('what is no markup stays as it was typed', () => {
  const text = '1 < 2, <3 & AT&T: https://acme.example/?a=1&b=2 -> done';
  expect(described(text)).toBe(text);
});
