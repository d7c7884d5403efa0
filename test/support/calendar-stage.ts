import * as z from 'zod';
import { startGoogle } from '../../infra/simulators/google/main.ts';
import type { Simulator } from '../../infra/simulators/simulator.ts';
import type { CalendarAccess, CalendarProvider, NewChannel } from '../../shared/ports/calendar-provider.ts';
import { googleCalendar } from '../../shared/providers/google/calendar.ts';
import { type SimulatorControl, simulatorControl } from './simulator-control.ts';

/** What the owner of a calendar enters by hand: instants, or dates of whole days. */
interface Entered {
  readonly start: string;
  readonly end: string;
  readonly place?: string;
  /** The address of an attendee. */
  readonly guest?: string;
  readonly isPrivate?: boolean;
  /** Shown as free. */
  readonly isFree?: boolean;
}

/** What writing events needs of a provider. */
export interface WritingStage {
  readonly calendar: CalendarProvider;
  readonly access: CalendarAccess;
  /** The address of somebody who can answer an invitation. */
  readonly guest: string;
  /** People, in the provider's own interface: the calendar's owner, and the guest who accepts. */
  readonly owner: {
    move(id: string, start: string, end: string): Promise<void>;
    accept(id: string): Promise<void>;
  };
  meet(mode: 'pending' | 'unsupported'): Promise<void>;
}

export interface Stage extends WritingStage {
  readonly owner: WritingStage['owner'] & {
    addEvent(event: Entered, calendarId?: string): Promise<string>;
    cancel(id: string): Promise<void>;
  };
  /** The id of a calendar that the account may not see. */
  readonly stranger: string;
  /** Somebody answers at its address. */
  readonly channel: NewChannel;
  /** A further calendar in the account's list; resolves to the provider's id of it. */
  addCalendar(wanted: {
    readonly name: string;
    readonly writable: boolean;
    readonly zone?: string;
    /** One of those that can never be watched. */
    readonly unwatchable?: boolean;
  }): Promise<string>;
  /** From now on the account cannot see it. */
  takeCalendar(id: string): Promise<void>;
  fault(order: Record<string, unknown>): Promise<void>;
  expireCursors(): Promise<void>;
}

/** A provider with people in it, to which a contract suite is put; each adapter brings one, and the suite knows nothing else of it. */
export interface WritingSubject {
  readonly name: string;
  /** What the links of its conferences look like. */
  readonly joinUrl: RegExp;
  start(): Promise<void>;
  stage(): Promise<WritingStage>;
  close(): Promise<void>;
}

export interface Subject extends WritingSubject {
  /** The account's zone, where calendars tell theirs. */
  readonly zone: string | undefined;
  /** What the path of a call that reads many events has in it. */
  readonly readPath: string;
  stage(): Promise<Stage>;
}

const EMAIL = 'ben@gmail.example';
const GUEST = 'dan@gmail.example';

const googleTime = (text: string) => (text.includes('T') ? { dateTime: text } : { date: text });

const googleEvent = ({ start, end, place, guest, isPrivate, isFree }: Entered) => ({
  summary: 'Dentist',
  start: googleTime(start),
  end: googleTime(end),
  ...(place !== undefined && { location: place }),
  ...(guest !== undefined && { attendees: [{ email: guest }] }),
  ...(isPrivate && { visibility: 'private' }),
  ...(isFree && { transparency: 'transparent' }),
});

const personOf = async (google: SimulatorControl, email: string) => {
  const call = await google.as(email);
  const pathOf = (id: string) => `/calendar/v3/calendars/${encodeURIComponent(id)}/events`;
  const path = pathOf(email);
  return {
    addEvent: async (event: Entered, calendarId = email) =>
      String((await call('POST', pathOf(calendarId), googleEvent(event))).id),
    cancel: async (id: string) => {
      await call('DELETE', `${path}/${id}`);
    },
    move: async (id: string, start: string, end: string) => {
      await call('PATCH', `${path}/${id}`, { start: { dateTime: start }, end: { dateTime: end } });
    },
    accept: async (id: string) => {
      await call('PATCH', `${path}/${id}`, {
        attendees: [{ email: GUEST, responseStatus: 'accepted' }],
      });
    },
  };
};

const APP = { clientId: 'hub', clientSecret: 'secret' };
const REDIRECT = 'http://127.0.0.1/callback';
const SCOPES = ['calendar.events', 'calendar.events.freebusy', 'calendar.calendarlist.readonly'];

/** The token of an app, not of the person: only those meet with misfortune. */
const grantedToken = async (control: SimulatorControl): Promise<string> => {
  const authorizeUrl = new URL('/o/oauth2/v2/auth', control.url);
  authorizeUrl.search = new URLSearchParams({
    client_id: APP.clientId,
    redirect_uri: REDIRECT,
    response_type: 'code',
    scope: SCOPES.map((scope) => `https://www.googleapis.com/auth/${scope}`).join(' '),
    state: 'state',
    access_type: 'offline',
  }).toString();
  const redirectTo = await control.consent({ authorizeUrl: authorizeUrl.href, account: EMAIL });
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code: new URL(redirectTo).searchParams.get('code') ?? '',
    client_id: APP.clientId,
    client_secret: APP.clientSecret,
    redirect_uri: REDIRECT,
  });
  const answer: unknown = await (
    await fetch(new URL('/token', control.url), { method: 'POST', body })
  ).json();
  return z.object({ access_token: z.string() }).parse(answer).access_token;
};

export const googleSubject = (): Subject => {
  let simulator: Simulator | undefined;
  const running = (): Simulator => {
    if (!simulator) throw new Error('not started');
    return simulator;
  };
  return {
    name: 'Google',
    joinUrl: /^https:\/\/meet\.google\.com\//u,
    zone: 'Europe/Prague',
    readPath: '/events',
    start: async () => {
      simulator = await startGoogle({ ...APP, redirectUris: () => [REDIRECT] });
    },
    stage: async () => {
      running().reset();
      const control = simulatorControl(running().url);
      await control.account({ email: EMAIL, name: 'Ben', zone: 'Europe/Prague', meet: 'immediate' });
      await control.account({ email: GUEST, name: 'Dan' });
      return {
        calendar: googleCalendar({ baseUrl: running().url }),
        access: { accessToken: await grantedToken(control), calendarId: 'primary' },
        guest: GUEST,
        owner: await personOf(control, EMAIL),
        stranger: 'stranger@gmail.example',
        channel: {
          id: 'chn_1',
          token: 'token',
          watcher: 'ben',
          address: 'https://hub.example.com/webhooks',
        },
        addCalendar: async ({ name, writable, zone, unwatchable = false }) => {
          const id = `${Buffer.from(name).toString('hex')}@group.calendar.google.com`;
          const role = writable ? 'owner' : 'freeBusyReader';
          const made = {
            id,
            summary: name,
            role,
            generated: unwatchable,
            ...(zone !== undefined && { zone }),
          };
          await control.account({ email: EMAIL, name: 'Ben', calendars: [made] });
          return id;
        },
        takeCalendar: (id) =>
          control.account({ email: EMAIL, name: 'Ben', calendars: [{ id, summary: 'Gone', role: null }] }),
        fault: control.fault,
        meet: (mode) => control.account({ email: EMAIL, name: 'Ben', zone: 'Europe/Prague', meet: mode }),
        expireCursors: async () => {
          await control.control('expire-sync-tokens', { account: EMAIL });
        },
      };
    },
    close: () => running().close(),
  };
};
