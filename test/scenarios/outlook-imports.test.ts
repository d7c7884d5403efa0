import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ExternalEvents } from '../../events/http/external-events.ts';
import { connectOutlook, outlookAccountOf } from '../support/connect-outlook.ts';
import { useHub } from '../support/hub.ts';
import { inOutlook } from '../support/outlook.ts';
import { deafBen, hourAt, readNow, shownOf } from '../support/outlook-calendar.ts';

const hub = useHub();
const BOSS = 'boss@contoso.example';

const at = (hour: number, over: Record<string, unknown> = {}) => ({ ...hourAt('2027-01-05', hour), ...over });

const rows = async () => {
  const path = '/v1/users/ben/external-events?from=2027-01-04T00:00:00Z&to=2027-01-08T00:00:00Z';
  return (await hub().ask(ExternalEvents, 'GET', path, { user: 'ben' })).items;
};

/** Somebody else's meeting, to which ben is invited; resolves to their hands and the id of ben's copy. */
const invited = async (hour: number) => {
  await hub().microsoft.account({ email: BOSS, name: 'Boss' });
  const boss = await hub().microsoft.as(BOSS);
  const made = await boss('POST', '/v1.0/me/events', {
    ...at(hour),
    subject: `Review at ${hour}`,
    attendees: [{ emailAddress: { address: outlookAccountOf('ben') } }],
  });
  const copy = (await hub().microsoft.state()).events.find(
    ({ account, iCalUId }) => account === outlookAccountOf('ben') && iCalUId === made.iCalUId,
  );
  return { boss, id: encodeURIComponent(String(made.id)), copy: encodeURIComponent(String(copy?.id)) };
};

const Availability = z.object({
  items: z.array(
    z.looseObject({
      known: z.boolean().optional(),
      busy: z.array(z.looseObject({ start: z.string() })).optional(),
    }),
  ),
});

describe('what is imported from Outlook', { timeout: 60_000 }, () => {
  it('[SYNC-09] is the title of what is open, and busy time of what its owner keeps private', async () => {
    const ben = await deafBen(hub());
    for (const [index, sensitivity] of ['normal', 'personal', 'private', 'confidential'].entries())
      await ben.add(at(9 + index, { subject: `My ${sensitivity} thing`, sensitivity }));
    await readNow(hub());
    expect(await shownOf(hub())).toEqual([
      '01-05 09:00 My normal thing',
      '01-05 10:00 My personal thing',
      '01-05 11:00 Busy',
      '01-05 12:00 Busy',
    ]);
  });

  it('is time that is taken: not what is shown as free, or as working elsewhere', async () => {
    const ben = await deafBen(hub());
    for (const [index, showAs] of ['free', 'tentative', 'busy', 'oof', 'workingElsewhere'].entries())
      await ben.add(at(9 + index, { subject: showAs, showAs }));
    await readNow(hub());
    expect(await shownOf(hub())).toEqual(['01-05 10:00 tentative', '01-05 11:00 busy', '01-05 12:00 oof']);
  });

  it('[SYNC-10] is the title, the times and one’s own answer, and no word more', async () => {
    const ben = await deafBen(hub());
    const { copy } = await invited(10);
    await readNow(hub());
    expect(await rows()).toEqual([
      {
        start: '2027-01-05T10:00:00.000Z',
        end: '2027-01-05T11:00:00.000Z',
        title: 'Review at 10',
        rsvp: 'needs_action',
        platform: 'outlook_calendar',
      },
    ]);
    await ben.call('POST', `/v1.0/me/events/${copy}/accept`, {});
    await readNow(hub());
    expect((await rows()).map(({ rsvp }) => rsvp)).toEqual(['accepted']);
    await ben.call('POST', `/v1.0/me/events/${copy}/tentativelyAccept`, {});
    await readNow(hub());
    expect((await rows()).map(({ rsvp }) => rsvp)).toEqual(['tentative']);
  });

  it.each(['leaves', 'free'])('is nothing of what was declined (which then %s)', async (declined) => {
    await hub().microsoft.control('quirks', { declined });
    const ben = await deafBen(hub());
    const { copy } = await invited(10);
    await readNow(hub());
    expect(await shownOf(hub())).toEqual(['01-05 10:00 Review at 10']);
    await ben.call('POST', `/v1.0/me/events/${copy}/decline`, {});
    await readNow(hub());
    expect(await shownOf(hub())).toEqual([]);
    await hub().microsoft.control('quirks', {});
  });

  it('is nothing of a meeting that was called off, though its shell stays in the calendar', async () => {
    await deafBen(hub());
    const { boss, id } = await invited(10);
    await readNow(hub());
    expect(await shownOf(hub())).toEqual(['01-05 10:00 Review at 10']);
    await boss('POST', `/v1.0/me/events/${id}/cancel`, { comment: 'Sorry' });
    await readNow(hub());
    const titles = (await hub().microsoft.state()).events.map(({ subject }) => subject);
    expect(titles).toEqual(['Canceled: Review at 10']);
    expect(await shownOf(hub())).toEqual([]);
  });

  it('can be all taken back: with the privacy that its owner chooses later, and the other way round', async () => {
    const ben = await deafBen(hub());
    await ben.add(at(10, { subject: 'Dentist' }));
    await readNow(hub());
    const card = '/v1/me/integrations/outlook_calendar';
    await hub().ask(z.unknown(), 'PATCH', card, { user: 'ben', body: { privacy: 'full_private' } });
    await hub().settle();
    expect(await shownOf(hub())).toEqual(['01-05 10:00 Busy']);
    await hub().ask(z.unknown(), 'PATCH', card, { user: 'ben', body: { privacy: 'default' } });
    await hub().settle();
    expect(await shownOf(hub())).toEqual(['01-05 10:00 Dentist']);
  });
});

describe('[SYNC-02] planners see when an Outlook user is busy', { timeout: 60_000 }, () => {
  it.each([false, true])(
    'as Outlook says it now, before it was imported (personal account: %s)',
    async (personal) => {
      const email = outlookAccountOf('ben');
      await hub().microsoft.account({ email, name: 'Ben', personal });
      await connectOutlook(hub(), 'ben');
      await hub().microsoft.webhooks({ mode: 'drop' });
      await (await inOutlook(hub(), 'ben')).add(at(10, { subject: 'Dentist' }));
      const path = '/v1/availability?users=ben&from=2027-01-05T00:00:00Z&to=2027-01-06T00:00:00Z';
      const busy = async () =>
        (await hub().ask(Availability, 'GET', path, { user: 'ada' })).items[0]?.busy?.map(
          ({ start }) => start,
        );
      expect(await busy()).toEqual(['2027-01-05T10:00:00.000Z']);
      // Microsoft does not answer: what was imported counts.
      await readNow(hub());
      await hub().microsoft.fault({ match: { path: 'calendarView' }, status: 503, times: 5 });
      expect(await busy()).toEqual(['2027-01-05T10:00:00.000Z']);
    },
  );
});
