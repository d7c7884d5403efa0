import * as z from 'zod';
import { startGoogle } from '../../infra/simulators/google/main.ts';
import type { Simulator } from '../../infra/simulators/simulator.ts';
import type { CalendarAccess, CalendarProvider } from '../../shared/ports/calendar-provider.ts';
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

export interface Stage {
  readonly calendar: CalendarProvider;
  readonly access: CalendarAccess;
  /** The calendar's owner, in the provider's own interface. */
  readonly owner: {
    addEvent(event: Entered, calendarId?: string): Promise<string>;
    cancel(id: string): Promise<void>;
    move(id: string, start: string, end: string): Promise<void>;
    accept(id: string): Promise<void>;
  };
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
  meet(mode: 'pending' | 'unsupported'): Promise<void>;
  expireCursors(): Promise<void>;
}

/** A provider with people in it; each adapter brings one, and the suite knows nothing else of it, to which the contract suite is put. */
export interface Subject {
  readonly name: string;
  /** What the links of its conferences look like. */
  readonly joinUrl: RegExp;
  start(): Promise<void>;
  stage(): Promise<Stage>;
  close(): Promise<void>;
}

const EMAIL = 'ben@gmail.example';
export const GUEST = 'dan@gmail.example';

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
        owner: await personOf(control, EMAIL),
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
