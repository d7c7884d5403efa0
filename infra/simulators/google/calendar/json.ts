export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export const isJsonObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Values without a JSON form (undefined members) vanish, as they would on the wire. */
export const toJson = (value: unknown): Json => {
  const json: Json = JSON.parse(JSON.stringify(value));
  return json;
};

/** Objects merge, arrays are replaced whole, null deletes: https://developers.google.com/workspace/calendar/api/guides/performance#patch */
export const mergePatch = (before: Json | undefined, patch: Json): Json => {
  if (!isJsonObject(patch)) return patch;
  const merged: JsonObject = isJsonObject(before) ? { ...before } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else merged[key] = mergePatch(merged[key], value);
  }
  return merged;
};
