import { connectGoogle } from './connect-google.ts';
import { connectOutlook } from './connect-outlook.ts';
import { connectZoom } from './connect-zoom.ts';
import type { Hub } from './hub.ts';
import { remindBefore } from './reminders.ts';
import { reconnectAll } from './torture-account-acts.ts';
import { TORTURE_ACTS } from './torture-acts.ts';
import { openOffers } from './torture-offers.ts';
import { reconnectOutlooks } from './torture-outlook-acts.ts';
import { calmMicrosoft, TORTURE_SLOW_OUTLOOK } from './torture-outlook-weather.ts';
import { diced, newWorld, type TortureWorld } from './torture-world.ts';
import { calmZoom, reconnectZooms, TORTURE_SLOW_ACTS } from './torture-zoom-acts.ts';

type Deck = readonly [string, ...string[]];

/** Common things happen more often. */
const DECK: Deck = [
  'create',
  'create',
  'move by API',
  'move in Google',
  'move in Zoom',
  'move in Outlook',
  'guest books',
  'guest books',
  'guest books',
  'two guests book one slot',
  'guest moves',
  'guest answers',
  'guest moves',
  'guest answers',
  'guest moves',
  'guest answers',
  'guest moves',
  'guest answers',
  'guest holds a slot',
  'guest confirms a held slot',
  'weekly series',
  'host answers in Google',
  'clash in Google',
  'clash in Outlook',
  'pause',
  'pause',
  'settle',
  'two at once',
  ...Object.keys(TORTURE_ACTS),
];
const ACTS: Deck = ['create', ...Object.keys(TORTURE_ACTS)];

const SLOW = { ...TORTURE_SLOW_ACTS, ...TORTURE_SLOW_OUTLOOK };

/** For whoever has a day to spare afterwards. */
export const LONG_DECK: Deck = [...DECK, ...Object.keys(SLOW)];

/** In minutes: of each of the three mornings some are due while things happen, and others in the fine weather after it. */
const LEADS = [4300, 4310, 5740, 5750, 7190];

const isSlow = (name: string): boolean => Object.hasOwn(SLOW, name);

/** What one actor tries may be refused, or fall to a fault: both are part of the game, and of the trace. */
export const attempt = async (world: TortureWorld, name: string): Promise<void> => {
  try {
    await { ...TORTURE_ACTS, ...SLOW }[name]?.(world);
  } catch (error) {
    world.trace.push(`${name} failed: ${String(error)}`);
  }
};

const twoAtOnce = async (world: TortureWorld): Promise<void> => {
  const acts = [world.pick(ACTS), world.pick(ACTS)];
  world.trace.push(...acts);
  await Promise.all(acts.map((name) => attempt(diced(world, Math.floor(world.random() * 1_000_000)), name)));
};

const step = async (world: TortureWorld, name: string): Promise<void> => {
  world.trace.push(name);
  if (name === 'settle') await world.hub.settle();
  else if (name === 'two at once') await twoAtOnce(world);
  else if (name === 'pause') await world.hub.advance(world.pick(['PT10S', 'PT30S', 'PT2M', 'PT2M', 'PT61M']));
  else await attempt(world, name);
};

/** Four hosts connect what each has, and the first bookings are made, in fine weather. */
export const opening = async (world: TortureWorld): Promise<void> => {
  await remindBefore(world.hub, ...LEADS);
  for (const user of ['ben', 'chloe']) await connectGoogle(world.hub, user);
  for (const user of ['ben', 'dan']) await connectZoom(world.hub, user);
  for (const user of ['ada', 'dan']) await connectOutlook(world.hub, user);
  await openOffers(world);
  for (const name of ['create', 'guest books', 'guest books', 'guest books']) await attempt(world, name);
};

/** The weather is fine from now on, whoever was asked to connect again does, and hours go by, or a day where `trace` asks for it. */
export const fineWeather = async (hub: Hub, trace: readonly string[]): Promise<void> => {
  const { aws, google } = hub;
  for (const { faults } of [aws.tables, aws.queueServer, aws.ses, aws.secrets]) faults.clear();
  aws.tables.setConflicts(0);
  aws.tables.setIndexLag(0);
  for (const { queue } of Object.values(aws.byName)) queue.duplicateNext(0);
  await google.clearFaults();
  await google.webhooks({ mode: 'deliver' });
  await calmZoom(hub);
  await calmMicrosoft(hub);
  await hub.advance('PT1H');
  await reconnectAll(hub);
  await reconnectZooms(hub);
  await reconnectOutlooks(hub);
  // A subscription that ended unheard is made anew when it would have been renewed, within 28 hours.
  await hub.advance(trace.some(isSlow) ? 'PT30H' : 'PT90M');
};

/** Four hosts connect, then `steps` random things happen to them, then the weather is fine for hours. Returns the world as it is then. */
export const torture = async (hub: Hub, seed: number, steps: number): Promise<TortureWorld> => {
  const world = newWorld(hub, seed);
  await opening(world);
  for (let count = 0; count < steps; count += 1) await step(world, world.pick(DECK));
  await fineWeather(hub, world.trace);
  return world;
};
