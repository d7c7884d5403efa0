import { z } from 'zod';
import { callerOf } from './call.ts';

const record = z.record(z.string(), z.unknown());
const state = z.looseObject({
  accounts: z.array(record),
  events: z.array(record),
  channels: z.array(record),
  subscriptions: z.array(record),
  meetings: z.array(record),
  grants: z.array(record),
  calls: z.array(z.looseObject({ method: z.string(), path: z.string(), status: z.number(), at: z.string() })),
});

interface Consent {
  readonly authorizeUrl: string;
  readonly account: string;
  readonly decision?: 'allow' | 'deny';
  readonly withhold?: readonly string[];
}
type Order = Record<string, unknown>;

/** A provider as a test drives it: its people, its misfortunes, and what it saw. */
export interface SimulatorControl {
  readonly url: string;
  account(order: { readonly email: string; readonly name: string } & Order): Promise<void>;
  /** What the person clicks in the browser; returns where the provider then sends them. */
  consent(order: Consent): Promise<string>;
  /** The provider's own API, acting as that person. */
  as(
    account: string,
  ): Promise<(method: string, path: string, body?: unknown) => Promise<Record<string, unknown>>>;
  state(): Promise<z.output<typeof state>>;
  fault(order: Order): Promise<void>;
  clearFaults(): Promise<void>;
  webhooks(order: Order): Promise<void>;
  /** The person takes the app's access away. */
  revoke(account: string): Promise<void>;
  /** Any other order under /_control. */
  control(name: string, order: Order): Promise<Record<string, unknown>>;
}

export const simulatorControl = (url: string): SimulatorControl => {
  const { ask } = callerOf(url, () => Promise.reject(new Error('a provider knows no product users')));
  const control = (name: string, body: Order) => ask(record, 'POST', `/_control/${name}`, { body });
  const order = (name: string) => async (body: Order) => {
    await control(name, body);
  };
  return {
    url,
    account: order('accounts'),
    consent: async (body) => {
      const wanted = { decision: 'allow', ...body };
      return (await ask(z.object({ redirectTo: z.url() }), 'POST', '/_control/consent', { body: wanted }))
        .redirectTo;
    },
    as: async (account) => {
      const token = z.object({ accessToken: z.string() });
      const { accessToken } = await ask(token, 'POST', '/_control/token', { body: { account } });
      const headers = { authorization: `Bearer ${accessToken}` };
      return (method, path, body) =>
        ask(z.union([record, z.literal('').transform(() => ({}))]), method, path, { headers, body });
    },
    state: () => ask(state, 'GET', '/_control/state'),
    fault: order('faults'),
    clearFaults: async () => {
      await ask(record, 'DELETE', '/_control/faults');
    },
    webhooks: order('webhooks'),
    revoke: (account) => order('revoke')({ account }),
    control,
  };
};
