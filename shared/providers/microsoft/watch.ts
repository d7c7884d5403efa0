import * as z from 'zod';
import {
  MicrosoftListedSubscription,
  MicrosoftSubscription,
} from '../../../events/provider/microsoft/subscription.ts';
import type { CalendarAccess, CalendarProvider } from '../../ports/calendar-provider.ts';
import type { Clock } from '../../ports/clock.ts';
import { ProviderError, UNWATCHABLE } from '../../ports/provider-error.ts';
import { allPages } from './all-pages.ts';
import { MAIN } from './calendar-path.ts';
import { askGraph, type GraphAccess } from './client.ts';

type GraphFor = (access: Pick<CalendarAccess, 'accessToken'>) => GraphAccess;

/** Below both of the maxima that Microsoft's pages name, 4,230 and 10,080. */
const MINUTES = 4_200;

const endAfter = (clock: Clock): string => new Date(clock.now() + MINUTES * 60_000).toISOString();

const pathOf = (id: string): string => `/subscriptions/${encodeURIComponent(id)}`;

const end = async (graph: GraphAccess, id: string): Promise<void> => {
  try {
    await askGraph(graph, { method: 'DELETE', path: pathOf(id) }, z.unknown());
  } catch (error) {
    if (!(error instanceof ProviderError && error.verdict === 'gone')) throw error;
  }
};

/** Our address was asked for a proof, and was late with it or unreachable: that passes. */
const UNPROVEN = new Set(['InvalidRequest', 'ValidationError']);

const judged = (error: unknown): unknown => {
  if (!(error instanceof ProviderError)) return error;
  const { word } = error;
  if (UNPROVEN.has(word)) return new ProviderError('transient', { word, cause: error });
  // Behind the account is nothing that could be watched, or nothing that this user may watch.
  return word === 'ExtensionError' ? new ProviderError('ours', { word, cause: error }) : error;
};

/** A query of its own stays with an address on every delivery: by it, one of this watcher is told from somebody else's. */
const addressFor = (address: string, watcher: string): string => `${address}?for=${watcher}`;

type New = Parameters<CalendarProvider['watch']>[1];

const subscribe = async (
  graph: GraphAccess,
  clock: Clock,
  { token, address, watcher }: New,
): Promise<z.output<typeof MicrosoftSubscription>> => {
  const body = {
    changeType: 'created,updated,deleted',
    notificationUrl: addressFor(address, watcher),
    lifecycleNotificationUrl: addressFor(`${address}/lifecycle`, watcher),
    resource: 'me/events',
    expirationDateTime: endAfter(clock),
    clientState: token,
  };
  try {
    return await askGraph(graph, { method: 'POST', path: '/subscriptions', body }, MicrosoftSubscription);
  } catch (error) {
    throw judged(error);
  }
};

/** Ends those of this watcher that stand in the way: an answer was lost, a key is old. Whether the way is free: nothing may stand there any more. */
const clearWay = async (graph: GraphAccess, { address, watcher }: New): Promise<boolean> => {
  const all = await allPages(graph, '/subscriptions');
  const own = all.flatMap((item) => {
    const { data } = MicrosoftListedSubscription.safeParse(item);
    return data?.notificationUrl === addressFor(address, watcher) ? [data.id] : [];
  });
  for (const id of own) await end(graph, id);
  return own.length > 0 || all.length === 0;
};

const isConflict = (error: unknown): error is ProviderError =>
  error instanceof ProviderError && error.verdict === 'conflict';

/**
 * One subscription speaks for all of a mailbox: only the main calendar has it. Microsoft chooses its id, and may refuse a second one for
 * the same changes; nobody tells what the first one's client state is, so one of ours is ended and made anew. Another's is left alone:
 * the same account may serve somebody else through this app. While a subscription is asked for, both addresses have to answer a handshake.
 */
export const watch =
  (graphFor: GraphFor, clock: Clock): CalendarProvider['watch'] =>
  async (access, channel) => {
    if (access.calendarId !== MAIN) throw new ProviderError('ours', { word: UNWATCHABLE });
    const graph = graphFor(access);
    const made = await subscribe(graph, clock, channel).catch(async (error: unknown) => {
      if (!isConflict(error)) throw error;
      if (await clearWay(graph, channel)) return subscribe(graph, clock, channel);
      throw new ProviderError('ours', { word: error.word, cause: error });
    });
    return { resourceId: made.id, expiresAt: new Date(made.expirationDateTime).toISOString() };
  };

/** Lets a subscription live on, and authorizes it anew. */
export const renewWatch =
  (graphFor: GraphFor, clock: Clock): NonNullable<CalendarProvider['renewWatch']> =>
  async (access, { resourceId }) => {
    const body = { expirationDateTime: endAfter(clock) };
    const call = { method: 'PATCH', path: pathOf(resourceId), body } as const;
    const { id, expirationDateTime } = await askGraph(graphFor(access), call, MicrosoftSubscription);
    // Of another one than was asked for: what became of ours, nobody knows.
    if (id !== resourceId) throw new ProviderError('gone', { word: 'another subscription' });
    return { expiresAt: new Date(expirationDateTime).toISOString() };
  };

export const unwatch =
  (graphFor: GraphFor): CalendarProvider['unwatch'] =>
  (access, { resourceId }) =>
    end(graphFor(access), resourceId);
