import { describe, expect, test } from 'vitest';
import { connectGoogle } from '../support/connect-google.ts';
import { endFaults } from '../support/end-state.ts';
import { useHub } from '../support/hub.ts';
import { cancelByGuest } from '../support/main-story.ts';
import { GINA, readBooking, told } from '../support/meeting.ts';
import { book } from '../support/order.ts';

const hub = useHub();
const HUGO = { email: 'hugo@example.org', name: 'Hugo' };
const confirmed = (...who: string[]) => who.map((address) => `${address}: Confirmed: Intro call`);
const mailStates = async (id: string) =>
  (await readBooking(hub(), id)).guests.map(({ email, mail }) => [email, mail?.kind, mail?.state]);

describe('SES in a bad mood', { timeout: 60_000 }, () => {
  test('throttled, everybody still gets one mail', async () => {
    hub().aws.ses.faults.add({ kind: 'throttle', times: 7 });
    await book(hub(), { guests: [GINA, HUGO] });
    await hub().advance('PT10M');
    expect(await told(hub())).toEqual(confirmed('ben@acme.example', GINA.email, HUGO.email));
    expect(await endFaults(hub())).toEqual([]);
  });

  test('out of its quota of the day, everybody still gets one mail', async () => {
    hub().aws.ses.faults.add({ kind: 'quota', times: 7 });
    await book(hub(), { guests: [GINA, HUGO] });
    await hub().advance('PT3H');
    expect(await told(hub())).toEqual(confirmed('ben@acme.example', GINA.email, HUGO.email));
    expect(await endFaults(hub())).toEqual([]);
  });

  test('an answer cut off after SES took the mail is one duplicate at most, for this reader only', async () => {
    hub().aws.ses.faults.add({ kind: 'cut', about: GINA.email });
    const { id } = await book(hub(), { guests: [GINA, HUGO] });
    await hub().advance('PT30M');
    expect(await told(hub())).toEqual(confirmed('ben@acme.example', GINA.email, GINA.email, HUGO.email));
    expect(await mailStates(id)).toEqual([
      [GINA.email, 'confirmation', 'sent'],
      [HUGO.email, 'confirmation', 'sent'],
    ]);
    expect(await endFaults(hub())).toEqual([]);
  });

  test('an answer cut off before the booking is cancelled: the cancellation goes to whoever may have been told', async () => {
    hub().aws.ses.faults.add({ kind: 'cut', about: GINA.email });
    await book(hub(), { guests: [GINA, HUGO] });
    await hub().settle();
    await cancelByGuest(hub());
    await hub().advance('PT30M');
    expect((await hub().inbox.to(GINA.email)).map(({ subject }) => subject)).toEqual([
      'Confirmed: Intro call',
      'Cancelled: Intro call',
    ]);
    expect(await endFaults(hub())).toEqual([]);
  });

  test('a rejected address stops nobody else, and the booking shows it', async () => {
    await connectGoogle(hub(), 'ben');
    hub().aws.ses.faults.add({ kind: 'reject', about: GINA.email, times: 9 });
    const { id } = await book(hub(), { location: { kind: 'google_meet' }, guests: [GINA, HUGO] });
    await hub().advance('PT10M');
    expect(await told(hub())).toEqual(confirmed('ben@acme.example', HUGO.email));
    expect(await mailStates(id)).toEqual([
      [GINA.email, 'confirmation', 'failed'],
      [HUGO.email, 'confirmation', 'sent'],
    ]);
    expect(await endFaults(hub())).toEqual([]);
  });

  test('while sending is paused nothing is lost, and it all goes when that is over', async () => {
    hub().aws.ses.faults.add({ kind: 'paused', times: 1000 });
    await book(hub(), { guests: [GINA] });
    await hub().advance('PT20M');
    hub().aws.ses.faults.clear();
    await hub().advance('PT20M');
    expect(await told(hub())).toEqual(confirmed('ben@acme.example', GINA.email));
  });

  test.each([['cut'], ['drop']] as const)(
    'a worker whose note of a sent mail is lost (%s) sends it no more than once again',
    async (kind) => {
      hub().aws.tables.faults.add({ kind, operation: 'TransactWriteItems', about: '"sent"', times: 3 });
      await book(hub(), { guests: [GINA] });
      await hub().advance('PT30M');
      const mails = await told(hub());
      expect(mails.length).toBeLessThanOrEqual(3);
      expect(new Set(mails)).toEqual(new Set(confirmed('ben@acme.example', GINA.email)));
      expect(await endFaults(hub())).toEqual([]);
    },
  );
});
