import * as z from 'zod';
import { MicrosoftSubscription } from '../../../events/provider/microsoft/subscription.ts';
import type { CalendarAccess, CalendarProvider } from '../../ports/calendar-provider.ts';
import type { Clock } from '../../ports/clock.ts';
import { ProviderError, UNWATCHABLE } from '../../ports/provider-error.ts';
import { MAIN } from './calendar-path.ts';
import { askGraph, type GraphAccess } from './client.ts';

type GraphFor = (access: Pick<CalendarAccess, 'accessToken'>) => GraphAccess;

/** Below both of the maxima that Microsoft's pages name, 4,230 and 10,080. */
const MINUTES = 4_200;

const endAfter = (clock: Clock): string => new Date(clock.now() + MINUTES * 60_000).toISOString();

/** Our address was asked for a proof, and was late with it or unreachable: that passes. */
const UNPROVEN = new Set(['InvalidRequest', 'ValidationError']);

const judged = (error: unknown): unknown =>
  error instanceof ProviderError && UNPROVEN.has(error.word)
    ? new ProviderError('transient', { word: error.word, cause: error })
    : error;

/**
 * One subscription speaks for all of a mailbox: only the main calendar has it. Microsoft chooses its id, and refuses a second one for the
 * same changes (`conflict`). While it is asked for, the address has to answer the handshake.
 */
export const watch =
  (graphFor: GraphFor, clock: Clock): CalendarProvider['watch'] =>
  async ({ accessToken, calendarId }, { token, address }) => {
    if (calendarId !== MAIN) throw new ProviderError('ours', { word: UNWATCHABLE });
    const body = {
      changeType: 'created,updated,deleted',
      notificationUrl: address,
      lifecycleNotificationUrl: address,
      resource: 'me/events',
      expirationDateTime: endAfter(clock),
      clientState: token,
    };
    const call = { method: 'POST', path: '/subscriptions', body } as const;
    try {
      const { id, expirationDateTime } = await askGraph(
        graphFor({ accessToken }),
        call,
        MicrosoftSubscription,
      );
      return { resourceId: id, expiresAt: new Date(expirationDateTime).toISOString() };
    } catch (error) {
      throw judged(error);
    }
  };

const pathOf = (resourceId: string): string => `/subscriptions/${encodeURIComponent(resourceId)}`;

/** Lets a subscription live on, and authorizes it anew; verdict `gone` where there is none any more. */
export const renewWatch =
  (graphFor: GraphFor, clock: Clock) =>
  async (access: CalendarAccess, { resourceId }: { resourceId: string }): Promise<{ expiresAt: string }> => {
    const body = { expirationDateTime: endAfter(clock) };
    const call = { method: 'PATCH', path: pathOf(resourceId), body } as const;
    const { expirationDateTime } = await askGraph(graphFor(access), call, MicrosoftSubscription);
    return { expiresAt: new Date(expirationDateTime).toISOString() };
  };

export const unwatch =
  (graphFor: GraphFor): CalendarProvider['unwatch'] =>
  async (access, { resourceId }) => {
    try {
      await askGraph(graphFor(access), { method: 'DELETE', path: pathOf(resourceId) }, z.unknown());
    } catch (error) {
      if (!(error instanceof ProviderError && error.verdict === 'gone')) throw error;
    }
  };
