/** The path of a guest's cancel page, from the text of their mail. */
export const cancelPath = ({ text }: { readonly text: string }): string => {
  const path = /\/b\/[\w-]+\/cancel/u.exec(text)?.[0];
  if (path === undefined) throw new Error('the mail has no link to cancel');
  return path;
};

/** What a browser without script sends when the button of a page is pressed. */
export const formOf = (
  page: unknown,
  typed: Record<string, string> = {},
): { body: string; headers: Record<string, string> } => {
  const hidden = [...String(page).matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/gu)];
  const fields = hidden.map(([, name = '', value = '']): [string, string] => [name, value]);
  const body = new URLSearchParams([...fields, ...Object.entries(typed)]).toString();
  return { body, headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' } };
};
