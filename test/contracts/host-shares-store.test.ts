import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HostShares } from '../../events/stored/host-shares.ts';
import { dynamoBookings } from '../../shared/store/bookings.ts';
import { dynamoHostShares } from '../../shared/store/host-shares.ts';
import { dynamoNotices } from '../../shared/store/notices.ts';
import { AT, aBooking } from '../support/a-booking.ts';
import { scratchTables, TABLE } from '../support/scratch-tables.ts';

const shares = (version: number): HostShares => ({
  v: 1,
  eventTypeId: 'ety_a',
  version,
  roster: 'r',
  hosts: { ben: { assigned: version, lastAssignedAt: AT } },
});
const link = (id: string) => ({
  tokenHash: `hash of ${id}`,
  link: { v: 1, org: 'acme', bookingId: id, guestId: 'gst_1', expiresAt: AT } as const,
});

describe('whose turn it is, in the one table', () => {
  let scratch: Awaited<ReturnType<typeof scratchTables>>;
  const table = () => ({ client: scratch.client, name: TABLE });

  beforeAll(async () => {
    scratch = await scratchTables();
  });
  beforeEach(() => scratch.tables.reset());
  afterAll(() => scratch.close());

  it('is counted with the booking and the link to it, or none of them is written', async () => {
    const bookings = dynamoBookings(table());
    const read = () => dynamoHostShares(table()).read('ety_a');
    expect(await read()).toBeUndefined();
    const give = (id: string, version: number) =>
      bookings.commit({
        before: undefined,
        after: aBooking({ id }),
        judged: [],
        shares: shares(version),
        link: link(id),
        at: AT,
        trace: 't',
      });
    expect((await give('bkg_1', 1)).outcome).toBe('committed');
    const twins = await Promise.all([give('bkg_2', 2), give('bkg_3', 2)]);
    expect(twins.map(({ outcome }) => outcome).toSorted()).toEqual(['committed', 'stale']);
    expect(await read()).toEqual(shares(2));
    const notices = dynamoNotices(table());
    const found = await Promise.all(
      ['bkg_2', 'bkg_3'].map(async (id) => [
        await bookings.read('acme', id),
        await notices.link(link(id).tokenHash),
      ]),
    );
    const [won, lost] = twins[0]?.outcome === 'committed' ? found : found.toReversed();
    expect(won?.every((each) => each !== undefined)).toBe(true);
    expect(lost).toEqual([undefined, undefined]);
  });
});
