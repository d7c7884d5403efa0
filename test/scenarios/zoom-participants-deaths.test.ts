import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { BookingView } from '../../events/http/booking-view.ts';
import { connectZoom } from '../support/connect-zoom.ts';
import { endFaults } from '../support/end-state.ts';
import { useHub } from '../support/hub.ts';
import { insist, noMoreDeaths } from '../support/kill-step.ts';
import { readBooking } from '../support/meeting.ts';
import { book, order } from '../support/order.ts';

const hub = useHub();
const ANN = { email: 'ann@guests.example', name: 'Ann Arbour' };
const BOB = { email: 'bob@guests.example', name: 'Bob' };
const CID = { email: 'cid@guests.example', name: 'Cid' };
const EACH = { location: { kind: 'zoom' }, linkPer: 'participant', guests: [ANN, BOB] };
const Made = z.looseObject({ id: z.string() });
const Meetings = z.array(
  z.looseObject({ registrants: z.array(z.object({ email: z.string(), joinUrl: z.string() })) }),
);

interface Death {
  readonly at: 'zoom' | 'tables';
  readonly kind: 'drop' | 'cut';
  /** Which of the calls that fit. */
  readonly skip: number;
}
const both = (at: Death['at'], ...skips: readonly number[]): Death[] =>
  skips.flatMap((skip) => (['drop', 'cut'] as const).map((kind) => ({ at, kind, skip })));

/** Before or after a call about registrants counts: at Zoom, or where the hub writes down what came of it. */
const killAt = async ({ at, kind, skip }: Death): Promise<void> => {
  const path = '/registrants';
  if (at === 'zoom')
    await hub().zoom.fault({ match: { path }, reset: true, afterCommit: kind === 'cut', skip, times: 1 });
  // The SDK tries three times; only then does the function die.
  else hub().aws.tables.faults.add({ kind, about: 'registrants', skip, times: 3 });
};

const recover = async (): Promise<void> => {
  await hub().settle();
  await hub().advance('PT3M');
  await noMoreDeaths(hub());
  await hub().advance('PT10M');
};

const links = ({ guests }: BookingView) => guests.map(({ email, joinUrl }) => [email, joinUrl]);
const registered = async () =>
  Meetings.parse((await hub().zoom.state()).meetings).flatMap(({ registrants }) =>
    registrants.map(({ email, joinUrl }) => [email, joinUrl]),
  );
/** By their mails: which links each guest was told. */
const toldLinks = async ({ email }: { email: string }): Promise<string[]> => {
  const mails = (await hub().inbox.all()).filter(({ to }) => to.includes(email));
  return [...new Set(mails.flatMap(({ text }) => text.match(/https:\/\/us02web\.zoom\.us\/\S+/gu) ?? []))];
};

describe('the hub dies over guests who register', { timeout: 60_000 }, () => {
  test.each([...both('zoom', 0, 1), ...both('tables', 0)])(
    'each has one link of their own in the end: $kind at call $skip to $at',
    async (death) => {
      await connectZoom(hub(), 'ben');
      await killAt(death);
      const headers = { 'idempotency-key': 'the one' };
      let id = '';
      await insist(async () => {
        const reply = await hub().call('POST', '/v1/bookings', { user: 'ben', body: order(EACH), headers });
        id = Made.catch({ id: '' }).parse(reply.body).id;
        return reply;
      });
      await recover();
      const own = links(await readBooking(hub(), id));
      expect(own.map(([email]) => email)).toEqual([ANN.email, BOB.email]);
      expect(await registered()).toEqual(own);
      for (const [index, guest] of [ANN, BOB].entries())
        expect(await toldLinks(guest)).toEqual([own[index]?.[1]]);
      expect(await endFaults(hub())).toEqual([]);
    },
  );

  // The first write that names them is the request's own.
  test.each([...both('zoom', 0, 1), ...both('tables', 1)])(
    'who stays keeps their link, who goes has none: $kind at call $skip to $at',
    async (death) => {
      await connectZoom(hub(), 'ben');
      const { id } = await book(hub(), EACH);
      await hub().settle();
      const [, bobs] = links(await readBooking(hub(), id));
      await killAt(death);
      const body = { guests: [BOB, CID] };
      await insist(() => hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ben', body }));
      await recover();
      const own = links(await readBooking(hub(), id));
      expect(own[0]).toEqual(bobs);
      expect(await registered()).toEqual(own);
      expect(await toldLinks(CID)).toEqual([own[1]?.[1]]);
      expect(await endFaults(hub())).toEqual([]);
    },
  );
});
