import { afterEach, describe, expect, it } from 'vitest';
import { connectGoogle } from '../support/connect-google.ts';
import { useHub } from '../support/hub.ts';
import { accountOf, inGoogle } from '../support/meeting.ts';
import { book } from '../support/order.ts';
import { storedItems } from '../support/stored-items.ts';
import { watchMessages } from '../support/watch-messages.ts';

const hub = useHub();

/** Strings that occur nowhere by chance. */
const FOREIGN = {
  summary: 'kanarek-title Ünï©ødé',
  description: 'kanarek-body',
  location: 'kanarek-place',
  attendees: [{ email: 'kanarek-guest@elsewhere.example', displayName: 'kanarek-name' }],
  start: { dateTime: '2027-01-07T14:00:00Z' },
  end: { dateTime: '2027-01-07T15:00:00Z' },
};
const HIDDEN = { ...FOREIGN, summary: 'kanarek-secret', visibility: 'private' };
const FROM_ELSEWHERE = [
  'kanarek-title',
  'kanarek-body',
  'kanarek-place',
  'kanarek-guest',
  'kanarek-name',
  'kanarek-secret',
];
const OURS = ['hvezda-title', 'hvezda-body', 'hvezda-guest', 'hvezda-name'];
/** How Google's codes, refresh tokens and access tokens begin. */
const KEYS = ['ya29.', '1//0', '4/0'];

let messages = { seen: (): readonly string[] => [], end: (): void => undefined };
afterEach(() => messages.end());

const mailed = async (): Promise<string> =>
  (await hub().inbox.all())
    .map(({ subject, text, html, to, raw }) =>
      [subject, text, html, to.join(), raw.toString('utf8')].join('\n'),
    )
    .join('\n');

/** What lies or lay where, as text. */
const everywhere = async () => ({
  tables: JSON.stringify(await storedItems(hub(), '')),
  queues: messages.seen().join('\n'),
  logs: hub().logs().join('\n'),
  mails: await mailed(),
  secrets: JSON.stringify(hub().aws.secrets.secrets.save()),
});

const found = async (canaries: readonly string[]) =>
  Object.fromEntries(
    Object.entries(await everywhere()).map(([where, text]) => [
      where,
      canaries.filter((canary) => text.includes(canary)),
    ]),
  );

const live = async (privacy: 'default' | 'full_private'): Promise<void> => {
  messages = watchMessages(hub());
  await connectGoogle(hub(), 'ben', { privacy });
  const ben = await inGoogle(hub(), 'ben');
  const { id } = await ben.add(FOREIGN);
  await ben.add(HIDDEN);
  await ben.add({
    ...FOREIGN,
    recurrence: ['RRULE:FREQ=WEEKLY;COUNT=4'],
    start: { ...FOREIGN.start, timeZone: 'UTC' },
    end: { ...FOREIGN.end, timeZone: 'UTC' },
  });
  await hub().settle();
  await ben.move(String(id), '2027-01-08T14:00:00Z', '2027-01-08T15:00:00Z');
  await hub().settle();
  await book(hub(), {
    title: 'hvezda-title',
    description: 'hvezda-body',
    guests: [{ email: 'hvezda-guest@example.org', name: 'hvezda-name' }],
  });
  // Past the life of the first access token, a daily tail read, and one trouble of each kind.
  await hub().google.fault({ match: { path: '/events' }, status: 429, times: 2 });
  await hub().advance('PT2H');
  await hub().google.control('expire-sync-tokens', { account: accountOf('ben') });
  await hub().advance('PT25H');
  await hub().call('GET', '/v1/availability?users=ben&from=2027-01-05T00:00:00Z&to=2027-01-09T00:00:00Z', {
    user: 'ada',
  });
};

describe('what people keep to themselves', { timeout: 60_000 }, () => {
  it('[SYNC-08] in full privacy nothing but times reaches a table, a queue, a log or a mail', async () => {
    await live('full_private');
    expect(await found(FROM_ELSEWHERE)).toEqual({ tables: [], queues: [], logs: [], mails: [], secrets: [] });
    expect((await storedItems(hub(), 'FEED')).filter(({ busy }) => busy === true)).not.toEqual([]);
  });

  it('[SYNC-10] by default a title is kept as busy time has it, and nothing else of a foreign event; bookings are in no message and no log, keys in the vault alone', async () => {
    await live('default');
    expect(await found(FROM_ELSEWHERE)).toEqual({
      tables: ['kanarek-title'],
      queues: [],
      logs: [],
      mails: [],
      secrets: [],
    });
    const ours = await found(OURS);
    expect(ours).toMatchObject({ tables: OURS, queues: [], logs: [], secrets: [] });
    expect(ours.mails).toEqual(expect.arrayContaining(['hvezda-title', 'hvezda-guest', 'hvezda-name']));
    expect(await found(KEYS)).toEqual({ tables: [], queues: [], logs: [], mails: [], secrets: ['1//0'] });
  });
});
