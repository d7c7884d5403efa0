import { createRequire } from 'node:module';
import db from 'dynalite/db/index.js';
import validations from 'dynalite/validations/index.js';
import { z } from 'zod';
import type { Answer, Call } from './call.ts';

type Store = ReturnType<typeof db.create>;
type Action = (store: Store, data: unknown, done: (error: unknown, answer?: unknown) => void) => void;
type Custom = NonNullable<Parameters<typeof validations.checkValidations>[2]>;

const OPERATIONS = [
  'BatchGetItem',
  'BatchWriteItem',
  'CreateTable',
  'DeleteItem',
  'DeleteTable',
  'DescribeTable',
  'GetItem',
  'ListTables',
  'PutItem',
  'Query',
  'Scan',
  'UpdateItem',
  'UpdateTable',
] as const;

const isFunction = (value: unknown): boolean => typeof value === 'function';
const action = z.custom<Action>(isFunction);
const rules = z.object({ types: z.unknown(), custom: z.custom<Custom>(isFunction).optional() });
const answered = z.record(z.string(), z.unknown());
const refused = z.object({ statusCode: z.number(), body: answered });

const load = createRequire(import.meta.url);

const partsOf = (operation: string) => {
  const file = operation.charAt(0).toLowerCase() + operation.slice(1);
  return {
    run: action.parse(load(`dynalite/actions/${file}`)),
    ...rules.parse(load(`dynalite/validations/${file}`)),
  };
};
const parts = new Map<string, ReturnType<typeof partsOf>>(OPERATIONS.map((name) => [name, partsOf(name)]));

const UNKNOWN: Answer = {
  status: 400,
  body: { __type: 'com.amazon.coral.service#UnknownOperationException' },
};

/** As over a wire: whoever asks and whoever answers share no object. */
const copied = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Asks dynalite's rules and actions themselves: its HTTP listener costs more than they do, and nobody reaches them round the transactions. */
export const dynaliteEngine = (path?: string): Call => {
  const store = db.create({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0, ...(path && { path }) });
  return (operation, input) =>
    new Promise((resolve, reject) => {
      const found = parts.get(operation);
      if (!found) {
        resolve(UNKNOWN);
        return;
      }
      const refuse = (error: unknown): void => {
        const { data } = refused.safeParse(error);
        if (data) resolve({ status: data.statusCode, body: data.body });
        else reject(error);
      };
      try {
        const data = validations.checkTypes(copied(input), found.types);
        validations.checkValidations(data, found.types, found.custom, store);
        found.run(store, data, (error, answer) => {
          if (error) refuse(error);
          else resolve({ status: 200, body: answered.parse(copied(answer)) });
        });
      } catch (error) {
        refuse(error);
      }
    });
};
