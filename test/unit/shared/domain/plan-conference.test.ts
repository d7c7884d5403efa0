import { describe, expect, it } from 'vitest';
import type { Booking, Meeting } from '../../../../events/stored/booking.ts';
import type { Connection } from '../../../../events/stored/connection.ts';
import { planConference } from '../../../../shared/domain/plan-conference.ts';
import { AT, aBooking, aMeeting as meetingOf } from '../../../support/a-booking.ts';

const zoomOf = (userId: string, over: Partial<Connection> = {}): Connection => ({
  v: 1,
  id: `con_${userId}`,
  org: 'acme',
  userId,
  version: 1,
  provider: 'zoom',
  accountKey: userId,
  accountLabel: userId,
  scopes: [],
  missing: [],
  state: 'connected',
  platforms: ['zoom'],
  privacy: 'default',
  epoch: 1,
  feedId: '',
  calendarId: '',
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
const aMeeting = (userId: string, over: Partial<Meeting> = {}): Meeting =>
  meetingOf({ connectionId: `con_${userId}`, state: 'pending', ...over });
const plan = (over: Partial<Booking>, ...connections: Connection[]) =>
  planConference(aBooking({ location: { kind: 'zoom' }, ...over }), connections);
const pendingAt = (hostId: string) => ({ kind: 'zoom', state: 'pending', hostId });

describe('whose conference account makes the link', () => {
  it('is that of the first host, in order, who has one that works', () => {
    const lost = zoomOf('dan', { state: 'needs_reauth' });
    expect(plan({ hosts: hosts('dan', 'ben', 'chloe') }, lost, zoomOf('chloe'), zoomOf('ben'))).toEqual({
      conference: pendingAt('ben'),
      meetings: { ben: aMeeting('ben') },
    });
  });

  it('is nobody’s where no host has one', () => {
    expect(() => plan({}, zoomOf('ben', { state: 'disconnecting' }))).toThrow(
      expect.objectContaining({
        code: 'platform_not_connected',
        extra: { userId: 'ben', platform: 'zoom' },
      }),
    );
  });

  it('is no matter of other places, nor of drafts', () => {
    const left = { ben: aMeeting('ben', { state: 'synced', meetingId: '1' }) };
    const gone = aMeeting('dan', { state: 'removed' });
    const elsewhere = plan(
      { location: { kind: 'in_person' }, meetings: { ...left, dan: gone } },
      zoomOf('ben'),
    );
    expect(elsewhere).toEqual({ conference: undefined, meetings: left });
    expect(plan({ status: 'draft' }, zoomOf('ben'))).toEqual({ conference: undefined, meetings: {} });
  });

  describe('after a change', () => {
    const joinUrl = 'https://zoom.example/j/1';
    const conference = { kind: 'zoom', state: 'ready', joinUrl, hostId: 'ben' } as const;
    const meetings = { ben: aMeeting('ben', { state: 'synced', meetingId: '1' }) };

    it('is the present one, with its link, while they are a host and their connection lives', () => {
      const lost = zoomOf('ben', { state: 'needs_reauth' });
      const over = { hosts: hosts('dan', 'ben'), conference, meetings };
      expect(plan(over, zoomOf('dan'), zoomOf('ben'))).toEqual({ conference, meetings });
      expect(plan(over, zoomOf('dan'), lost)).toEqual({ conference, meetings });
    });

    it('is another where the present one has lost the access before there was a link', () => {
      const lost = zoomOf('ben', { state: 'needs_reauth' });
      const over = {
        hosts: hosts('ben', 'dan'),
        conference: { ...conference, joinUrl: undefined },
        meetings,
      };
      expect(plan(over, zoomOf('dan'), lost).conference).toEqual(pendingAt('dan'));
    });

    it('is another host’s once the present one is taken off, whose meeting is kept until it is gone', () => {
      expect(plan({ hosts: hosts('dan'), conference, meetings }, zoomOf('dan'))).toEqual({
        conference: pendingAt('dan'),
        meetings: { ...meetings, dan: aMeeting('dan') },
      });
    });

    it('is made anew when the account was disconnected and connected again', () => {
      const again = zoomOf('ben', { id: 'con_new' });
      expect(plan({ conference, meetings }, again)).toEqual({
        conference: pendingAt('ben'),
        meetings: { ben: aMeeting('ben', { connectionId: 'con_new' }) },
      });
    });
  });
});
