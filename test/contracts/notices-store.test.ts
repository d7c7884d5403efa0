import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { GuestLink } from '../../events/stored/guest-link.ts';
import type { Notice } from '../../events/stored/notice.ts';
import { keys } from '../../shared/store/keys.ts';
import { dynamoNotices } from '../../shared/store/notices.ts';
import { AT } from '../support/a-booking.ts';
import { told } from '../support/a-letter.ts';
import { scratchTables, TABLE } from '../support/scratch-tables.ts';

const notice = (over: Partial<Notice> = {}): Notice => ({
  v: 1,
  org: 'acme',
  bookingId: 'bkg_1',
  person: 'guest:gst_1',
  version: 1,
  sequence: -1,
  to: { email: 'grace@guest.example', name: 'Grace', zone: 'Europe/Prague', locale: 'en' },
  sending: { kind: 'confirmation', told: told(), sequence: 0, attempt: 1, until: '2027-01-04T09:03:00.000Z' },
  last: { kind: 'confirmation', state: 'queued', at: AT },
  ...over,
});

const link: GuestLink = {
  v: 1,
  org: 'acme',
  bookingId: 'bkg_1',
  guestId: 'gst_1',
  expiresAt: '2027-02-04T11:00:00.000Z',
};

describe('notices in the one table', () => {
  let scratch: Awaited<ReturnType<typeof scratchTables>>;
  let notices: ReturnType<typeof dynamoNotices>;

  beforeAll(async () => {
    scratch = await scratchTables();
    notices = dynamoNotices({ client: scratch.client, name: TABLE });
  });
  beforeEach(() => scratch.tables.reset());
  afterAll(() => scratch.close());

  it('are read as they were written, those of one booking only', async () => {
    const host = notice({ person: 'host:a#b/c ž' });
    const elsewhere = notice({ bookingId: 'bkg_10' });
    for (const one of [notice(), host, elsewhere, notice({ org: 'globex' })])
      expect(await notices.put(one)).toBe(true);
    expect(await notices.ofBooking('acme', 'bkg_1')).toEqual([notice(), host]);
    expect(await notices.ofBooking('acme', 'bkg_2')).toEqual([]);
  });

  it('are claimed by one of many at once', async () => {
    const claims = await Promise.all(Array.from({ length: 8 }, () => notices.put(notice())));
    expect(claims.filter(Boolean)).toHaveLength(1);
    const { sending: _, ...open } = notice({ version: 2, told: told(), sequence: 0 });
    const records = await Promise.all(Array.from({ length: 8 }, () => notices.put(open)));
    expect(records.filter(Boolean)).toHaveLength(1);
    expect(await notices.ofBooking('acme', 'bkg_1')).toEqual([open]);
  });

  it('come with their link or not at all', async () => {
    expect(await notices.put(notice(), { link: { tokenHash: 'one', link } })).toBe(true);
    expect(await notices.put(notice(), { link: { tokenHash: 'two', link } })).toBe(false);
    expect([await notices.link('one'), await notices.link('two')]).toEqual([link, undefined]);
  });

  it('keep an expired link for another month, to say so', async () => {
    await notices.put(notice(), { link: { tokenHash: 'one', link } });
    const { Item } = await scratch.client.send(new GetCommand({ TableName: TABLE, Key: keys.link('one') }));
    expect(Item?.ttl).toBe(Date.parse('2027-03-06T11:00:00.000Z') / 1000);
  });

  it('are found for a hundred and twenty people', async () => {
    const people = Array.from({ length: 120 }, (_, index) => `guest:gst_${index}`);
    await Promise.all(people.map((person) => notices.put(notice({ person }))));
    const found = await notices.ofBooking('acme', 'bkg_1');
    expect(found.map(({ person }) => person)).toEqual(people.toSorted());
  });
});
