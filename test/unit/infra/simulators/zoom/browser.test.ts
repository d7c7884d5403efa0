import { beforeEach, describe, expect, it } from 'vitest';
import { idOf, useZoom } from './simulated-zoom.ts';

const ADA = 'ada@acme.example';
const BEN = 'ben@acme.example';
const MEETINGS = '/users/me/meetings';
const plan = { topic: '<b>Review</b>', type: 2, start_time: '2037-01-04T09:00:00Z', duration: 30 };
const zoom = useZoom();

const authorizePost = (fields: Record<string, string>) =>
  zoom().form('/oauth/authorize', {
    request: new URL(zoom().authorizeUrl()).search.slice(1),
    ...fields,
  });
const act = (email: string, fields: Record<string, string>) =>
  zoom().form(`/ui/${encodeURIComponent(email)}`, fields);
const pageOf = async (email: string) => (await zoom().send('GET', `/ui/${encodeURIComponent(email)}`)).text;

beforeEach(async () => {
  await zoom().account(ADA, { name: '<i>Ada</i>', zone: 'Europe/Prague' });
});

describe('the consent in a browser', () => {
  it('asks who signs in, then shows every permission', async () => {
    const chooser = await (await fetch(zoom().authorizeUrl())).text();
    expect(chooser).toContain('&lt;i&gt;Ada&lt;/i&gt;');
    const consent = (await authorizePost({ account: ADA })).text;
    expect(consent).toContain('meeting:write:meeting');
    expect(consent).toContain('Decline');
  });

  it('makes an account of a new address, and asks again for what is none', async () => {
    expect((await authorizePost({ account: 'nobody' })).text).toContain('Enter an e-mail address');
    expect((await authorizePost({ account: 'new@acme.example' })).text).toContain('new@acme.example');
  });

  it('sends the browser back with a code that works, or without one', async () => {
    const allowed = await authorizePost({ account: ADA, decision: 'allow' });
    expect(allowed.status).toBe(303);
    const back = new URL(allowed.headers.get('location') ?? '').searchParams;
    expect(back.get('state')).toBe('the-state');
    expect((await zoom().exchange(back.get('code') ?? '')).status).toBe(200);
    const declined = await authorizePost({ account: ADA, decision: 'deny' });
    expect(new URL(declined.headers.get('location') ?? '').searchParams.has('code')).toBe(false);
  });

  it('stops where the admin has to approve', async () => {
    await zoom().account(ADA, { needsPreApproval: true });
    const { status, text } = await authorizePost({ account: ADA, decision: 'allow' });
    expect([status, text.includes('admin')]).toEqual([403, true]);
  });
});

describe('the home page', () => {
  it('lists the accounts, and removes the app for one', async () => {
    expect((await zoom().send('GET', '/')).text).not.toContain('Remove the app');
    const { access_token } = await zoom().connect(ADA);
    expect((await zoom().send('GET', '/')).text).toContain('Remove the app');
    await act(ADA, { action: 'remove-app' });
    expect((await zoom().api(access_token)('GET', '/users/me')).body.code).toBe(124);
  });

  it('knows no other pages', async () => {
    for (const path of ['/else', '/ui/nobody@acme.example', '/oauth/else'])
      expect((await zoom().send('GET', path)).status).toBe(404);
  });
});

describe('the meetings page', () => {
  const made = async () => {
    const person = await zoom().person(ADA);
    return { person, id: idOf(await person('POST', MEETINGS, plan)) };
  };

  it('shows them in the host’s zone, escaped', async () => {
    const { id } = await made();
    const text = await pageOf(ADA);
    expect(text).toContain('&lt;b&gt;Review&lt;/b&gt;');
    expect(text).toContain(id);
    expect(text).toContain('value="2037-01-04T10:00"');
  });

  it('moves and renames', async () => {
    const { person, id } = await made();
    const fields = { action: 'change', meeting: id, topic: 'Else', start: '2037-01-05T11:00', minutes: '45' };
    expect((await act(ADA, fields)).status).toBe(303);
    expect((await person('GET', `/meetings/${id}`)).body).toMatchObject({
      topic: 'Else',
      start_time: '2037-01-05T10:00:00Z',
      duration: 45,
    });
  });

  it('starts and ends, deletes and recovers', async () => {
    const { person, id } = await made();
    await act(ADA, { action: 'start', meeting: id });
    expect((await person('GET', `/meetings/${id}`)).body.status).toBe('started');
    await act(ADA, { action: 'end', meeting: id });
    const other = idOf(await person('POST', MEETINGS, plan));
    await act(ADA, { action: 'delete', meeting: other });
    expect((await person('GET', `/meetings/${other}`)).status).toBe(404);
    expect(await pageOf(ADA)).toContain('Recently deleted');
    await act(ADA, { action: 'recover', meeting: other });
    expect((await person('GET', `/meetings/${other}`)).status).toBe(200);
  });

  it('says in words what did not work, and touches nobody else’s', async () => {
    const { person, id } = await made();
    const wrong = await act(ADA, { action: 'end', meeting: id });
    expect(decodeURIComponent(wrong.headers.get('location') ?? '')).toContain('no such meeting to end');
    await zoom().account(BEN);
    for (const action of ['start', 'delete']) {
      const { headers } = await act(BEN, { action, meeting: id });
      expect(headers.get('location')).toContain('problem=');
    }
    expect((await person('GET', `/meetings/${id}`)).body.status).toBe('waiting');
  });
});

it('leads a join link to its meeting, and to nothing once that is deleted', async () => {
  const person = await zoom().person(ADA);
  const made = await person('POST', MEETINGS, plan);
  const { pathname, search } = new URL(String(made.body.join_url));
  expect((await zoom().send('GET', pathname + search)).status).toBe(200);
  expect((await zoom().send('GET', pathname)).status).toBe(404);
  await person('DELETE', `/meetings/${idOf(made)}`);
  expect((await zoom().send('GET', pathname + search)).status).toBe(404);
});
