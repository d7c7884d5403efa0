import { OAuth2Client } from 'google-auth-library';
import { calendar, type calendar_v3 } from 'googleapis/build/src/apis/calendar/index.js';
import * as z from 'zod';
import { ProviderError } from '../../ports/provider-error.ts';
import { builtInFetch } from './built-in-fetch.ts';
import { interpretRefusal } from './interpret-refusal.ts';

const TIMEOUT_MS = 10_000;

/**
 * Google's own client without its retries: they wait without jitter, never repeat a PATCH and cannot tell a throttling 403
 * from a refusal. The barrel would load every Google API (13 MB); the sub-module is typed and 0.4 MB.
 */
export const googleClient = (accessToken: string, baseUrl: string | undefined): calendar_v3.Calendar => {
  const auth = new OAuth2Client();
  auth.setCredentials({ access_token: accessToken });
  return calendar({
    version: 'v3',
    auth,
    retry: false,
    timeout: TIMEOUT_MS,
    fetchImplementation: builtInFetch,
    ...(baseUrl !== undefined && { rootUrl: baseUrl }),
  });
};

const Failed = z.object({
  code: z.union([z.string(), z.number()]).optional().catch(undefined),
  response: z
    .object({
      status: z.number(),
      data: z.unknown(),
      headers: z.instanceof(Headers).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});

const refusalOf = (error: unknown): ProviderError => {
  const { code, response } = Failed.catch({}).parse(error);
  const refusal = {
    status: response?.status,
    body: response?.data,
    retryAfter: response?.headers?.get('retry-after') ?? undefined,
    date: response?.headers?.get('date') ?? undefined,
    code: typeof code === 'string' ? code : undefined,
  };
  return interpretRefusal(refusal, error);
};

/** One call: its answer parsed, its failure judged. */
export const askGoogle = async <S extends z.ZodType>(
  schema: S,
  call: () => Promise<{ readonly data: unknown }>,
): Promise<z.output<S>> => {
  const { data } = await call().catch((error: unknown) => {
    throw refusalOf(error);
  });
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new ProviderError('transient', { word: 'unreadable answer', cause: parsed.error });
};
