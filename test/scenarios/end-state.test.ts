import { describe, expect, it } from 'vitest';
import { connectGoogle } from '../support/connect-google.ts';
import { connectZoom, inZoom, zoomAccountOf } from '../support/connect-zoom.ts';
import { endFaults } from '../support/end-state.ts';
import { useHub } from '../support/hub.ts';
import { lastWordFaults } from '../support/last-words.ts';
import { GINA, inGoogle, meeting, readBooking } from '../support/meeting.ts';
import { book } from '../support/order.ts';

const hub = useHub();
type Item = Awaited<ReturnType<ReturnType<typeof hub>['aws']['tables']['snapshot']>>[number];

const faults = async () => [...(await endFaults(hub())), ...(await lastWordFaults(hub()))];

/** Writes items that begin so once more, with a text replaced. */
const forge = async (partition: string, from: string | RegExp, to: string): Promise<void> => {
  const { tables } = hub().aws;
  const items = (await tables.snapshot()).filter((item) => JSON.stringify(item.pk).includes(`"${partition}`));
  const forged = items.map((item): Item => JSON.parse(JSON.stringify(item).replace(from, to)));
  expect(forged).not.toEqual(items);
  await tables.restore(forged);
};

/** Each leaves one thing wrong behind, as a fault of the hub would. */
const PLANTED: readonly [string, RegExp, (eventId: string) => Promise<unknown>][] = [
  [
    'an event that is missing',
    /^not in the calendar/u,
    async (eventId) => {
      await hub().google.webhooks({ mode: 'drop' });
      await (await inGoogle(hub(), 'ben')).remove(eventId);
    },
  ],
  [
    'an event too many',
    /^only in the calendar/u,
    async () => {
      await hub().google.webhooks({ mode: 'drop' });
      const times = {
        start: { dateTime: '2027-01-08T10:00:00Z' },
        end: { dateTime: '2027-01-08T11:00:00Z' },
      };
      const mark = { extendedProperties: { private: { meridianBooking: 'bkg_ghost' } } };
      await (await inGoogle(hub(), 'ben')).add({ summary: 'Ghost', ...times, ...mark });
    },
  ],
  [
    'a mail that is owed',
    /still owes mails$/u,
    () => forge('BOOKING#', '"noticesOwed":{"BOOL":false}', '"noticesOwed":{"BOOL":true}'),
  ],
  [
    'a guard at another time',
    /^(?:not guarded|guarded for nothing)/u,
    () => forge('USER#', /"start":\{"S":"2027-01-05T09:00/u, '"start":{"S":"2027-01-05T08:00'),
  ],
  ['a timer of nothing', /^DUE#recheck/u, () => forge('DUE#feed#', /DUE#feed#/u, 'DUE#recheck#')],
  [
    'a dead letter',
    /^a dead letter of sync/u,
    async () =>
      hub().aws.byName.sync.deadLetters.send({ body: '{}', attributes: {}, group: 'g', dedupe: 'd' }),
  ],
  [
    'a reference into a calendar that is gone',
    /is still referred to by/u,
    () => forge('REF#', /"feedId":\{"S":"[^"]+"/u, '"feedId":{"S":"gone"'),
  ],
  [
    'a calendar of no connection',
    /has no connection$/u,
    () => forge('FEED#', /"connectionId":\{"S":"[^"]+"/u, '"connectionId":{"S":"con_gone"'),
  ],
  [
    'busy time of no calendar',
    /^a row of no calendar/u,
    async () => {
      const [start, end] = [{ dateTime: '2027-01-08T10:00:00Z' }, { dateTime: '2027-01-08T11:00:00Z' }];
      await (await inGoogle(hub(), 'ben')).add({ summary: 'Dentist', start, end });
      await hub().advance('PT1H');
      await forge('FEED#', /"FEED#[^"#]+#/u, '"FEED#gone#');
    },
  ],
  [
    'a run that never ended',
    /is still running$/u,
    async () => {
      await hub().call('POST', '/v1/me/integrations/google_calendar/sync', { user: 'ben', body: {} });
      await hub().advance('PT1H');
      expect(await endFaults(hub())).toEqual([]);
      await forge('RUN#', /"state":\{"S":"done"\}/gu, '"state":{"S":"running"}');
    },
  ],
  [
    'a title that nobody was told of',
    /was last told/u,
    () => forge('BOOKING#', /"title":\{"S":"Intro call"/gu, '"title":{"S":"Another call"'),
  ],
];

describe('the last look at a hub that has come to rest', { timeout: 60_000 }, () => {
  it.each(PLANTED)('finds %s, and nothing before', async (_, found, plant) => {
    const { eventId } = await meeting(hub(), { zone: 'UTC' });
    await book(hub(), { start: '2027-01-06T10:00:00Z', end: '2027-01-06T11:00:00Z', zone: 'UTC' });
    await hub().advance('PT1H');
    expect(await endFaults(hub())).toEqual([]);
    await plant(eventId);
    expect(await faults()).toEqual(expect.arrayContaining([expect.stringMatching(found)]));
  });
});

/** As the hub's own would be, made by nobody knows whom. */
const meetingFor = async (id: string): Promise<unknown> =>
  (await hub().zoom.as(zoomAccountOf('ben')))('POST', '/v2/users/me/meetings', {
    topic: 'Intro call',
    type: 2,
    start_time: '2027-01-05T09:00:00Z',
    duration: 60,
    agenda: id,
  });

const deaf = () => hub().zoom.webhooks({ mode: 'drop' });

/** Each leaves something wrong behind between a booking and Zoom. */
const PLANTED_AT_ZOOM: readonly [
  string,
  readonly RegExp[],
  (meetingId: string, bookingId: string) => Promise<unknown>,
][] = [
  [
    'a meeting that is missing',
    [/^not at Zoom/u],
    async (id) => {
      await deaf();
      await (await inZoom(hub(), 'ben')).remove(id);
    },
  ],
  [
    'a meeting at another time, one that was made twice, and one too many',
    [/^otherwise at Zoom/u, /^twice at Zoom/u, /^only at Zoom/u],
    async (id, bookingId) => {
      await deaf();
      await (await inZoom(hub(), 'ben')).move(id, '2027-01-05T10:00:00Z', '2027-01-05T11:00:00Z');
      await meetingFor(bookingId);
      await meetingFor(`bkg_${'a'.repeat(26)}`);
    },
  ],
  [
    'a link that leads elsewhere, a mail without it, and a guest who lacks their own',
    [/^another link/u, /without the link$/u, /^others registered/u],
    async () => {
      await forge('BOOKING#', /"joinUrl":\{"S":"[^"]+"/u, '"joinUrl":{"S":"https://elsewhere.example"');
      await forge(
        'BOOKING#',
        /"status":\{"S":"confirmed"/u,
        '"linkPer":{"S":"participant"},"status":{"S":"confirmed"',
      );
    },
  ],
  [
    'a link that nobody makes though a host could, and a meeting that is owed',
    [/^no link, though/u, /still owes a meeting/u],
    async () => {
      await forge('BOOKING#', /"hostId":\{"S":"ben"/u, '"hostId":{"S":"nobody"');
      await forge('BOOKING#', /"meetingId":/u, '"owed":{"N":"9"},"meetingId":');
    },
  ],
];

describe('the last look at Zoom', { timeout: 60_000 }, () => {
  it.each(PLANTED_AT_ZOOM)('finds %s, and nothing before', async (_, found, plant) => {
    await connectGoogle(hub(), 'ben');
    await connectZoom(hub(), 'ben');
    const { id } = await book(hub(), { zone: 'UTC', location: { kind: 'zoom' }, guests: [GINA] });
    await hub().advance('PT1H');
    expect(await faults()).toEqual([]);
    const link = (await readBooking(hub(), id)).conference?.joinUrl ?? '';
    await plant(/\/j\/(\d+)/u.exec(link)?.[1] ?? '', id);
    expect(await faults()).toEqual(expect.arrayContaining(found.map((one) => expect.stringMatching(one))));
  });
});
