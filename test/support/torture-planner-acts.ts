import { BookingView } from '../../events/http/booking-view.ts';
import { outlookAccountOf } from './connect-outlook.ts';
import { answerOwn } from './declining.ts';
import { inGoogle, readBooking } from './meeting.ts';
import { inOutlook } from './outlook.ts';
import { viewOf } from './outlook-imports.ts';
import { meetingsOf, weekly } from './series.ts';
import { knownBooking } from './torture-known.ts';
import { slot } from './torture-slot.ts';
import type { Act, TortureWorld } from './torture-world.ts';

/** Begins the title of what hosts plan for themselves at the time of meetings. */
const CLASH = 'Dentist';
const HALF_HOUR_MS = 1_800_000;
const WEEK_MS = 7 * 24 * 2 * HALF_HOUR_MS;

const later = ({ start, end }: { start: string; end: string }, ms: number) => ({
  start: new Date(Date.parse(start) + ms).toISOString(),
  end: new Date(Date.parse(end) + ms).toISOString(),
});

/** Half of it lies beside the hour that others want. */
const clash = (world: TortureWorld) => later(slot(world), world.pick([-HALF_HOUR_MS, HALF_HOUR_MS]));

const one = <T>({ random }: TortureWorld, all: readonly T[]): T | undefined =>
  all[Math.floor(random() * all.length)];

const order = (world: TortureWorld, over: Record<string, unknown>) => ({
  ...slot(world),
  title: `Plan ${world.trace.length}`,
  zone: 'UTC',
  guests: [{ email: `guest${world.bookings.length}@example.org`, name: 'Guest' }],
  ...over,
});

const overConflicts: Act = async (world) => {
  const { hub, pick, bookings } = world;
  const hosts = pick([['ben'], ['ada'], ['ben', 'chloe'], ['dan', 'ada']]);
  const body = order(world, { hosts, location: { kind: 'in_person' }, allowConflicts: true });
  const answer = await hub.call('POST', '/v1/bookings', { user: 'ada', body });
  const [guest] = body.guests;
  if (answer.status === 201)
    bookings.push(await knownBooking(world, BookingView.parse(answer.body).id, guest?.email ?? ''));
};

const makeSeries: Act = async (world) => {
  const { hub, pick, bookings, series } = world;
  const hosts = pick([['ben'], ['dan', 'ben'], ['ada', 'chloe']]);
  const location = pick([{ kind: 'in_person' }, { kind: 'google_meet' }]);
  const body = order(world, { hosts, location, recurrence: weekly(3) });
  const { status, body: made } = await hub.call('POST', '/v1/bookings', { user: 'ada', body });
  if (status !== 201) return;
  const [guest] = body.guests;
  const meetings = await meetingsOf(hub, BookingView.parse(made).seriesId ?? '');
  series.push({ ids: meetings.map(({ id }) => id) });
  for (const { id } of meetings.slice(0, 2)) bookings.push(await knownBooking(world, id, guest?.email ?? ''));
};

const moveOccurrence: Act = async (world) => {
  const { hub, random } = world;
  const known = one(world, world.series);
  const nth = Math.floor(random() * (known?.ids.length ?? 1));
  const body = { ...later(slot(world), nth * WEEK_MS), scope: 'this' };
  if (known) await hub.call('PATCH', `/v1/bookings/${known.ids[nth]}`, { user: 'ada', body });
};

const cancelFollowing: Act = async (world) => {
  const known = one(world, world.series);
  if (!known) return;
  const nth = Math.floor(world.random() * known.ids.length);
  const path = `/v1/bookings/${known.ids[nth]}/cancel`;
  const { status } = await world.hub.call('POST', path, { user: 'ada', body: { scope: 'following' } });
  if (status < 300) known.cancelledFrom = Math.min(nth, known.cancelledFrom ?? nth);
};

const clashInOutlook: Act = async (world) => {
  const { start, end } = clash(world);
  const hands = await inOutlook(world.hub, world.pick(['ada', 'dan']));
  await hands.add({
    subject: `${CLASH} ${world.trace.length}`,
    start: { dateTime: start.slice(0, 19), timeZone: 'UTC' },
    end: { dateTime: end.slice(0, 19), timeZone: 'UTC' },
  });
};

const clashGoesInOutlook: Act = async (world) => {
  const user = world.pick(['ada', 'dan']);
  const all = (await viewOf(world.hub, outlookAccountOf(user))).filter(({ subject }) =>
    subject.startsWith(CLASH),
  );
  const event = one(world, all);
  if (event) await (await inOutlook(world.hub, user)).remove(event.id);
};

const clashGoesInGoogle: Act = async (world) => {
  const all = (await world.hub.google.state()).events.filter(
    ({ summary, status }) => String(summary).startsWith(CLASH) && status !== 'cancelled',
  );
  const event = one(world, all);
  const user = String(event?.calendar).split('@')[0] ?? '';
  if (event) await (await inGoogle(world.hub, user)).remove(String(event.id));
};

/** Whose own event it is says whether they come, as much as whoever is invited to it. */
const answerInGoogle: Act = async (world) => {
  const known = one(world, world.bookings);
  if (known === undefined) return;
  const { hosts } = await readBooking(world.hub, known.id);
  const host = one(
    world,
    hosts.filter(({ calendar }) => calendar.platform === 'google_calendar'),
  );
  if (host)
    await answerOwn(world.hub, host.userId, known.id, world.pick(['declined', 'declined', 'accepted']));
};

/** What planners do beside making single meetings, and what hosts have at the same time. */
export const TORTURE_PLANNER_ACTS: Readonly<Record<string, Act>> = {
  'booking over conflicts': overConflicts,
  'weekly series': makeSeries,
  'one of a series is moved': moveOccurrence,
  'the rest of a series is cancelled': cancelFollowing,
  'host answers in Google': answerInGoogle,
  'clash in Google': async (world) => {
    const { start, end } = clash(world);
    const summary = `${CLASH} ${world.trace.length}`;
    const hands = await inGoogle(world.hub, world.pick(['ben', 'chloe']));
    await hands.add({ summary, start: { dateTime: start }, end: { dateTime: end } });
  },
  'clash goes in Google': clashGoesInGoogle,
  'clash in Outlook': clashInOutlook,
  'clash goes in Outlook': clashGoesInOutlook,
};
