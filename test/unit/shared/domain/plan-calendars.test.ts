import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../../events/stored/connection.ts';
import { planCalendars } from '../../../../shared/domain/plan-calendars.ts';
import { AT, aBooking, anEntry } from '../../../support/a-booking.ts';

const aConnection = (userId: string, over: Partial<Connection> = {}): Connection => ({
  v: 1,
  id: `con_${userId}`,
  org: 'acme',
  userId,
  version: 1,
  provider: 'google',
  accountKey: userId,
  accountLabel: `${userId}@acme.example`,
  scopes: [],
  missing: [],
  state: 'connected',
  platforms: ['google_calendar', 'google_meet'],
  privacy: 'default',
  epoch: 1,
  feedId: `feed-${userId}`,
  calendarId: `${userId}@acme.example`,
  calendars: [],
  dropped: [],
  vault: 'secrets-manager',
  fence: 0,
  stateSince: AT,
  connectedAt: AT,
  ...over,
});

const hosts = (...ids: string[]) =>
  ids.map((userId) => ({ userId, name: userId, rsvp: 'needs_action' as const }));
const eventIdOf = (bookingId: string, userId: string, generation: number) =>
  `${bookingId}/${userId}/${generation}`;
const entry = (userId: string, over = {}) =>
  anEntry({
    connectionId: `con_${userId}`,
    feedId: `feed-${userId}`,
    calendarId: `${userId}@acme.example`,
    eventId: 'bkg_1/ben/0',
    state: 'pending',
    ...over,
  });
const plan = (over: Parameters<typeof aBooking>[0], ...connections: Connection[]) =>
  planCalendars(aBooking(over), connections, eventIdOf);
const meet = { location: { kind: 'google_meet' } } as const;

