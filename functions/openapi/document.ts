import * as z from 'zod';
import { catalogue } from '../../events/http/catalogue.ts';
import { Problem } from '../../events/http/problem.ts';
import type { RouteContract } from '../../events/http/route-contract.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * Refinements in words stay out: a JSON Schema says shapes, the API says the rest field by field. An answer may grow fields, so that a
 * client made from this must not refuse them.
 */
const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      if (io === 'output' && jsonSchema.additionalProperties === false)
        delete jsonSchema.additionalProperties;
    },
  });
  return rest;
};

const ObjectSchema = z.object({
  properties: z.record(z.string(), z.unknown()).default({}),
  required: z.array(z.string()).default([]),
});

const parameters = (schema: z.ZodType | undefined, where: 'path' | 'query'): Json[] => {
  if (schema === undefined) return [];
  const { properties, required } = ObjectSchema.parse(schemaOf(schema, 'input'));
  return Object.entries(properties).map(([name, shape]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: shape,
  }));
};

/** These show the same to a browser, in words. */
const isPage = (path: string): boolean => path.startsWith('/b/') || path.startsWith('/connect/');

const replyOf = (path: string, reply: RouteContract['replies'][number]): Json => {
  if (reply === undefined) return { description: 'No body' };
  if (reply === 'page') return { description: 'A page in words', content: { 'text/html': {} } };
  if (reply === 'data') return { description: 'Done', content: { 'application/json': {} } };
  const json = { 'application/json': { schema: schemaOf(reply, 'output') } };
  return { description: 'Done', content: { ...json, ...(isPage(path) && { 'text/html': {} }) } };
};

const repliesOf = (path: string, { headers, replies }: RouteContract): Json => ({
  ...Object.fromEntries(Object.entries(replies).map(([status, reply]) => [status, replyOf(path, reply)])),
  ...(headers?.includes('If-None-Match') && { 304: { description: 'Nothing has changed' } }),
});

const inHeaders = (names: RouteContract['headers'] = []): Json[] =>
  names.map((name) => ({ name, in: 'header', required: false, schema: { type: 'string' } }));

/** Of a path whose contract names no parameters: provider callbacks take whatever comes. */
const named = (path: string): Json[] =>
  [...path.matchAll(/\{(\w+)\}/gu)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));

const isSignedIn = (path: string): boolean => path.startsWith('/v1/') && !path.startsWith('/v1/oauth/');

const bodyOf = (body: z.ZodType): Json => ({
  required: !body.safeParse(undefined).success,
  content: { 'application/json': { schema: schemaOf(body, 'input') } },
});

const operationOf = (path: string, contract: RouteContract): Json => {
  const { summary, params, query, body, headers } = contract;
  const isProduct = isSignedIn(path) && !contract.isPublic;
  const inPath = params ? parameters(params, 'path') : named(path);
  return {
    summary,
    parameters: [...inPath, ...parameters(query, 'query'), ...inHeaders(headers)],
    ...(body && { requestBody: bodyOf(body) }),
    responses: {
      ...repliesOf(path, contract),
      default: {
        description: 'A problem',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
    security: isProduct ? [{ product: [] }] : [],
  };
};

/** Preflights are the browser's business. */
const operations = Object.entries(catalogue).filter(([key]) => !key.startsWith('OPTIONS '));

const pathsOf = (): Json => {
  const paths = new Map<string, Record<string, Json>>();
  for (const [key, contract] of operations) {
    const [method = '', path = ''] = key.split(' ');
    paths.set(path, { ...paths.get(path), [method.toLowerCase()]: operationOf(path, contract) });
  }
  return Object.fromEntries(paths);
};

/** The HTTP API as OpenAPI 3.1, made from the schemas that parse it. */
export const openApi = (): Json => ({
  openapi: '3.1.0',
  info: { title: 'Meridian', version: '1' },
  paths: pathsOf(),
  components: {
    schemas: { Problem: schemaOf(Problem, 'output') },
    securitySchemes: { product: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
  },
});
