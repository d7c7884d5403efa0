import { expect, it } from 'vitest';
import { offered } from '../support/event-type.ts';
import { confirm, reserved } from '../support/guest-booking.ts';
import { guestOf } from '../support/guest-pages.ts';
import { useHub } from '../support/hub.ts';

const hub = useHub();
const QUESTION = { id: 'why', kind: 'text', label: 'Why', required: true };
const FRANK = { name: 'Frank', email: 'frank@example.org' };

/** Gina has booked, brings Frank, and has said why. */
const booked = async () => {
  const { id } = await offered(hub(), { questions: [QUESTION] });
  const made = await reserved(hub(), id, { guests: [FRANK], answers: { why: 'a secret' } });
  const token = (await guestOf(hub(), FRANK.email)).path.split('/').at(-1);
  return { id, made, frank: token };
};

it('a held slot is confirmed, and shown with all that was answered, by whoever booked alone', async () => {
  const { id, made, frank } = await booked();
  expect(await confirm(hub(), id, made.token)).toMatchObject({ status: 200, body: { id: made.id } });
  const others = await confirm(hub(), id, frank);
  expect(others).toMatchObject({ status: 404, body: { code: 'not_found' } });
  expect(JSON.stringify(others.body)).not.toMatch(/secret|gina/u);
});

it('one who was taken off learns nothing, nor does who stays', async () => {
  const { id, made, frank } = await booked();
  await hub().call('PATCH', `/v1/bookings/${made.id}`, { user: 'ben', body: { guests: [FRANK] } });
  for (const token of [made.token, frank])
    expect(await confirm(hub(), id, token)).toMatchObject({ status: 404, body: { code: 'not_found' } });
});

it('a link that has ended shows nothing', async () => {
  const { id, made } = await booked();
  await hub().advance('P32D');
  const body = { code: 'link_expired' };
  expect(await confirm(hub(), id, made.token)).toMatchObject({ status: 410, body });
});