describe('whose calendar carries a booking', () => {
  it('is the first host with a calendar; the others are attendees of that event', () => {
    expect(plan({ hosts: hosts('dan', 'ben', 'chloe') }, aConnection('chloe'), aConnection('ben'))).toEqual({
      calendars: { ben: entry('ben'), chloe: entry('chloe', { role: 'copy' }) },
      conference: undefined,
      meetings: {},
    });
  });

  it('is the first host who can make a Meet link, where the meeting is on Meet', () => {
    const calendarOnly = aConnection('dan', { platforms: ['google_calendar'] });
    const { calendars, conference } = plan(
      { hosts: hosts('dan', 'ben'), ...meet },
      calendarOnly,
      aConnection('ben'),
    );
    expect(calendars).toEqual({ ben: entry('ben'), dan: entry('dan', { role: 'copy' }) });
    expect(conference).toEqual({ kind: 'google_meet', state: 'pending' });
  });

  it('is nobody’s where no host has one', () => {
    expect(plan({}).calendars).toEqual({});
    expect(plan({}, aConnection('ben', { state: 'disconnecting' })).calendars).toEqual({});
  });

  it('waits, parked, for a connection that can come back', () => {
    expect(plan({}, aConnection('ben', { state: 'needs_reauth' })).calendars.ben?.state).toBe('parked');
  });

  it.each([
    ['google_meet', 'google_meet'],
    ['teams', 'microsoft_teams'],
    ['zoom', 'zoom'],
  ] as const)('refuses %s where no host has connected it', (kind, platform) => {
    const attempt = () =>
      plan({ location: { kind } }, aConnection('ben', { platforms: ['google_calendar'] }));
    expect(attempt).toThrow(
      expect.objectContaining({ code: 'platform_not_connected', extra: { userId: 'ben', platform } }),
    );
  });

  it('takes an https link as a conference that is ready', () => {
    const detail = 'https://meet.example.com/room';
    const conference = { kind: 'custom', joinUrl: detail, state: 'ready' };
    expect(plan({ location: { kind: 'custom', detail } }).conference).toEqual(conference);
    expect(plan({ location: { kind: 'custom', detail: 'Room 4' } }).conference).toBeUndefined();
  });

  it('plans nothing for a draft', () => {
    expect(plan({ status: 'draft', ...meet }, aConnection('ben'))).toEqual({
      calendars: {},
      conference: undefined,
      meetings: {},
    });
  });

  it('is whoever makes the Zoom link, where they have a calendar', () => {
    const zoom = (userId: string) =>
      aConnection(userId, { id: `con_zoom_${userId}`, provider: 'zoom', platforms: ['zoom'] });
    const over = { hosts: hosts('dan', 'ben'), location: { kind: 'zoom' } } as const;
    const { calendars, conference } = plan(over, aConnection('dan'), aConnection('ben'), zoom('ben'));
    expect(calendars.ben?.role).toBe('organizer');
    expect(conference?.hostId).toBe('ben');
    expect(plan(over, aConnection('dan'), zoom('ben')).calendars.dan?.role).toBe('organizer');
  });

  describe('between Google and Microsoft', () => {
    const outlook = (userId: string) =>
      aConnection(userId, { provider: 'microsoft', platforms: ['outlook_calendar', 'microsoft_teams'] });
    const own = (userId: string, over = {}) =>
      entry(userId, { role: 'own', platform: 'outlook_calendar', eventId: `bkg_1/${userId}/0`, ...over });

    it('is an event of each host’s own, but for those at Google beside an organizer at Google', () => {
      const over = { hosts: hosts('ben', 'dan', 'chloe') };
      const connections = [aConnection('ben'), outlook('dan'), aConnection('chloe')];
      expect(plan(over, ...connections).calendars).toEqual({
        ben: entry('ben'),
        dan: own('dan'),
        chloe: entry('chloe', { role: 'copy' }),
      });
      expect(plan({ hosts: hosts('dan', 'ben', 'chloe') }, ...connections).calendars).toEqual({
        dan: own('dan', { role: 'organizer' }),
        ben: entry('ben', { role: 'own' }),
        chloe: entry('chloe', { role: 'own', eventId: 'bkg_1/chloe/0' }),
      });
    });

    it('is the one who can make the link, also where another one organized before', () => {
      const over = { hosts: hosts('ben', 'dan'), location: { kind: 'teams' } } as const;
      const connections = [aConnection('ben'), outlook('dan')];
      const { calendars, conference } = plan(
        {
          ...over,
          calendars: { ben: entry('ben', { state: 'synced' }), dan: own('dan', { state: 'synced' }) },
        },
        ...connections,
      );
      expect(calendars).toEqual({
        ben: entry('ben', { state: 'synced', role: 'own' }),
        dan: own('dan', { state: 'synced', role: 'organizer' }),
      });
      expect(conference).toEqual({ kind: 'teams', state: 'pending' });
    });

    it('is another event where one with a Teams link is to have none, and the same one where it is to get one', () => {
      const calendars = { dan: own('dan', { role: 'organizer', state: 'synced' }) };
      const ready = { kind: 'teams', state: 'ready', joinUrl: 'https://teams.example/1' } as const;
      const at = (location: { kind: 'teams' | 'in_person' }, conference?: typeof ready) =>
        plan({ hosts: hosts('dan'), calendars, location, ...(conference && { conference }) }, outlook('dan'));
      expect(at({ kind: 'in_person' }, ready).calendars.dan?.renew).toBe(true);
      expect(at({ kind: 'teams' }, ready)).toMatchObject({ calendars, conference: ready });
      expect(at({ kind: 'teams' })).toMatchObject({
        calendars,
        conference: { kind: 'teams', state: 'pending' },
      });
    });
  });

  describe('after a change', () => {
    const ready = { kind: 'google_meet', state: 'ready', joinUrl: 'https://meet.google.com/a' } as const;
    const calendars = {
      ben: entry('ben', { state: 'synced' }),
      chloe: entry('chloe', { role: 'copy', state: 'synced' }),
    };

    it('stays where it is while the organizer is a host, with its link', () => {
      const over = { hosts: hosts('dan', 'ben'), calendars, conference: ready, ...meet };
      const { calendars: planned, conference } = plan(over, aConnection('dan'), aConnection('ben'));
      expect(planned).toEqual({ ben: calendars.ben, dan: entry('dan', { role: 'copy' }) });
      expect(conference).toEqual(ready);
    });

    it('goes to another host when the organizer is taken off, whose event is kept until it is gone', () => {
      const over = { hosts: hosts('chloe'), calendars, conference: ready, ...meet };
      const { calendars: planned, conference } = plan(over, aConnection('chloe'));
      const chloes = entry('chloe', { eventId: 'bkg_1/chloe/0' });
      expect(planned).toEqual({ ben: { ...calendars.ben, leaves: true }, chloe: chloes });
      expect(conference).toEqual({ kind: 'google_meet', state: 'pending' });
    });

    it('stays with the new organizer when the former one is back before their event was gone: that is their own', () => {
      const owed = {
        ben: entry('ben', { state: 'pending', owed: 2, leaves: true }),
        chloe: entry('chloe', { eventId: 'bkg_1/chloe/0', state: 'synced' }),
      };
      const over = { hosts: hosts('ben', 'chloe'), calendars: owed, conference: ready, ...meet };
      const { calendars: planned, conference } = plan(over, aConnection('ben'), aConnection('chloe'));
      const { leaves: _, ...bens } = owed.ben;
      expect(planned).toEqual({ ben: { ...bens, role: 'own' }, chloe: owed.chloe });
      expect(conference).toEqual(ready);
    });

    it('leaves a co-host the event of their own, and goes to it when the organizer is taken off', () => {
      const owns = {
        ben: entry('ben', { state: 'synced', role: 'own' }),
        chloe: entry('chloe', { eventId: 'bkg_1/chloe/0', state: 'synced' }),
      };
      const both = { hosts: hosts('ben', 'chloe'), calendars: owns };
      expect(plan(both, aConnection('ben'), aConnection('chloe')).calendars).toEqual(owns);
      const alone = { hosts: hosts('ben'), calendars: owns };
      expect(plan(alone, aConnection('ben')).calendars).toEqual({
        ben: { ...owns.ben, role: 'organizer' },
        chloe: { ...owns.chloe, leaves: true },
      });
    });
  });
});
