import { z } from 'zod';
import type { World } from '../world.ts';
import { ApiRefusal, invalid, required } from './api-refusal.ts';
import { type ApiAnswer, type ApiRequest, accessTo } from './api-request.ts';
import { type Channel, resourceIdOf, watchedEvents, watchedList } from './channels.ts';
import { mergePatch } from './json.ts';

const asked = z.object({
  id: z.string().optional(),
  type: z.string().optional(),
  address: z.string().optional(),
  token: z.string().optional(),
  expiration: z.union([z.string(), z.number()]).optional(),
  params: z.object({ ttl: z.union([z.string(), z.number()]).optional() }).optional(),
});
type Asked = z.infer<typeof asked>;

const ID = /^[A-Za-z0-9\-_+/=]{1,64}$/;
/** The default is documented, the maximum is not: nobody gets more here. */
const LONGEST_MS = 604_800_000;
const HERE = ['127.0.0.1', 'localhost'];

const channelIdNotUnique = (id: string): ApiRefusal =>
  new ApiRefusal({ status: 400, reason: 'channelIdNotUnique', message: `Channel id ${id} not unique` });

const readChannel = (body: ApiRequest['body']): Asked => {
  const { success, data, error } = asked.safeParse(mergePatch({}, body ?? {}));
  if (!success) throw invalid(`Invalid value for: ${error.issues[0]?.path.join('.') ?? 'channel'}`);
  return data;
};

const checkedId = (world: World, { id, type }: Asked): string => {
  if (!id) throw required('Required: channel.id');
  if (!type) throw required('Required: channel.type');
  if (!ID.test(id)) throw invalid('Invalid channel id.', 'id');
  if (type !== 'web_hook' && type !== 'webhook') throw invalid(`Unknown channel type ${type}`, 'type');
  if (world.channels.isUsed(id)) throw channelIdNotUnique(id);
  return id;
};

/** https only, save for this machine; the domain must be one of the project's where that is switched on. */
const checkedAddress = (world: World, { address }: Asked): string => {
  if (!address) throw required('Required: channel.address');
  if (!URL.canParse(address)) throw invalid('Invalid channel address.', 'address');
  const { protocol, hostname } = new URL(address);
  if (protocol !== 'https:' && !(protocol === 'http:' && HERE.includes(hostname)))
    throw new ApiRefusal({
      status: 400,
      reason: 'push.webhookUrlNotHttps',
      message: `WebHook callback must be HTTPS: ${address}`,
    });
  if (world.verifiedDomains === undefined || world.verifiedDomains.includes(hostname)) return address;
  throw new ApiRefusal({
    status: 401,
    reason: 'push.webhookUrlUnauthorized',
    message: `Unauthorized WebHook callback channel: ${address}`,
  });
};

const whole = (value: string | number | undefined, name: string): number => {
  const number = value === undefined ? Number.POSITIVE_INFINITY : Number(value);
  if (Number.isNaN(number)) throw invalid(`Invalid value for: ${name}`, name);
  return number;
};

/** The most restrictive of what was asked and what is allowed. */
const expirationOf = ({ expiration, params }: Asked): number => {
  const ttlMs = whole(params?.ttl, 'ttl') * 1000;
  const until = Math.min(whole(expiration, 'expiration'), Date.now() + Math.min(ttlMs, LONGEST_MS));
  if (until <= Date.now()) throw invalid('Channel expiration must be in the future.', 'expiration');
  return Math.floor(until / 1000) * 1000;
};

const open = (world: World, request: ApiRequest, watched: string, path: string): ApiAnswer => {
  const wanted = readChannel(request.body);
  const id = checkedId(world, wanted);
  const address = checkedAddress(world, wanted);
  const { token } = wanted;
  if (token !== undefined && token.length > 256) throw invalid('Channel token is too long.', 'token');
  const channel: Channel = {
    id,
    resourceId: resourceIdOf(request.account.email, watched),
    resourceUri: `${world.origin}/calendar/v3/${path}?alt=json`,
    address,
    ...(token !== undefined && { token }),
    expiration: expirationOf(wanted),
    account: request.account.email,
    clientId: request.caller.clientId,
    watched,
  };
  world.channels.open(channel);
  const { resourceId, resourceUri, expiration } = channel;
  return {
    body: {
      kind: 'api#channel',
      id,
      resourceId,
      resourceUri,
      ...(token !== undefined && { token }),
      expiration: String(expiration),
    },
  };
};

/** https://developers.google.com/workspace/calendar/api/v3/reference/events/watch */
export const watchEvents = (world: World, request: ApiRequest): ApiAnswer => {
  const { calendar } = accessTo(world, request, 'freeBusyReader');
  if (calendar.isGenerated)
    throw new ApiRefusal({
      status: 400,
      reason: 'pushNotSupportedForRequestedResource',
      message: 'Push notifications are not supported by this resource.',
    });
  return open(
    world,
    request,
    watchedEvents(calendar.id),
    `calendars/${encodeURIComponent(calendar.id)}/events`,
  );
};

export const watchCalendarList = (world: World, request: ApiRequest): ApiAnswer =>
  open(world, request, watchedList(request.account.email), 'users/me/calendarList');

const stopped = z.object({ id: z.string(), resourceId: z.string() });

/** Only the user and client that opened it may close a channel; a service account may for any of its users. */
export const stopChannel = (world: World, { body, account, caller }: ApiRequest): ApiAnswer => {
  const { success, data, error } = stopped.safeParse(body);
  if (!success) throw required(`Required: channel.${error.issues[0]?.path.join('.') ?? 'id'}`);
  const channel = world.channels.live().find(({ id }) => id === data.id);
  const isUsers = caller.kind === 'delegate' || channel?.account === account.email;
  const isOwn = isUsers && channel?.clientId === caller.clientId;
  if (!isOwn || channel.resourceId !== data.resourceId)
    throw new ApiRefusal({
      status: 404,
      reason: 'notFound',
      message: `Channel '${data.id}' not found for project`,
    });
  world.channels.stop(data.id);
  return { status: 204 };
};
