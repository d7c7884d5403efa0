import PostalMime, { type Email } from 'postal-mime';
import * as z from 'zod';
import { callJson } from './http.ts';
import { until } from './until.ts';

const Messages = z.array(z.object({ id: z.string(), to: z.string(), subject: z.string() }));

const parsed = async (url: string): Promise<Email> =>
  PostalMime.parse(await (await fetch(url)).arrayBuffer());

/** Waits until exactly these people have a mail that the demo has not seen yet, and hands the mails out by address. */
export const openInbox = (inbox: string) => {
  const seen = new Set<string>();
  const fresh = async () => (await callJson(Messages, `${inbox}/messages`)).filter(({ id }) => !seen.has(id));
  return async (what: string, addresses: readonly string[]): Promise<ReadonlyMap<string, Email>> => {
    const messages = await until(`${what} for ${addresses.join(' and ')}`, async () => {
      const arrived = await fresh();
      return arrived.length >= addresses.length ? arrived : undefined;
    });
    const recipients = messages.map(({ to }) => to).toSorted();
    if (recipients.join() !== addresses.toSorted().join())
      throw new Error(`${what} went to ${recipients.join()}`);
    for (const { id } of messages) seen.add(id);
    const mails = await Promise.all(
      messages.map(async ({ id, to }) => [to, await parsed(`${inbox}/messages/${id}.eml`)] as const),
    );
    return new Map(mails);
  };
};
