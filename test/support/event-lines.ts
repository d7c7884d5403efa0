interface Component {
  readonly name: string;
  readonly lines: readonly string[];
}

const unfolded = (content: string): string[] =>
  content
    .replaceAll(/\r?\n[ \t]/gu, '')
    .split(/\r?\n/u)
    .filter((line) => line !== '');

/** The components of a calendar that stand directly in it, with their lines. */
const componentsOf = (content: string): Component[] => {
  const found: { name: string; lines: string[] }[] = [];
  let open: { name: string; lines: string[] } | undefined;
  for (const line of unfolded(content).slice(1, -1)) {
    const name = /^BEGIN:(\w+)$/u.exec(line)?.[1];
    if (open === undefined && name !== undefined) {
      open = { name, lines: [] };
      found.push(open);
    } else if (open !== undefined && line === `END:${open.name}`) open = undefined;
    else open?.lines.push(line);
  }
  return found;
};

/** The events of a calendar part, each with the lines that begin so. */
export const eventLines = (content: string, ...names: readonly string[]): string[][] =>
  componentsOf(content)
    .filter(({ name }) => name === 'VEVENT')
    .map(({ lines }) => lines.filter((line) => names.some((name) => line.startsWith(name))));
