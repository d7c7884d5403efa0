import { badRequest } from './api-refusal.ts';
import type { WritableEvent } from './event-fields.ts';
import type { EventDraft } from './event-store.ts';

type Properties = EventDraft['properties'];

const ID = /^(String|Integer|Boolean|SystemTime) \{[0-9a-fA-F-]{36}\} (Name \S.*|Id 0x[0-9a-fA-F]+)$/;

/** The GUID's case does not count, the name's does. */
const normalId = (id: string): string => id.replace(/\{[^}]*\}/, (guid) => guid.toLowerCase());

export const propertiesOf = (
  { singleValueExtendedProperties = [] }: WritableEvent,
  before: Properties,
): Properties => {
  const wrong = singleValueExtendedProperties.find(({ id }) => !ID.test(id));
  if (wrong) throw badRequest('ErrorInvalidPropertyId', `The extended property id '${wrong.id}' is invalid.`);
  const written = singleValueExtendedProperties.map(({ id, value }) => [normalId(id), value]);
  return { ...before, ...Object.fromEntries(written) };
};

const literal = (text: string): string => text.replace(/''/g, "'");
const invalidFilter = (text: string) =>
  badRequest('ErrorInvalidUrlQueryFilter', `The query filter is not supported here: ${text}`);

const ANY = /^singleValueExtendedProperties\/any\(\s*(\w+)\s*:\s*(.+)\)$/is;
const COMPARE = /^(\w+)\/value\s+(eq|ne)\s+'((?:[^']|'')*)'$/i;
const CALL = /^(contains|startswith)\((\w+)\/value,\s*'((?:[^']|'')*)'\)$/i;

type Test = (value: string) => boolean;

/** Values are compared without regard to case. */
const valueTest = (text: string): Test | undefined => {
  const compare = COMPARE.exec(text);
  const call = CALL.exec(text);
  const [name, wanted] = [
    compare?.[2] ?? call?.[1] ?? '',
    literal(compare?.[3] ?? call?.[3] ?? '').toLowerCase(),
  ];
  const tests: Readonly<Record<string, Test>> = {
    eq: (value) => value === wanted,
    ne: (value) => value !== wanted,
    contains: (value) => value.includes(wanted),
    startswith: (value) => value.startsWith(wanted),
  };
  return tests[name.toLowerCase()];
};

/** `$filter=singleValueExtendedProperties/Any(ep: ep/id eq '…' and ep/value eq '…')`; undefined: another filter. */
export const propertyFilter = (filter: string): ((event: EventDraft) => boolean) | undefined => {
  const inner = ANY.exec(filter.trim())?.[2];
  if (inner === undefined) return undefined;
  const [idPart = '', valuePart] = inner.split(/\s+and\s+(?=\w+\/value|contains\(|startswith\()/i);
  const id = /^\w+\/id\s+eq\s+'((?:[^']|'')*)'$/i.exec(idPart.trim())?.[1];
  const test = valuePart === undefined ? () => true : valueTest(valuePart.trim());
  if (id === undefined || !test) throw invalidFilter(filter);
  return ({ properties }) => {
    const value = properties[normalId(literal(id))];
    return value !== undefined && test(value.toLowerCase());
  };
};

const EXPAND = /^singleValueExtendedProperties\(\s*\$filter=(.+)\)$/i;

/** What `$expand` asks for; nothing is shown without it, and each id has to be named. */
export const expandedProperties = (
  expand: string | null,
  { properties }: EventDraft,
): Record<string, unknown> => {
  if (expand === null) return {};
  const filter = EXPAND.exec(expand.trim())?.[1];
  if (filter === undefined) throw badRequest('RequestBroker--ParseUri', `Could not expand: ${expand}`);
  const wanted = [...filter.matchAll(/id\s+eq\s+'((?:[^']|'')*)'/gi)].map(([, id = '']) =>
    normalId(literal(id)),
  );
  const found = wanted.flatMap((id) => (properties[id] === undefined ? [] : [{ id, value: properties[id] }]));
  return found.length > 0 ? { singleValueExtendedProperties: found } : {};
};
