import { describe, expect, it } from 'vitest';
import { connectOutlook } from '../support/connect-outlook.ts';
import { useHub } from '../support/hub.ts';
import { GINA, readBooking } from '../support/meeting.ts';
import { book } from '../support/order.ts';
import { outlookEvents, outlookWrites } from '../support/outlook.ts';

const hub = useHub();

describe('what a booking becomes in Outlook', { timeout: 60_000 }, () => {
  it('[SYNC-03] one event, made with one call, known by the id that Outlook gave it', async () => {
    await connectOutlook(hub(), 'ben');
    const mark = (await hub().microsoft.state()).calls.length;
    const { id } = await book(hub(), { guests: [GINA] }, { headers: { prefer: 'wait=5' } });
    const [event, ...others] = await outlookEvents(hub(), 'ben');
    expect(others).toEqual([]);
    expect((await readBooking(hub(), id)).hosts[0]?.calendar).toEqual({
      platform: 'outlook_calendar',
      state: 'synced',
      eventId: event?.id,
    });
    await hub().settle();
    await hub().advance('PT2H');
    expect(await outlookWrites(hub(), mark)).toEqual(['POST calendar/events']);
  });
});
