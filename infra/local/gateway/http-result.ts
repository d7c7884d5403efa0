import { z } from 'zod';
import type { Reply } from '../../serve.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const result = z.object({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), scalar).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/** A function that failed, or answered in no shape that API Gateway knows. */
export const BROKEN: Reply = {
  status: 500,
  headers: { 'content-type': 'application/json' },
  body: '{"message":"Internal Server Error"}',
};

const hasStatus = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'statusCode' in value;

/** What a function answered; without a status code, whatever it is becomes the JSON of a 200. */
export const httpResult = (answered: unknown): Reply => {
  if (!hasStatus(answered))
    return {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: typeof answered === 'string' ? answered : JSON.stringify(answered ?? null),
    };
  const parsed = result.safeParse(answered);
  if (!parsed.success) return BROKEN;
  const { statusCode, headers, cookies, body, isBase64Encoded } = parsed.data;
  const named = Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]);
  return {
    status: statusCode,
    headers: {
      ...(body && { 'content-type': 'text/plain;charset=UTF-8' }),
      ...Object.fromEntries(named),
      ...(cookies?.length && { 'set-cookie': cookies }),
    },
    ...(body && { body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8') }),
  };
};
