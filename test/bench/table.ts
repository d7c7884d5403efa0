import { readFileSync, writeFileSync } from 'node:fs';
import { isOver, type Row } from './row.ts';

const BEGIN = '<!-- bench: written by npm run bench -->';
const END = '<!-- bench: end -->';

const shortened = (value: number): string =>
  Number.isInteger(value) ? value.toLocaleString('en') : value.toFixed(value < 10 ? 2 : 0);

const cellsOf = (row: Row): string[] => {
  const { what, measured, budget, unit, note } = row;
  return [
    what,
    `${shortened(measured)} ${unit}`.trim(),
    `≤ ${shortened(budget)} ${unit}`.trim(),
    budget === 0 ? '' : (measured / budget).toFixed(2),
    isOver(row) ? '**over**' : 'ok',
    note ?? '',
  ];
};

/** Markdown that reads as well on a terminal. */
export const tableOf = (rows: readonly Row[]): string => {
  const cells = [
    ['what', 'measured', 'budget', 'of it used', '', 'absolute, for orientation'],
    ...rows.map(cellsOf),
  ];
  const lines = cells.map((line) => `| ${line.join(' | ')} |`);
  return [lines[0], '|---|---|---|---|---|---|', ...lines.slice(1)].join('\n');
};

/** Puts the table between its two marks. */
export const writeTable = (file: string, table: string): void => {
  const text = readFileSync(file, 'utf8');
  const [before, rest = ''] = text.split(BEGIN);
  const after = rest.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`${file} has no place for the table`);
  writeFileSync(file, `${before}${BEGIN}\n${table}\n${END}${after}`);
};
