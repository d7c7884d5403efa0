import { describe, expect, it } from 'vitest';
import { connectGoogle } from '../support/connect-google.ts';
import { endFaults } from '../support/end-state.ts';
import { guestOf } from '../support/guest-pages.ts';
import { useHub } from '../support/hub.ts';
import { deaths, insist, killAt, noMoreDeaths } from '../support/kill-step.ts';
import { readBooking, told } from '../support/meeting.ts';
import { book } from '../support/order.ts';

const hub = useHub();
const GRACE = { email: 'grace@guest.example', name: 'Grace Hopper', zone: 'America/New_York', locale: 'en' };
const JAN = { email: 'jan@guest.example', name: 'Jan Žižka', zone: 'Europe/Prague', locale: 'cs' };

describe('a guest who answers', () => {
  it('is asked by the buttons of the mail, answers by a pressed button, and the hosts see it', async () => {
    const { id } = await book(hub(), { guests: [GRACE, JAN] });
    const jan = await guestOf(hub(), JAN.email);
    const grace = await guestOf(hub(), GRACE.email);
    expect(jan.mail.text).toContain(`${jan.path}/rsvp?answer=declined`);
    hub().inbox.clear();
    const before = await readBooking(hub(), id);
    for (const answer of ['accepted', 'tentative', 'declined', 'rubbish'])
      for (const method of ['GET', 'HEAD'])
        expect((await jan.visit(`/rsvp?answer=${answer}`, method)).status).toBe(200);
    await hub().settle();
    expect([await readBooking(hub(), id), await told(hub())]).toEqual([before, []]);

    const asked = await jan.visit('/rsvp?answer=declined');
    expect(asked.text).toContain('Přijdete?');
    const done = await jan.press('/rsvp', { answer: 'declined' });
    expect([done.status, done.title]).toEqual([200, 'Odpověděli jste ne']);
    expect(done.text).toContain('E-mail o tom dostanou: Ben Okafor.');
    expect((await jan.press('/rsvp', { answer: 'declined' })).status).toBe(200);
    await hub().settle();
    expect(await told(hub())).toEqual(['ben@acme.example: Jan Žižka cannot come: Intro call']);
    const { guests, status } = await readBooking(hub(), id);
    expect([status, guests.map(({ rsvp }) => rsvp)]).toEqual(['confirmed', ['needs_action', 'declined']]);

    expect((await grace.press('/rsvp', { answer: 'accepted' })).title).toBe('You said yes');
    expect((await jan.press('/rsvp', { answer: 'tentative' })).title).toBe('Odpověděli jste možná');
    await hub().settle();
    expect((await readBooking(hub(), id)).guests.map(({ rsvp }) => rsvp)).toEqual(['accepted', 'tentative']);
    const { body } = await hub().call('GET', `/v1/bookings/${id}/timeline`, { user: 'ben' });
    expect(JSON.stringify(body)).toContain('Jan Žižka (guest) answered');
    expect(await told(hub())).toEqual([
      'ben@acme.example: Jan Žižka can come after all: Intro call',
      'ben@acme.example: Jan Žižka cannot come: Intro call',
    ]);
  });

  it('answers in JSON, and is told that there is nothing to answer once it is over or cancelled', async () => {
    const { id } = await book(hub(), { guests: [GRACE] });
    const grace = await guestOf(hub(), GRACE.email);
    expect(await grace.read('/rsvp')).toMatchObject({ status: 200, body: { canAnswer: true } });
    expect(await grace.send('/rsvp', { answer: 'tentative' })).toMatchObject({
      status: 200,
      body: { answer: 'tentative' },
    });
    for (const body of [{}, { answer: 'perhaps' }, { answer: 'needs_action' }, { answer: 'accepted', x: 1 }])
      expect(await grace.send('/rsvp', body)).toMatchObject({
        status: 422,
        body: { code: 'invalid_request' },
      });
    await hub().call('POST', `/v1/bookings/${id}/cancel`, { user: 'ben', body: {} });
    expect(await grace.send('/rsvp', { answer: 'accepted' })).toMatchObject({
      status: 409,
      body: { code: 'booking_over' },
    });
    expect((await grace.visit('/rsvp')).title).toBe('This meeting is already cancelled');
    expect((await readBooking(hub(), id)).guests[0]?.rsvp).toBe('tentative');
  });

  it('answers here as well where a calendar invites them, and what that calendar does not know takes nothing back', async () => {
    const settings = await hub().call('GET', '/v1/admin/settings', { user: 'ada' });
    const body = { ...Object(settings.body), guestInvites: 'provider' };
    await hub().call('PUT', '/v1/admin/settings', { user: 'ada', body });
    await connectGoogle(hub(), 'ben');
    const { id } = await book(hub(), { guests: [GRACE] });
    const grace = await guestOf(hub(), GRACE.email);
    expect(grace.mail.text).not.toContain('/rsvp');
    hub().inbox.clear();
    await grace.press('/rsvp', { answer: 'declined' });
    await hub().settle();
    expect(await told(hub())).toEqual(['ben@acme.example: Grace Hopper cannot come: Intro call']);
    await hub().advance('PT2H');
    expect((await readBooking(hub(), id)).guests[0]?.rsvp).toBe('declined');
  });

  it('has answered once, and its host is told once, wherever the hub dies on the way', async () => {
    for (const death of deaths({ tables: [4], queues: [0] })) {
      const { id } = await book(hub(), { guests: [GRACE], allowConflicts: true }, { user: 'ada' });
      const grace = await guestOf(hub(), GRACE.email);
      hub().inbox.clear();
      await killAt(hub(), death);
      await insist(() => grace.send('/rsvp', { answer: 'declined' }));
      await noMoreDeaths(hub());
      await hub().advance('PT2M');
      expect((await readBooking(hub(), id)).guests[0]?.rsvp).toBe('declined');
      expect(await told(hub())).toEqual(['ben@acme.example: Grace Hopper cannot come: Intro call']);
    }
    expect(await endFaults(hub())).toEqual([]);
  });
});
