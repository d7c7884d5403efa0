import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { z } from 'zod';
import { startMicrosoft } from '../../infra/simulators/microsoft/main.ts';
import { microsoftCalendar } from '../../shared/providers/microsoft/calendar.ts';
import {
  CLIENT,
  type Graph,
  REDIRECT,
  SimulatedMicrosoft,
} from '../unit/infra/simulators/microsoft/simulated-microsoft.ts';
import type { Stage, Subject } from './calendar-stage.ts';

interface MicrosoftStage extends Omit<Stage, 'channel'> {
  readonly calendar: ReturnType<typeof microsoftCalendar>;
  readonly microsoft: SimulatedMicrosoft;
  /** The calendar's owner as Graph hears them. */
  readonly person: Graph;
}

const EMAIL = 'ben@acme.example';
export const COLLEAGUE = 'dan@acme.example';

const time = (text: string) => ({
  dateTime: text.includes('T') ? text.replace('Z', '') : `${text}T00:00:00`,
  timeZone: 'UTC',
});

const pathIn = (calendarId: string) =>
  calendarId === 'primary' ? '/me/events' : `/me/calendars/${encodeURIComponent(calendarId)}/events`;

const ownerOf = (person: Graph, colleague: Graph): Stage['owner'] => {
  const pathOf = (id: string) => `/me/events/${encodeURIComponent(id)}`;
  const immutable = { Prefer: 'IdType="ImmutableId"' };
  return {
    addEvent: async ({ start, end, place, guest, isPrivate, isFree }, calendarId = 'primary') => {
      const body = {
        subject: 'Dentist',
        start: time(start),
        end: time(end),
        isAllDay: !start.includes('T'),
        ...(place !== undefined && { location: { displayName: place } }),
        ...(guest !== undefined && { attendees: [{ emailAddress: { address: guest } }] }),
        ...(isPrivate && { sensitivity: 'private' }),
        ...(isFree && { showAs: 'free' }),
      };
      return String((await person('POST', pathIn(calendarId), { body, headers: immutable })).body.id);
    },
    cancel: async (id) => {
      await person('DELETE', pathOf(id));
    },
    move: async (id, start, end) => {
      await person('PATCH', pathOf(id), { body: { start: time(start), end: time(end) } });
    },
    accept: async (id) => {
      const { iCalUId } = (await person('GET', pathOf(id))).body;
      const filter = encodeURIComponent(`iCalUId eq '${String(iCalUId)}'`);
      const { value } = (await colleague('GET', `/me/events?$filter=${filter}`)).body;
      const [copy] = Array.isArray(value) ? value : [];
      await colleague('POST', `${pathOf(String(copy?.id))}/accept`, { body: {} });
    },
  };
};

const LICENCES = { pending: 'late', unsupported: 'none' } as const;

const stageAt = async (microsoft: SimulatedMicrosoft): Promise<MicrosoftStage> => {
  const account = (more: Record<string, unknown> = {}) =>
    microsoft.account(EMAIL, { zone: 'Europe/Prague', ...more });
  await account();
  await microsoft.account(COLLEAGUE);
  const { access_token: accessToken } = await microsoft.connect(EMAIL);
  const person = await microsoft.person(EMAIL);
  return {
    microsoft,
    person,
    calendar: microsoftCalendar({ baseUrl: microsoft.url, clock: { now: () => Date.now() } }),
    access: { accessToken: String(accessToken), calendarId: 'primary' },
    guest: COLLEAGUE,
    stranger: 'AAMkAGNobodyWhomWeKnow=',
    owner: ownerOf(person, await microsoft.person(COLLEAGUE)),
    addCalendar: async ({ name, writable }) => {
      const { calendars } = await account({ calendars: [{ name, canEdit: writable }] });
      const all = Array.isArray(calendars) ? calendars : [];
      return String(all.find((each) => each.name === name)?.id);
    },
    takeCalendar: async (id) => {
      await person('DELETE', `/me/calendars/${encodeURIComponent(id)}`);
    },
    fault: async (order) => {
      await microsoft.control('faults', order);
    },
    meet: async (mode) => {
      await account({ licence: LICENCES[mode] });
    },
    expireCursors: async () => {
      await microsoft.control('resync', { account: EMAIL });
    },
  };
};

/** Microsoft with people in it: each stage begins empty. */
export const microsoftStages = () => {
  const started = startMicrosoft({ ...CLIENT, redirectUris: () => [REDIRECT] });
  return {
    stage: async (): Promise<MicrosoftStage> => {
      const simulator = await started;
      simulator.reset();
      return stageAt(new SimulatedMicrosoft(simulator));
    },
    close: async (): Promise<void> => (await started).close(),
  };
};

/** An address that proves itself as Graph wants it. */
const startHook = async (): Promise<Server> => {
  const hook = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://hub');
    response.writeHead(200, { 'content-type': 'text/plain' }).end(searchParams.get('validationToken'));
  });
  hook.listen(0, '127.0.0.1');
  await once(hook, 'listening');
  return hook;
};

const Address = z.object({ port: z.number() });

export const microsoftSubject = (): Subject => {
  let stages: ReturnType<typeof microsoftStages> | undefined;
  let hook: Server | undefined;
  return {
    name: 'Microsoft',
    joinUrl: /^https:\/\/teams\.microsoft\.com\//u,
    zone: undefined,
    readPath: 'calendarView',
    start: async () => {
      stages = microsoftStages();
      hook = await startHook();
    },
    stage: async () => {
      if (!(stages && hook)) throw new Error('not started');
      const { port } = Address.parse(hook.address());
      const address = `http://127.0.0.1:${port}/webhooks/microsoft`;
      const channel = { id: 'chn_1', token: 'token', watcher: 'ben', address };
      return { ...(await stages.stage()), channel };
    },
    close: async () => {
      hook?.close();
      await stages?.close();
    },
  };
};
