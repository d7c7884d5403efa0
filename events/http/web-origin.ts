import * as z from 'zod';

const SHAPE =
  /^https?:\/\/(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*|\[[0-9a-f:]+\])(?::(?:\d{1,5}|\*))?$/u;

/** As a browser writes it, so that both can be compared as they are: default ports left out. */
const isCanonical = (origin: string): boolean => {
  if (origin.endsWith(':*')) return URL.canParse(origin.slice(0, -2));
  return URL.canParse(origin) && new URL(origin).origin === origin;
};

/** `https://app.example.com`, `http://localhost:*` (any port). */
export const webOrigin = z
  .string()
  .max(300, 'must have at most 300 characters')
  .refine(
    (origin) => SHAPE.test(origin) && isCanonical(origin),
    'must be an origin such as https://app.example.com: scheme and host in lower case, a port or * if it is not the default, nothing else',
  );
