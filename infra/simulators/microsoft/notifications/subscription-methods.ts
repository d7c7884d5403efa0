import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Account, isPersonal } from '../accounts.ts';
import { ApiRefusal, accessDenied, badRequest } from '../graph/api-refusal.ts';
import type { ApiAnswer, ApiRequest } from '../graph/api-request.ts';
import { collection, contextOf } from '../graph/collection.ts';
import type { World } from '../world.ts';
import { validateAddress } from './handshake.ts';
import type { Subscription } from './subscriptions.ts';

const MINUTE_MS = 60_000;
const SHORTEST_MS = 45 * MINUTE_MS;
const CHANGE_TYPES = ['created', 'updated', 'deleted'];
const HERE = ['127.0.0.1', 'localhost'];

const asked = z.object({
  changeType: z.string(),
  notificationUrl: z.string(),
  lifecycleNotificationUrl: z.string().nullish(),
  resource: z.string(),
  expirationDateTime: z.string(),
  clientState: z.string().max(128).nullish(),
});
type Asked = z.infer<typeof asked>;

const invalidRequest = (message: string): ApiRefusal => badRequest('InvalidRequest', message);

const shown = (subscription: Subscription, isNew: boolean): Record<string, unknown> => ({
  id: subscription.id,
  resource: subscription.resource,
  applicationId: subscription.clientId,
  changeType: subscription.changeTypes.join(','),
  clientState: isNew ? (subscription.clientState ?? null) : null,
  notificationUrl: subscription.notificationUrl,
  lifecycleNotificationUrl: subscription.lifecycleUrl ?? null,
  expirationDateTime: new Date(subscription.expiresAt).toISOString(),
  creatorId: subscription.creator,
  includeResourceData: null,
  latestSupportedTlsVersion: 'v1_2',
  encryptionCertificate: null,
  encryptionCertificateId: null,
});

/** Too short is made longer; too long is cut, or refused. */
const expiryOf = ({ quirks }: World, text: string): number => {
  const at = Date.parse(text);
  if (!(text.endsWith('Z') && Number.isFinite(at)))
    throw invalidRequest(
      'Could not process subscription creation payload. Are all property names spelled correctly?',
    );
  const latest = Date.now() + quirks.longestSubscriptionMinutes * MINUTE_MS;
  if (at > latest && quirks.tooLongSubscription === 'refused')
    throw badRequest(
      'ErrorInvalidParameter',
      `Subscription expiration can only be ${quirks.longestSubscriptionMinutes} minutes in the future.`,
    );
  return Math.min(latest, Math.max(at, Date.now() + SHORTEST_MS));
};

const checkedAddress = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isHere = url?.protocol === 'http:' && HERE.includes(url.hostname);
  if (url?.protocol !== 'https:' && !isHere)
    throw invalidRequest(`The notification URL must be an absolute https address: ${text}`);
  return text;
};

/** The signed-in user's own events, and nobody else's. */
const checkResource = (resource: string, { oid, email }: Account): void => {
  const [, user] = /^\/?(?:me|users\/([^/]+))\/events$/i.exec(resource) ?? [undefined, undefined];
  if (!/events$/i.test(resource) || (user === undefined && !/^\/?me\/events$/i.test(resource)))
    throw invalidRequest(`Resource '${resource}' is not supported.`);
  if (user !== undefined && user !== oid && user.toLowerCase() !== email)
    throw new ApiRefusal({
      status: 403,
      code: 'ExtensionError',
      message: 'Operation: Create; Exception: [Status Code: Forbidden; Reason: Access is denied.]',
    });
};

const changeTypesOf = ({ changeType }: Asked): string[] => {
  const types = changeType.split(',').map((each) => each.trim().toLowerCase());
  if (types.some((each) => !CHANGE_TYPES.includes(each)))
    throw invalidRequest(`Invalid 'changeType' attribute: '${changeType}'.`);
  return types;
};

const checkDuplicate = ({ quirks, subscriptions }: World, account: Account, wanted: Asked): void => {
  if (quirks.duplicateSubscription === 'allowed') return;
  const types = changeTypesOf(wanted).join();
  const same = subscriptions.of(account.oid).find((each) => each.changeTypes.join() === types);
  if (same)
    throw new ApiRefusal({
      status: 409,
      code: 'Conflict',
      message: `Subscription Id <${same.id}> already exists for the requested combination`,
    });
};

