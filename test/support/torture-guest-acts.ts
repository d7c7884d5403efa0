import { PublicBooking } from '../../events/http/public-booking.ts';
import { EVENT_TYPES } from './event-type.ts';
import { confirm } from './guest-booking.ts';
import { knownBooking } from './torture-known.ts';
import { slot } from './torture-slot.ts';
import type { Act, Pass, TortureWorld } from './torture-world.ts';

const DATA = { accept: 'application/json' };
const PAGE = /\/b\/[\w-]+/u;

const pathOf = (text: string): string => PAGE.exec(text)?.[0] ?? '';

const one = <T>({ random }: TortureWorld, all: readonly T[]): T | undefined =>
  all[Math.floor(random() * all.length)];

/** Nobody else's address, and the same whenever a seed is played again. */
const newAddress = ({ random, trace }: TortureWorld): string =>
  `visitor${trace.length}-${Math.floor(random() * 1_000_000)}@example.org`;

const keep = async (world: TortureWorld, id: string, email: string, path: string): Promise<void> => {
  if (!world.passes.some((pass) => pass.id === id && pass.email === email))
    world.passes.push({ id, email, path, said: [], clock: 0 });
  if (!world.bookings.some((known) => known.id === id))
    world.bookings.push(await knownBooking(world, id, email));
};

const order = (world: TortureWorld, email: string, over: Record<string, unknown> = {}) => ({
  start: slot(world).start,
  zone: 'UTC',
  guest: { name: 'Guest', email },
  ...over,
});

const ask = async (
  world: TortureWorld,
  offer: string,
  body: ReturnType<typeof order>,
): Promise<PublicBooking | undefined> => {
  const answer = await world.hub.call('POST', `${EVENT_TYPES}/${offer}/bookings`, { body });
  return answer.status === 201 ? PublicBooking.parse(answer.body) : undefined;
};

const book = async (world: TortureWorld, offer: string, body: ReturnType<typeof order>): Promise<void> => {
  const made = await ask(world, offer, body);
  if (made) await keep(world, made.id, body.guest.email, pathOf(made.link ?? ''));
};

const bookSlot: Act = async (world) => {
  const offer = one(world, world.offers);
  if (offer !== undefined) await book(world, offer, order(world, newAddress(world)));
};

/** Both want the same time; where hosts take turns, each may get it. */
const bookTogether: Act = async (world) => {
  const offer = one(world, world.offers);
  if (offer === undefined) return;
  const first = order(world, newAddress(world));
  const second = { ...first, guest: { name: 'Guest', email: newAddress(world) } };
  await Promise.all([book(world, offer, first), book(world, offer, second)]);
};

const hold: Act = async (world) => {
  const offer = one(world, world.offers);
  if (offer === undefined) return;
  const email = newAddress(world);
  const made = await ask(world, offer, order(world, email, { hold: true }));
  if (made)
    world.held.push({
      eventTypeId: offer,
      id: made.id,
      email,
      token: made.token ?? '',
      link: made.link ?? '',
    });
};

/** In time, too late, or once more. */
const confirmHold: Act = async (world) => {
  const held = one(world, world.held);
  if (held === undefined) return;
  const { status } = await confirm(world.hub, held.eventTypeId, held.token);
  if (status === 200) await keep(world, held.id, held.email, pathOf(held.link));
};

/** Whoever was invited by a mail uses the link in it. */
const openMail: Act = async (world) => {
  const known = one(world, world.bookings);
  if (known === undefined) return;
  const mails = (await world.hub.inbox.to(known.guest)).filter(({ headers, text }) => {
    return headers.references?.includes(known.id) && PAGE.test(text);
  });
  const last = mails.at(-1);
  if (last) await keep(world, known.id, known.guest, pathOf(last.text));
};

const onPage =
  (act: (world: TortureWorld, pass: Pass) => Promise<unknown>): Act =>
  async (world) => {
    const pass = one(world, world.passes);
    if (pass) await act(world, pass);
  };

const send = ({ hub }: TortureWorld, { path }: Pass, where: string, body: unknown) =>
  hub.call('POST', `${path}/${where}`, { headers: DATA, body });

const answer = async (world: TortureWorld, pass: Pass): Promise<void> => {
  const said: Pass['said'][number] = {
    answer: world.pick(['accepted', 'tentative', 'declined']),
    begun: ++pass.clock,
  };
  pass.said.push(said);
  try {
    const { status } = await send(world, pass, 'rsvp', { answer: said.answer });
    if (status < 500) said.status = status;
  } finally {
    said.ended = ++pass.clock;
  }
};

/** What guests do who were never asked to sign in. */
export const TORTURE_GUEST_ACTS: Readonly<Record<string, Act>> = {
  'guest books': bookSlot,
  'two guests book one slot': bookTogether,
  'guest holds a slot': hold,
  'guest confirms a held slot': confirmHold,
  'guest opens their mail': openMail,
  'guest moves': onPage((world, pass) =>
    send(world, pass, 'reschedule', { start: slot(world).start, reason: 'My train is late' }),
  ),
  'guest answers': onPage(answer),
  'guest cancels on their page': onPage((world, pass) => send(world, pass, 'cancel', {})),
};
