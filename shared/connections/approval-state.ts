import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import type { Clock } from '../ports/clock.ts';
import type { MacKeys } from '../ports/mac-keys.ts';

interface Deps {
  readonly mac: MacKeys;
  readonly clock: Clock;
}

/** `v1.<key id>.<payload>.<MAC>` */
const STATE =
  /^v1\.(?<kid>[A-Za-z0-9_-]{1,64})\.(?<payload>[A-Za-z0-9_-]{1,1024})\.(?<mac>[A-Za-z0-9_-]{43})$/u;
const Payload = z.object({ org: z.string(), until: z.iso.datetime() });
const DAY_MS = 86_400_000;
const LIFE_DAYS = 7;

/** The prefix is no provider's name, so that no token of a channel is a state, nor the other way round. */
const macOf = (key: Uint8Array, payload: string): string =>
  createHmac('sha256', key).update(`admin_consent.${payload}`).digest('base64url');

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** The same all day, so that a card which tells the address does not change by being read. */
const untilWhen = (now: number): string =>
  new Date(Math.ceil((now + LIFE_DAYS * DAY_MS) / DAY_MS) * DAY_MS).toISOString();

const payloadIn = (payload: string): z.output<typeof Payload> | undefined => {
  try {
    return Payload.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))).data;
  } catch {
    return undefined;
  }
};

/**
 * The `state` that an administrator at Microsoft comes back with: it names the org that asked, and verifies itself without a read. It is
 * passed on by copy and mail, so it proves who asked, never who approved.
 */
export const approvalState = ({ mac, clock }: Deps) => ({
  mint: async (org: string): Promise<{ readonly state: string; readonly expiresAt: string }> => {
    const { kid, key } = await mac.current();
    const expiresAt = untilWhen(clock.now());
    const payload = Buffer.from(JSON.stringify({ org, until: expiresAt })).toString('base64url');
    return { state: `v1.${kid}.${payload}.${macOf(key, payload)}`, expiresAt };
  },

  /** undefined = forged, malformed or expired. Throws when the keys cannot be loaded. */
  orgOf: async (state: string): Promise<string | undefined> => {
    const { kid, payload, mac: given } = STATE.exec(state)?.groups ?? {};
    if (kid === undefined || payload === undefined || given === undefined) return undefined;
    const key = await mac.byId(kid);
    if (key === undefined || !isSame(given, macOf(key, payload))) return undefined;
    const told = payloadIn(payload);
    return told && Date.parse(told.until) > clock.now() ? told.org : undefined;
  },
});