const readAsked = (body: unknown): Asked => {
  const { success, data, error } = asked.safeParse(body);
  if (success) return data;
  throw invalidRequest(
    `Could not process subscription creation payload: ${error.issues[0]?.path.join('.')}.`,
  );
};

const validateAddresses = async ({
  notificationUrl,
  lifecycleUrl,
}: Pick<Subscription, 'notificationUrl' | 'lifecycleUrl'>): Promise<void> => {
  await validateAddress(notificationUrl);
  if (lifecycleUrl !== undefined) await validateAddress(lifecycleUrl);
};

/** `POST /subscriptions`: both addresses have to prove themselves while the caller waits. */
export const createSubscription = async (world: World, request: ApiRequest): Promise<ApiAnswer> => {
  const { account, caller, body, prefer } = request;
  if (world.quirks.subscriptionNeedsRead && !caller.scopes.includes('Calendars.Read')) throw accessDenied();
  const wanted = readAsked(body);
  checkResource(wanted.resource, account);
  if (account.mailbox === 'none')
    throw badRequest(
      'ExtensionError',
      'Operation: Create; Exception: [Status Code: NotFound; Reason: REST API is not yet supported for this mailbox.]',
    );
  const changeTypes = changeTypesOf(wanted);
  const expiresAt = expiryOf(world, wanted.expirationDateTime);
  const notificationUrl = checkedAddress(wanted.notificationUrl);
  const lifecycleUrl = wanted.lifecycleNotificationUrl
    ? checkedAddress(wanted.lifecycleNotificationUrl)
    : undefined;
  checkDuplicate(world, account, wanted);
  await validateAddresses({ notificationUrl, lifecycleUrl });
  const subscription = world.subscriptions.put({
    id: randomUUID(),
    clientId: caller.clientId,
    creator: account.oid,
    resource: isPersonal(account) ? wanted.resource : `users/${account.oid}/events`,
    changeTypes,
    notificationUrl,
    lifecycleUrl,
    clientState: wanted.clientState ?? undefined,
    isImmutable: prefer.isImmutable,
    expiresAt,
    isPaused: false,
  });
  return {
    status: 201,
    body: { '@odata.context': contextOf(world, 'subscriptions/$entity'), ...shown(subscription, true) },
  };
};

const ownSubscription = ({ subscriptions }: World, { id, account, caller }: ApiRequest): Subscription => {
  const found = subscriptions.find(id);
  if (found?.creator === account.oid && found.clientId === caller.clientId) return found;
  throw new ApiRefusal({ status: 404, code: 'ResourceNotFound', message: 'The object was not found.' });
};

export const listSubscriptions = (world: World, request: ApiRequest): ApiAnswer => {
  const own = world.subscriptions
    .of(request.account.oid)
    .filter(({ clientId }) => clientId === request.caller.clientId);
  return collection(
    world,
    request,
    'subscriptions',
    own.map((each) => shown(each, false)),
  );
};

export const getSubscription = (world: World, request: ApiRequest): ApiAnswer => ({
  body: shown(ownSubscription(world, request), false),
});

/** `PATCH /subscriptions/{id}` renews and reauthorizes; the addresses cannot be changed by it. */
export const renewSubscription = async (world: World, request: ApiRequest): Promise<ApiAnswer> => {
  const found = ownSubscription(world, request);
  const { success, data } = z.object({ expirationDateTime: z.string() }).safeParse(request.body);
  if (!success) throw invalidRequest('Only expirationDateTime can be changed.');
  const expiresAt = expiryOf(world, data.expirationDateTime);
  if (world.quirks.handshakeOnRenewal) await validateAddresses(found);
  return { body: shown(world.subscriptions.put({ ...found, expiresAt, isPaused: false }), false) };
};

export const reauthorizeSubscription = (world: World, request: ApiRequest): ApiAnswer => {
  world.subscriptions.put({ ...ownSubscription(world, request), isPaused: false });
  return { status: 204 };
};

export const deleteSubscription = (world: World, request: ApiRequest): ApiAnswer => {
  world.subscriptions.remove(ownSubscription(world, request).id);
  return { status: 204 };
};
