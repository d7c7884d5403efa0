import { BookingView } from '../../events/http/booking-view.ts';
import { cancelByGuest } from './main-story.ts';
import { inGoogle } from './meeting.ts';
import { TORTURE_ACCOUNT_ACTS } from './torture-account-acts.ts';
import { TORTURE_GUEST_ACTS } from './torture-guest-acts.ts';
import { knownBooking } from './torture-known.ts';
import { TORTURE_OUTLOOK_ACTS } from './torture-outlook-acts.ts';
import { TORTURE_OUTLOOK_WEATHER } from './torture-outlook-weather.ts';
import { TORTURE_PLANNER_ACTS } from './torture-planner-acts.ts';
import { slot } from './torture-slot.ts';
import { TORTURE_WEATHER } from './torture-weather.ts';
import type { Act, TortureWorld } from './torture-world.ts';
import { TORTURE_ZOOM_ACTS } from './torture-zoom-acts.ts';

type Known = TortureWorld['bookings'][number];

/** Who has a calendar there. */
const AT_GOOGLE: readonly string[] = ['ben', 'chloe'];

const any = ({ bookings, random }: TortureWorld): Known | undefined =>
  bookings[Math.floor(random() * bookings.length)];

const onOne =
  (act: (world: TortureWorld, one: Known) => Promise<unknown>): Act =>
  async (world) => {
    const one = any(world);
    if (one) await act(world, one);
  };

const inCalendar = (
  act: (
    hands: Awaited<ReturnType<typeof inGoogle>>,
    eventId: string,
    world: TortureWorld,
  ) => Promise<unknown>,
): Act =>
  onOne(async (world, { organizer, eventId }) => {
    if (eventId !== undefined && AT_GOOGLE.includes(organizer))
      await act(await inGoogle(world.hub, organizer), eventId, world);
  });

const patch = (body: (world: TortureWorld, one: Known) => Record<string, unknown>): Act =>
  onOne((world, one) =>
    world.hub.call('PATCH', `/v1/bookings/${one.id}`, { user: 'ada', body: body(world, one) }),
  );

type Choice<T> = readonly [T, ...T[]];
const HOSTS: Choice<readonly string[]> = [
  ['ben'],
  ['ben', 'chloe'],
  ['chloe'],
  ['ben', 'dan'],
  ['dan', 'ben'],
  ['dan'],
  ['ada'],
  ['ada', 'ben'],
  ['ben', 'ada', 'dan'],
  ['dan', 'chloe', 'ada'],
];
const PLACES: Choice<Record<string, string>> = [
  { kind: 'zoom' },
  { kind: 'zoom' },
  { kind: 'google_meet' },
  { kind: 'google_meet' },
  { kind: 'teams' },
  { kind: 'teams' },
  { kind: 'in_person', detail: 'Room 1' },
];

const create: Act = async (world) => {
  const { hub, bookings, pick } = world;
  const guest = `guest${bookings.length}@example.org`;
  const { status, body } = await hub.call('POST', '/v1/bookings', {
    user: 'ada',
    headers: { 'idempotency-key': `k${bookings.length}-${world.trace.length}` },
    body: {
      ...slot(world),
      title: `Call ${bookings.length}`,
      zone: 'UTC',
      hosts: pick(HOSTS),
      guests: [{ email: guest, name: 'Guest' }],
      location: pick(PLACES),
      ...(world.random() < 0.2 && { linkPer: 'participant' }),
    },
  });
  if (status === 201) bookings.push(await knownBooking(world, BookingView.parse(body).id, guest));
};

/** Everything that people, networks and clouds do to a hub; some of it is refused. */
export const TORTURE_ACTS: Readonly<Record<string, Act>> = {
  create,
  'move by API': patch((world) => slot(world)),
  'title by API': patch(({ trace }) => ({ title: `Talk ${trace.length}` })),
  'second guest by API': patch(({ trace }, { guest }) => ({
    guests: [
      { email: guest, name: 'Guest' },
      { email: `more${trace.length}@example.org`, name: 'More' },
    ],
  })),
  'one guest by API': patch((_, { guest }) => ({ guests: [{ email: guest, name: 'Guest' }] })),
  'hosts by API': patch(({ pick }) => ({ hosts: pick(HOSTS) })),
  'links by API': patch(({ pick }) => ({ linkPer: pick(['meeting', 'participant']) })),
  'place by API': patch(({ pick }) => ({ location: pick(PLACES) })),
  'cancel by API': onOne(({ hub }, { id }) =>
    hub.call('POST', `/v1/bookings/${id}/cancel`, { user: 'ada', body: {} }),
  ),
  'cancel by guest': onOne(({ hub }, { guest }) => cancelByGuest(hub, guest)),
  'move in Google': inCalendar((hands, eventId, world) => {
    const { start, end } = slot(world);
    return hands.move(eventId, start, end);
  }),
  'title in Google': inCalendar((hands, eventId, { trace }) =>
    hands.edit(eventId, { summary: `Review ${trace.length}` }),
  ),
  'delete in Google': inCalendar((hands, eventId) => hands.remove(eventId)),
  'answer in Google': onOne(async ({ hub, pick }, { eventId }) =>
    (await inGoogle(hub, 'chloe')).answer(eventId ?? '', pick(['accepted', 'declined', 'tentative'])),
  ),
  'restore in Google': inCalendar((hands, eventId) => hands.edit(eventId, { status: 'confirmed' })),
  ...TORTURE_GUEST_ACTS,
  ...TORTURE_PLANNER_ACTS,
  ...TORTURE_ACCOUNT_ACTS,
  ...TORTURE_ZOOM_ACTS,
  ...TORTURE_OUTLOOK_ACTS,
  ...TORTURE_OUTLOOK_WEATHER,
  ...TORTURE_WEATHER,
};
