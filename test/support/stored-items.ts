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

/** The items of the table whose partition begins so, as JSON. */
export const storedItems = async ({ aws }: Hub, beginning: string): Promise<Record<string, unknown>[]> =>
  (await aws.tables.snapshot())
    .map((item) => plainMap(map.parse(item)))
    .filter(({ pk }) => String(pk).startsWith(beginning));
