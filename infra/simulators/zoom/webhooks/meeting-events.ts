import { joinUrl } from '../api/links.ts';
import type { Meeting } from '../api/meetings.ts';
import { utcTime } from '../api/shown-meeting.ts';
import type { User } from '../users.ts';
import type { World } from '../world.ts';

type Json = Record<string, unknown>;

/** Only of users who added the app. */
const tellOf = (
  { users, grants, subscriptions }: World,
  { hostId }: Meeting,
  event: string,
  payload: (host: User) => Json,
): void => {
  const host = users.find(hostId);
  if (!(host && grants.of(hostId))) return;
  subscriptions.send({ event, payload: { account_id: host.accountId, ...payload(host) } });
};

const byHost = ({ email, id }: User): Json => ({ operator: email, operator_id: id });

/** Its id is a number here. */
const planned = (meeting: Meeting, host: User): Json => ({
  uuid: meeting.uuid,
  id: BigInt(meeting.id),
  host_id: meeting.hostId,
  topic: meeting.topic,
  type: meeting.type,
  start_time: utcTime(meeting.startsAt),
  duration: meeting.minutes,
  timezone: meeting.zone,
  join_url: joinUrl(meeting, host),
  ...(meeting.password !== '' && { password: meeting.password }),
  settings: { use_pmi: meeting.settings.use_pmi, alternative_hosts: meeting.settings.alternative_hosts },
});

const withoutLink = ({ join_url: _link, password: _password, settings: _settings, ...rest }: Json): Json =>
  rest;

export const tellCreated = (world: World, meeting: Meeting): void =>
  tellOf(world, meeting, 'meeting.created', (host) => ({
    ...byHost(host),
    operation: 'all',
    object: planned(meeting, host),
  }));

export const tellDeleted = (world: World, meeting: Meeting): void =>
  tellOf(world, meeting, 'meeting.deleted', (host) => ({
    ...byHost(host),
    operation: 'all',
    object: withoutLink(planned(meeting, host)),
  }));

export const tellRecovered = (world: World, meeting: Meeting): void =>
  tellOf(world, meeting, 'meeting.recovered', (host) => ({
    ...byHost(host),
    operation: 'all',
    object: withoutLink(planned(meeting, host)),
  }));

const comparable = (meeting: Meeting, host: User): Json => ({
  ...planned(meeting, host),
  agenda: meeting.agenda,
  settings: meeting.settings,
});

/** Nothing but the id and what has changed, before and after. */
export const tellUpdated = (world: World, before: Meeting, after: Meeting): void =>
  tellOf(world, after, 'meeting.updated', (host) => {
    const [old, now] = [comparable(before, host), comparable(after, host)];
    const names = Object.keys({ ...old, ...now }).filter(
      (name) => name !== 'id' && JSON.stringify(old[name]) !== JSON.stringify(now[name]),
    );
    const only = (json: Json): Json => Object.fromEntries(names.map((name) => [name, json[name]]));
    const id = BigInt(after.id);
    return {
      ...byHost(host),
      scope: 'all',
      time_stamp: Date.now(),
      object: { id, ...only(now) },
      old_object: { id, ...only(old) },
    };
  });

/** Of what happens in the room the id is a text. */
const running = ({ uuid, id, hostId, topic, type, zone, minutes, startedAt = 0 }: Meeting): Json => ({
  uuid,
  id,
  host_id: hostId,
  topic,
  type,
  start_time: utcTime(startedAt),
  timezone: zone,
  duration: minutes,
});

export const tellStarted = (world: World, meeting: Meeting): void =>
  tellOf(world, meeting, 'meeting.started', () => ({ object: running(meeting) }));

export const tellEnded = (world: World, meeting: Meeting): void =>
  tellOf(world, meeting, 'meeting.ended', () => ({
    object: { ...running(meeting), end_time: utcTime(meeting.endedAt ?? 0) },
  }));
