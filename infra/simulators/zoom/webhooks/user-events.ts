import type { Status, User } from '../users.ts';
import type { World } from '../world.ts';

type Json = Record<string, unknown>;

const EVENT_OF: Readonly<Record<Status, string | undefined>> = {
  active: 'user.activated',
  inactive: 'user.deactivated',
  deleted: 'user.deleted',
  pending: undefined,
};

export const typeOf = ({ plan }: User): number => (plan === 'basic' ? 1 : 2);

const namesOf = ({ name }: User): { first_name: string; last_name: string } => {
  const [first = '', ...rest] = name.split(' ');
  return { first_name: first, last_name: rest.join(' ') };
};

const facts = (user: User): Json => ({
  ...namesOf(user),
  email: user.email,
  type: typeOf(user),
  timezone: user.zone,
});

const changes = (before: User, after: User): { old: Json; now: Json } => {
  const [old, now] = [facts(before), facts(after)];
  const names = Object.keys(now).filter((name) => old[name] !== now[name]);
  const only = (json: Json): Json => Object.fromEntries(names.map((name) => [name, json[name]]));
  return { old: only(old), now: only(now) };
};

/** Tells what an admin did to a user who added the app. */
export const tellUserChange = ({ grants, subscriptions }: World, before: User, after: User): void => {
  if (!grants.of(after.id)) return;
  const { id, accountId: account_id, email } = after;
  const event = before.status === after.status ? undefined : EVENT_OF[after.status];
  if (event !== undefined) {
    const { timezone: _zone, ...object } = facts(after);
    subscriptions.send({ event, payload: { account_id, operator: email, object: { id, ...object } } });
  }
  const { old, now } = changes(before, after);
  if (Object.keys(now).length > 0)
    subscriptions.send({
      event: 'user.updated',
      payload: {
        account_id,
        operator: email,
        time_stamp: Date.now(),
        object: { id, ...now },
        old_object: { id, ...old },
      },
    });
};
