import { call } from './http.ts';
import { hold } from './until.ts';

const fieldsOf = (form: string): [string, string][] =>
  [...form.matchAll(/<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"/gu)].map(
    ([, name = '', value = '']) => [name, value],
  );

/** Opens a page, chooses, and presses the button of its form as a browser without JavaScript would; resolves to the next page. */
export const pressForm = async (
  link: string,
  choose: (page: string) => Readonly<Record<string, string>> = () => ({}),
): Promise<string> => {
  const page = await (await call(link)).text();
  const form = /<form method="post"[\s\S]*?<\/form>/u.exec(page)?.[0] ?? '';
  const body = new URLSearchParams([...fieldsOf(form), ...Object.entries(choose(form))]);
  const response = await fetch(link, { method: 'POST', body, headers: { accept: 'text/html' } });
  hold(response.status < 400, `pressing the button answers ${response.status}`);
  return response.text();
};
