import { connectOutlook, outlookAccountOf, reconnectOutlook } from './connect-outlook.ts';
import type { Hub } from './hub.ts';
import { inOutlook } from './outlook.ts';
import { viewOf } from './outlook-imports.ts';
import { type OutlookEvent, ownEvents } from './outlook-state.ts';
import { slot } from './torture-slot.ts';
import type { Act, TortureWorld } from './torture-world.ts';

const CARD = '/v1/me/integrations/outlook_calendar';
/** Ada has Outlook only, Dan Zoom beside it, Chloe a calendar at Google. */
const HOSTS = ['ada', 'dan', 'chloe'] as const;
const OPENERS = ['ada', 'dan'] as const;
const WAYS = [
  'consent',
  'sessions',
  'password',
  'disable',
  'mfa',
  'conditional_access',
  'idle',
  'admin_consent',
] as const;
/** Theirs are in the afternoon, ours in the morning. */
const AFTERNOON = 14;

const userOf = ({ account }: Pick<OutlookEvent, 'account'>): string => account.split('@')[0] ?? '';

const onEvent =
  (
    act: (
      world: TortureWorld,
      one: OutlookEvent,
      hands: Awaited<ReturnType<typeof inOutlook>>,
    ) => Promise<unknown>,
  ): Act =>
  async (world) => {
    const [first, ...others] = await ownEvents(world.hub);
    if (!first) return;
    const one = world.pick([first, ...others]);
    await act(world, one, await inOutlook(world.hub, userOf(one)));
  };

const afternoon = ({ random }: TortureWorld) => {
  const day = `2027-01-0${5 + Math.floor(random() * 4)}`;
  const hour = AFTERNOON + Math.floor(random() * 4);
  return {
    day,
    start: { dateTime: `${day}T${hour}:00:00`, timeZone: 'UTC' },
    end: { dateTime: `${day}T${hour}:45:00`, timeZone: 'UTC' },
  };
};

const account = (hub: Hub, user: string) =>
  hub.microsoft.account({ email: outlookAccountOf(user), name: user, calendars: [{ name: 'Team' }] });

const connected = async (hub: Hub): Promise<string[]> =>
  (await hub.microsoft.state()).accounts.map(({ email }) => String(email));

/** What somebody keeps for themselves, one meeting or a week of them. */
const add: Act = async (world) => {
  const [first, ...others] = await connected(world.hub);
  if (first === undefined) return;
  const { day, start, end } = afternoon(world);
  const daily = {
    pattern: { type: 'daily', interval: 1 },
    range: { type: 'numbered', startDate: day, numberOfOccurrences: 4 },
  };
  const subject = `Own ${world.trace.length}`;
  const hands = await inOutlook(world.hub, userOf({ account: world.pick([first, ...others]) }));
  await hands.add({ subject, start, end, ...(world.random() < 0.4 && { recurrence: daily }) });
};

/** One of those meetings is moved, renamed or deleted, be it one of a series. */
const changeOwn: Act = async (world) => {
  const [first, ...others] = await connected(world.hub);
  if (first === undefined) return;
  const mailbox = world.pick([first, ...others]);
  const ours = new Set((await ownEvents(world.hub)).map(({ id }) => id));
  const [event, ...more] = (await viewOf(world.hub, mailbox)).filter(({ id }) => !ours.has(id));
  if (!event) return;
  const { id } = world.pick([event, ...more]);
  const hands = await inOutlook(world.hub, userOf({ account: mailbox }));
  const { start, end } = afternoon(world);
  const what = world.pick(['move', 'rename', 'delete']);
  if (what === 'delete') await hands.remove(id);
  else await hands.edit(id, what === 'move' ? { start, end } : { subject: `Mine ${world.trace.length}` });
};

/** What hosts do to their Outlook accounts and in them. */
export const TORTURE_OUTLOOK_ACTS: Readonly<Record<string, Act>> = {
  'connect Outlook': async ({ hub, pick }) => {
    const user = pick(HOSTS);
    await account(hub, user);
    await connectOutlook(hub, user, pick([{}, {}, { privacy: 'full_private' }]));
  },
  'reconnect Outlook': ({ hub, pick }) => reconnectOutlook(hub, pick(OPENERS)),
  "connect ada's Outlook as another": ({ hub, pick }) =>
    connectOutlook(hub, pick(['chloe', 'dan']), { email: outlookAccountOf('ada') }),
  'disconnect Outlook': ({ hub, pick }) =>
    hub.call('DELETE', `${CARD}?bookings=${pick(['release', 'cancel', 'keep'])}`, { user: pick(HOSTS) }),
  'privacy in Outlook': ({ hub, pick }) =>
    hub.call('PATCH', CARD, { user: pick(OPENERS), body: { privacy: pick(['default', 'full_private']) } }),
  'sync Outlook now': ({ hub, pick }) => hub.call('POST', `${CARD}/sync`, { user: pick(OPENERS), body: {} }),
  'revoked at Microsoft': ({ hub, pick }) =>
    hub.microsoft.control('revoke', { account: outlookAccountOf(pick(OPENERS)), how: pick(WAYS) }),
  'move in Outlook': onEvent((world, { id }, hands) => {
    const { start, end } = slot(world);
    return hands.move(id, start, end);
  }),
  'title in Outlook': onEvent(({ trace }, { id }, hands) =>
    hands.edit(id, { subject: `Review ${trace.length}` }),
  ),
  'delete in Outlook': onEvent((_, { id }, hands) => hands.remove(id)),
  'to another calendar in Outlook': onEvent(({ hub }, { id, account: mailbox }) =>
    hub.microsoft.control('move-event', { account: mailbox, event: id, calendar: 'Team' }),
  ),
  'own meeting in Outlook': add,
  'change of an own meeting in Outlook': changeOwn,
  'licence for Teams': ({ hub, pick }) => {
    const user = pick(OPENERS);
    const licence = pick(['late', 'late', 'never', 'none', 'refused']);
    return hub.microsoft.account({ email: outlookAccountOf(user), name: user, licence });
  },
};

/** Whoever was asked to reconnect Outlook does. */
export const reconnectOutlooks = async (hub: Hub): Promise<void> => {
  for (const user of HOSTS) {
    const { body } = await hub.call('GET', CARD, { user });
    if (JSON.stringify(body).includes('"state":"needs_reauth"')) await reconnectOutlook(hub, user);
  }
};
