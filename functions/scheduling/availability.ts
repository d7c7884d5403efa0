import { AvailabilityQuery } from '../../events/http/availability.ts';
import type { Booking } from '../../events/stored/booking.ts';
import type { Person } from '../../events/stored/person.ts';
import { HubError } from '../../shared/errors.ts';
import type { Caller } from '../../shared/http/request.ts';
import { route } from '../../shared/http/route.ts';
import type { Deps } from './deps.ts';
import { personAvailability } from './person-availability.ts';

const MAX_MS = 31 * 24 * 3600 * 1000;

const refuse = (errors: readonly { field: string; message: string }[]): void => {
  if (errors.length > 0)
    throw new HubError('invalid_request', { detail: 'The query is not valid: see errors.', errors });
};

const assertWindow = ({ from, to }: AvailabilityQuery): void => {
  const length = Date.parse(to) - Date.parse(from);
  if (length <= 0) refuse([{ field: 'to', message: 'must be after from' }]);
  if (length > MAX_MS) refuse([{ field: 'to', message: 'must be at most 31 days after from' }]);
};

const findPeople = async ({ people }: Deps, org: string, ids: readonly string[]): Promise<Person[]> => {
  const found = new Map((await people.readMany(org, ids)).map((person) => [person.id, person]));
  refuse(
    ids.flatMap((id, index) =>
      found.has(id)
        ? []
        : [{ field: `users.${index}`, message: 'is not a user of this organisation: use the id of one' }],
    ),
  );
  return ids.flatMap((id) => found.get(id) ?? []);
};

const isSeenBy = ({ role, userId }: Caller, { hosts }: Booking): boolean =>
  role !== 'member' || hosts.some((host) => host.userId === userId);

const findExcluded = async (
  { bookings }: Deps,
  caller: Caller,
  id: string | undefined,
): Promise<Booking | undefined> => {
  if (id === undefined) return undefined;
  const booking = await bookings.read(caller.org, id);
  if (booking && isSeenBy(caller, booking)) return booking;
  throw new HubError('invalid_request', {
    detail: 'The query is not valid: see errors.',
    errors: [{ field: 'exclude', message: 'is no booking of yours: leave it out, or use the id of one' }],
  });
};

const maySeeEvents = (caller: Caller, person: Person): boolean =>
  caller.role === 'admin' || caller.userId === person.id;

/** `GET /v1/availability`: asked live, one call per connected person, and merged with our own bookings. Unknown is never free. */
export const getAvailability = (deps: Deps) =>
  route({ query: AvailabilityQuery }, async ({ caller, query }) => {
    assertWindow(query);
    const { org } = caller;
    const { users, zone, detail, from: start, to: end } = query;
    const [people, excluded, connections, agendas] = await Promise.all([
      findPeople(deps, org, users),
      findExcluded(deps, caller, query.exclude),
      deps.connections.ofUsers(org, users),
      deps.bookings.agendas(org, users, start, end),
    ]);
    const question = { window: { start, end }, zone, excluded, agendas, connections };
    const items = await Promise.all(
      people.map((person) =>
        personAvailability(deps)(person, question, detail === 'events' && maySeeEvents(caller, person)),
      ),
    );
    return { status: 200, body: { items }, headers: { 'cache-control': 'no-store' } };
  });
