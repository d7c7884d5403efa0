import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * How long a delivery is believed. Zoom documents no limit, and repeats what it could not deliver for 85 minutes:
 * https://developers.zoom.us/blog/webhook-delays.md
 */
const WINDOW_SECONDS = 24 * 60 * 60;
const SIGNATURE = /^v0=[0-9a-f]{64}$/u;
const TIMESTAMP = /^\d{10}$/u;

interface Delivery {
  /** The bytes as they came: JSON that is written anew is another text. */
  readonly body: Uint8Array;
  readonly signature: string;
  /** Seconds since the epoch. */
  readonly timestamp: string;
}

const hmac = (secret: string, message: string | Uint8Array): string =>
  createHmac('sha256', secret).update(message).digest('hex');

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** Whether Zoom has signed it, with any of the app's secrets, within a day of `now` (epoch milliseconds). https://developers.zoom.us/docs/api/webhooks */
export const isFromZoom = (
  secrets: readonly string[],
  { body, signature, timestamp }: Delivery,
  now: number,
): boolean => {
  if (!(SIGNATURE.test(signature) && TIMESTAMP.test(timestamp))) return false;
  if (Math.abs(now / 1000 - Number(timestamp)) > WINDOW_SECONDS) return false;
  const message = Buffer.concat([Buffer.from(`v0:${timestamp}:`), body]);
  // Each is tried: how long it takes tells nobody which one fits.
  return secrets.map((secret) => isSame(signature, `v0=${hmac(secret, message)}`)).includes(true);
};

/** Which of the secrets has signed a challenge; undefined = none. */
const signerOf = (secrets: readonly string[], delivery: Delivery, now: number): string | undefined =>
  secrets.find((secret) => isFromZoom([secret], delivery, now));

/** The answer to Zoom's question whether the address is ours, by the secret that it was signed with. Undefined = it was not. */
export const answerChallenge = (
  secrets: readonly string[],
  delivery: Delivery,
  plainToken: string,
  now: number,
): { plainToken: string; encryptedToken: string } | undefined => {
  const secret = signerOf(secrets, delivery, now);
  return secret === undefined ? undefined : { plainToken, encryptedToken: hmac(secret, plainToken) };
};
