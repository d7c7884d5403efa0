import { expect } from 'vitest';
import { z } from 'zod';
import { BookingView } from '../../events/http/booking-view.ts';
import { Timeline } from '../../events/http/timeline.ts';
import { zoomAccountOf } from './connect-zoom.ts';
import { endFaults } from './end-state.ts';
import type { Hub } from './hub.ts';
import { GINA, readBooking } from './meeting.ts';
import { book } from './order.ts';

export const AT_ZOOM = { location: { kind: 'zoom' }, guests: [GINA] } as const;

export const SOON = { start: '2027-01-04T09:30:00Z', end: '2027-01-04T10:00:00Z' } as const;

const Meetings = z.array(
  z.looseObject({
    id: z.string(),
    account: z.string(),
    topic: z.string(),
    start: z.string(),
    minutes: z.number(),
    exists: z.boolean(),
    joinUrl: z.string(),
    pmi: z.unknown().optional(),
  }),
);

export const meetingsAt = async (hub: Hub, user?: string) =>
  Meetings.parse((await hub.zoom.state()).meetings).filter(
    ({ exists, account }) => exists && (user === undefined || account === zoomAccountOf(user)),
  );

export const patch = (hub: Hub, id: string, body: Record<string, unknown>) =>
  hub.ask(BookingView, 'PATCH', `/v1/bookings/${id}`, { user: 'ada', body });

export const cancel = (hub: Hub, id: string) =>
  hub.ask(z.unknown(), 'POST', `/v1/bookings/${id}/cancel`, { user: 'ben', body: {} });

export const linesOf = async (hub: Hub, id: string): Promise<string[]> =>
  (await hub.ask(Timeline, 'GET', `/v1/bookings/${id}/timeline`, { user: 'ada' })).items
    .map(({ type, platform }) => (platform === 'zoom' ? type : ''))
    .filter((type) => type !== '');

/** Its link is there, everybody has been told, the inbox is emptied. */
export const meet = async (hub: Hub, over: Record<string, unknown> = {}) => {
  const { id } = await book(hub, { ...AT_ZOOM, ...over });
  await hub.settle();
  await hub.advance('PT30S');
  hub.inbox.clear();
  return readBooking(hub, id);
};

export const noFaults = async (hub: Hub) => expect(await endFaults(hub)).toEqual([]);
