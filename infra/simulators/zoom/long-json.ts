const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** JSON whose bigints are plain numbers, as Zoom writes its ids: `JSON.stringify` has no word for them. */
export const longJson = (value: unknown): string => {
  if (typeof value === 'bigint') return value.toString();
  if (isList(value)) return `[${value.map((each) => longJson(each ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).filter(([, each]) => each !== undefined);
  return `{${fields.map(([name, each]) => `${JSON.stringify(name)}:${longJson(each)}`).join(',')}}`;
};
