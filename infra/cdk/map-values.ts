/** Keeps the names in the type; `Object.entries` alone would widen them to `string`. */
export const mapValues = <K extends string, V, R>(
  record: Readonly<Record<K, V>>,
  make: (name: K, value: V) => R,
): Record<K, R> => {
  const names = Object.keys(record) as K[];
  return Object.fromEntries(names.map((name) => [name, make(name, record[name])])) as Record<K, R>;
};
