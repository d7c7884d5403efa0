import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { processClock } from '../../infra/local/clock.ts';
import type { ProviderMeeting, WantedMeeting } from '../../shared/ports/conference-provider.ts';
import { ProviderError } from '../../shared/ports/provider-error.ts';
import { type ConferenceStage, HOST, zoomSubject } from '../support/conference-stage.ts';

const wanted = (over: Partial<WantedMeeting> = {}): WantedMeeting => ({
  title: 'Intro',
  start: '2027-01-05T09:00:00.000Z',
  end: '2027-01-05T09:45:00.000Z',
  zone: 'Europe/Prague',
  reference: 'bkg_abc',
  registers: false,
  ...over,
});

const refusal = async (call: Promise<unknown>): Promise<string> => {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof ProviderError
    ? `${error.verdict}: ${error.word}`
    : `no ProviderError: ${String(error)}`;
};

describe.each([zoomSubject()])('meetings at $name', (subject) => {
  let stage: ConferenceStage;

  beforeAll(async () => {
    processClock.install();
    await subject.start();
  });
  beforeEach(async () => {
    processClock.freeze('2027-01-04T09:00:00.000Z');
    stage = await subject.stage();
  });
  afterAll(async () => {
    await subject.close();
    processClock.uninstall();
  });

  const make = (over: Partial<WantedMeeting> = {}) =>
    stage.conference.createMeeting(stage.accessToken, wanted(over));
  const read = (id: string) => stage.conference.getMeeting(stage.accessToken, id);
  const stored = async (id: string) =>
    (await stage.simulator.state()).meetings.find((meeting) => String(meeting.id) === id);

  test('a meeting reads back as it was wanted', async () => {
    const made = await make();
    expect(made).toMatchObject({
      title: 'Intro',
      start: '2027-01-05T09:00:00.000Z',
      end: '2027-01-05T09:45:00.000Z',
      joinUrl: expect.stringMatching(subject.joinUrl),
      isStarted: false,
      reference: 'bkg_abc',
    });
    expect(await read(made.id)).toEqual(made);
    const { key } = await stage.authorization.identify(stage.accessToken);
    expect(made.accountKey).toBe(key);
  });

  test('each has a number and a link of its own, with all its digits, and never the host’s own room', async () => {
    const made: ProviderMeeting[] = [];
    for (let count = 0; count < 9; count += 1) made.push(await make({ reference: `bkg_${count}` }));
    expect(new Set(made.map(({ id }) => id)).size).toBe(9);
    expect(new Set(made.map(({ joinUrl }) => joinUrl)).size).toBe(9);
    expect(made.some(({ id }) => id.length > 15)).toBe(true);
    const ids = (await stage.simulator.state()).meetings.map(({ id }) => String(id));
    expect(ids.toSorted()).toEqual(made.map(({ id }) => id).toSorted());
    for (const { id } of made) expect(await read(id)).toMatchObject({ id });
  });

  test('a title of any length and script is taken', async () => {
    const { id } = await make({ title: `${'👩‍👩‍👧‍👦'.repeat(60)} Žížala` });
    const { title } = await read(id);
    expect(title.length).toBeLessThanOrEqual(200);
    expect(title.isWellFormed()).toBe(true);
    expect(title).toMatch(/^(?:👩‍👩‍👧‍👦)+$/u);
  });

  test('a part of a minute is rounded up', async () => {
    const { id } = await make({ end: '2027-01-05T09:00:30.000Z' });
    expect((await read(id)).end).toBe('2027-01-05T09:01:00.000Z');
  });

  test('a moved one keeps its number and its link', async () => {
    const made = await make();
    const times = { start: '2027-01-06T10:00:00.000Z', end: '2027-01-06T11:00:00.000Z' };
    const moved = await stage.conference.changeMeeting(
      stage.accessToken,
      made.id,
      wanted({ ...times, title: 'New' }),
    );
    expect(moved).toEqual({ ...made, ...times, title: 'New' });
  });

  test('what is not there is gone, and can be removed once more', async () => {
    const { id } = await make();
    await stage.conference.removeMeeting(stage.accessToken, id);
    await stage.conference.removeMeeting(stage.accessToken, id);
    expect(await refusal(read(id))).toBe('gone: 3001');
    expect(await refusal(stage.conference.changeMeeting(stage.accessToken, id, wanted()))).toBe('gone: 3001');
  });

  test('one that is being held is neither changed nor removed, and one that is over is', async () => {
    const { id } = await make();
    await stage.simulator.control('meetings', { id, act: 'start' });
    expect((await read(id)).isStarted).toBe(true);
    for (const act of [
      stage.conference.removeMeeting(stage.accessToken, id),
      stage.conference.changeMeeting(stage.accessToken, id, wanted({ title: 'New' })),
      stage.conference.setRegistration(stage.accessToken, id, true),
    ])
      expect(await refusal(act)).toBe('transient: in_progress');
    await stage.simulator.control('meetings', { id, act: 'end' });
    await stage.conference.removeMeeting(stage.accessToken, id);
  });

  test('ours are found by their references over all pages, and nobody else’s', async () => {
    const ask = await stage.simulator.as(HOST);
    for (let count = 0; count < 301; count += 1)
      await ask('POST', '/v2/users/me/meetings', { topic: `Own ${count}`, type: 2, agenda: 'ref bkg_other' });
    const times = { start: '2027-12-05T09:00:00.000Z', end: '2027-12-05T10:00:00.000Z' };
    const { id } = await make(times);
    expect(await stage.conference.listOwnMeetings(stage.accessToken)).toEqual([
      { id, reference: 'bkg_abc', times },
    ]);
  });

  test('a start link is another one each time, and ends', async () => {
    const { id } = await make();
    const first = await stage.conference.startLink(stage.accessToken, id);
    const second = await stage.conference.startLink(stage.accessToken, id);
    expect(first.url).toMatch(/^https:\/\/.*zak=/u);
    expect(second.url).not.toBe(first.url);
    expect(first.expiresAt).toBe('2027-01-04T11:00:00.000Z');
  });

  test('another host can neither read nor move nor remove it', async () => {
    const { id } = await make();
    const { accessToken } = await stage.connect('chloe@zoom.example');
    expect(await refusal(stage.conference.getMeeting(accessToken, id))).toMatch(/^ours/u);
    expect(await refusal(stage.conference.changeMeeting(accessToken, id, wanted()))).toMatch(/^ours/u);
    expect(await refusal(stage.conference.removeMeeting(accessToken, id))).toMatch(/^ours/u);
    expect(await read(id)).toMatchObject({ id });
  });

  test('each guest who registers has a link of their own, the same one however often', async () => {
    const { id } = await make({ registers: true });
    const gina = { email: 'gina@example.org', name: 'Gina 🧑‍🚀 Žížala' };
    const first = await stage.conference.register(stage.accessToken, id, gina);
    const other = await stage.conference.register(stage.accessToken, id, {
      email: 'hugo@example.org',
      name: '',
    });
    expect(await stage.conference.register(stage.accessToken, id, gina)).toEqual(first);
    expect(first.joinUrl).toMatch(/^https:/u);
    expect(other.joinUrl).not.toBe(first.joinUrl);
    await stage.conference.unregister(stage.accessToken, id, { id: first.id, email: gina.email });
    await stage.conference.unregister(stage.accessToken, id, { id: first.id, email: gina.email });
    expect((await stored(id))?.registrants).toMatchObject([{ email: 'hugo@example.org' }]);
  });

  test('a host whose plan has no registration is told so', async () => {
    const { accessToken } = await stage.connect('dan@zoom.example', 'basic');
    const { id } = await stage.conference.createMeeting(accessToken, wanted({ registers: true }));
    const gina = { email: 'gina@example.org', name: 'Gina' };
    expect(await refusal(stage.conference.register(accessToken, id, gina))).toBe('ours: no_registration');
  });

  test('a token that is refused is told from everything else', async () => {
    expect(await refusal(stage.conference.getMeeting('no-token', '1'))).toBe('token: 124');
    processClock.freeze('2027-01-04T10:00:01.000Z');
    expect(await refusal(read('1'))).toBe('token: 124');
  });

  test('the host’s hundred of a day end at Zoom’s midnight', async () => {
    await stage.simulator.control('limits', { writesPerHostPerDay: 1 });
    await make();
    const error = await make().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ verdict: 'throttled', word: 'daily_limit', retryAfterSeconds: 15 * 3600 });
  });

  test.each([
    ['no answer', { reset: true }],
    ['a page of words', { status: 502, body: '<html>Bad gateway</html>' }],
    ['an answer that was lost after the work was done', { reset: true, afterCommit: true }],
  ])('%s leaves the outcome open', async (_, fault) => {
    await stage.simulator.fault({
      match: { method: 'POST', path: '/v2/users/me/meetings' },
      times: 1,
      ...fault,
    });
    expect(await refusal(make())).toMatch(/^transient/u);
  });
});
