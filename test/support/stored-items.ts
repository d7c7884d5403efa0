import { z } from 'zod';
import type { Hub } from './hub.ts';

const list = z.array(z.record(z.string(), z.unknown()));
const map = z.record(z.string(), z.record(z.string(), z.unknown()));

/** A value as the wire has it, `{"M": {"start": {"S": "…"}}}`, as JSON has it. */
const plain = (value: Readonly<Record<string, unknown>>): unknown => {
  const [[kind, inner] = ['NULL', true]] = Object.entries(value);
  if (kind === 'M') return plainMap(map.parse(inner));
  if (kind === 'L') return list.parse(inner).map(plain);
  if (kind === 'N') return Number(inner);
  return kind === 'NULL' ? null : inner;
};

const plainMap = (item: z.infer<typeof map>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, plain(value)]));

/** What lay in the partitions that begin so when the table was read, as JSON. */
export type TableNow = (beginning: string) => readonly Record<string, unknown>[];

/** Reads everything once, for those who ask for many partitions. */
export const tableNow = async ({ aws }: Hub): Promise<TableNow> => {
  const items = (await aws.tables.snapshot()).map((item) => plainMap(map.parse(item)));
  return (beginning) => items.filter(({ pk }) => String(pk).startsWith(beginning));
};

/** The items of the table whose partition begins so, as JSON. */
export const storedItems = async (hub: Hub, beginning: string): Promise<Record<string, unknown>[]> => [
  ...(await tableNow(hub))(beginning),
];
