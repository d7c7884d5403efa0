import { z } from 'zod';
import { connectZoom, inZoom, reconnectZoom, zoomAccountOf } from './connect-zoom.ts';
import type { Hub } from './hub.ts';
import { OWN_TITLE } from './meeting-faults.ts';
import { slot } from './torture-slot.ts';
import type { Act, TortureWorld } from './torture-world.ts';

const CARD = '/v1/me/integrations/zoom';
/** Ben has a calendar, too, Chloe at first only that, Dan only Zoom. */
const HOSTS = ['ben', 'chloe', 'dan'] as const;

const Meetings = z.array(
  z.object({ id: z.string(), account: z.string(), exists: z.boolean(), status: z.string() }),
);
type Known = z.infer<typeof Meetings>[number] & { readonly user: string };

const meetings = async ({ zoom }: Hub): Promise<Known[]> =>
  Meetings.parse((await zoom.state()).meetings).map((one) => ({
    ...one,
    user: one.account.split('@')[0] ?? '',
  }));

type Which = (one: Known) => boolean;
const isThere: Which = ({ exists }) => exists;

const onMeeting =
  (act: (world: TortureWorld, one: Known) => Promise<unknown>, which: Which = isThere): Act =>
  async (world) => {
    const [first, ...others] = (await meetings(world.hub)).filter(which);
    if (first) await act(world, world.pick([first, ...others]));
  };

const inRoom = (act: 'start' | 'end' | 'recover', which: Which): Act =>
  onMeeting(({ hub }, { id }) => hub.zoom.control('meetings', { id, act }), which);

const deauthorize: Act = async ({ hub, pick }) => {
  await hub.zoom.control('deauthorization', {
    event: pick(['sent', 'sent', 'lost', 'unverifiable']),
    delaySeconds: pick([0, 0, 600, 7200]),
  });
  await hub.zoom.revoke(zoomAccountOf(pick(['ben', 'dan'])));
};

const PER_SECOND = {
  code: 429,
  message: 'You have reached the maximum per-second rate limit for this API. Try again later.',
};

/** What hosts do to their Zoom accounts and in them, and what becomes of Zoom. */
export const TORTURE_ZOOM_ACTS: Readonly<Record<string, Act>> = {
  'connect Zoom': ({ hub, pick }) => connectZoom(hub, pick(HOSTS)),
  'reconnect Zoom': ({ hub, pick }) => reconnectZoom(hub, pick(HOSTS)),
  "connect ben's Zoom as another": ({ hub, pick }) =>
    connectZoom(hub, pick(['chloe', 'dan']), { email: zoomAccountOf('ben') }),
  'disconnect Zoom': ({ hub, pick }) =>
    hub.call('DELETE', `${CARD}?bookings=${pick(['release', 'cancel', 'keep'])}`, { user: pick(HOSTS) }),
  'removed in Zoom': deauthorize,
  'move in Zoom': onMeeting(async (world, { id, user }) => {
    const { start, end } = slot(world);
    await (await inZoom(world.hub, user)).move(id, start, end);
  }),
  'title in Zoom': onMeeting(async ({ hub, trace }, { id, user }) =>
    (await inZoom(hub, user)).retitle(id, `${OWN_TITLE} ${trace.length}`),
  ),
  'delete in Zoom': onMeeting(async ({ hub }, { id, user }) => (await inZoom(hub, user)).remove(id)),
  'start in Zoom': inRoom('start', (one) => isThere(one) && one.status !== 'started'),
  'end in Zoom': inRoom('end', (one) => isThere(one) && one.status === 'started'),
  'restore in Zoom': inRoom('recover', (one) => !isThere(one)),
  'foul weather at Zoom': ({ hub, pick, random }) =>
    hub.zoom.webhooks({
      mode: pick(['duplicate', 'reorder', 'hold', 'deliver']),
      rate: 0.7,
      seed: Math.floor(random() * 1000),
    }),
  'Zoom fails': ({ hub, pick }) =>
    hub.zoom.fault(
      pick<Record<string, unknown>>([
        { match: { method: 'POST', path: '/users/me/meetings' }, reset: true, afterCommit: true },
        { match: { method: 'POST', path: '/users/me/meetings' }, reset: true },
        { match: { method: 'POST', path: '/users/me/meetings' }, status: 502, afterCommit: true },
        { match: { method: 'POST', path: '/registrants' }, reset: true, afterCommit: true },
        { match: { method: 'PATCH' }, reset: true, afterCommit: true },
        { match: { method: 'DELETE' }, reset: true, afterCommit: true },
        { match: { path: '/v2/meetings' }, status: 503, times: 2 },
        { match: { path: '/v2/' }, status: 429, times: 2, body: PER_SECOND },
        { match: { path: '/oauth/token' }, status: 503, times: 2 },
        { match: { path: '/oauth/token' }, reset: true, afterCommit: true },
      ]),
    ),
  'Zoom throttles': ({ hub }) => hub.zoom.control('limits', { lightPerSecond: 1, mediumPerSecond: 1 }),
};

/** After these the truth is heard of a day later at the latest, not within the hour. */
export const TORTURE_SLOW_ACTS: Readonly<Record<string, Act>> = {
  "Zoom's webhooks are lost": ({ hub, random }) =>
    hub.zoom.webhooks({ mode: 'drop', rate: 0.7, seed: Math.floor(random() * 1000) }),
  "Zoom's day is used up": ({ hub, pick }) =>
    hub.zoom.control('limits', { writesPerHostPerDay: pick([2, 4, 6]) }),
};

/** Zoom is as it should be, and nobody is left in a meeting. */
export const calmZoom = async (hub: Hub): Promise<void> => {
  const { zoom } = hub;
  await zoom.clearFaults();
  await zoom.webhooks({ mode: 'deliver' });
  await zoom.control('limits', {});
  await zoom.control('deauthorization', {});
  const Started = z.array(z.object({ id: z.string(), exists: z.boolean(), status: z.string() }));
  const started = Started.parse((await zoom.state()).meetings).filter(
    ({ exists, status }) => exists && status === 'started',
  );
  for (const { id } of started) await zoom.control('meetings', { id, act: 'end' });
};

/** Whoever was asked to reconnect Zoom does. */
export const reconnectZooms = async (hub: Hub): Promise<void> => {
  for (const user of HOSTS) {
    const { body } = await hub.call('GET', CARD, { user });
    if (JSON.stringify(body).includes('"state":"needs_reauth"')) await reconnectZoom(hub, user);
  }
};
