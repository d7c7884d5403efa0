import type { Contract } from './contract.ts';
import { messageContracts } from './message-contracts.ts';
import accountClaim from './stored/account-claim.example.json' with { type: 'json' };
import { AccountClaim } from './stored/account-claim.ts';
import accountRegister from './stored/account-register.example.json' with { type: 'json' };
import { AccountRegister } from './stored/account-register.ts';
import activity from './stored/activity.example.json' with { type: 'json' };
import { Activity } from './stored/activity.ts';
import agenda from './stored/agenda.example.json' with { type: 'json' };
import { Agenda } from './stored/agenda.ts';
import approvalWait from './stored/approval-wait.example.json' with { type: 'json' };
import { ApprovalWait } from './stored/approval-wait.ts';
import availabilitySchedule from './stored/availability-schedule.example.json' with { type: 'json' };
import { AvailabilitySchedule } from './stored/availability-schedule.ts';
import booking from './stored/booking.example.json' with { type: 'json' };
import { Booking } from './stored/booking.ts';
import breaker from './stored/breaker.example.json' with { type: 'json' };
import { Breaker } from './stored/breaker.ts';
import connectLink from './stored/connect-link.example.json' with { type: 'json' };
import { ConnectLink } from './stored/connect-link.ts';
import connectRequest from './stored/connect-request.example.json' with { type: 'json' };
import { ConnectRequest } from './stored/connect-request.ts';
import connection from './stored/connection.example.json' with { type: 'json' };
import { Connection } from './stored/connection.ts';
import due from './stored/due.example.json' with { type: 'json' };
import { Due } from './stored/due.ts';
import eventLogHead from './stored/event-log-head.example.json' with { type: 'json' };
import { EventLogHead } from './stored/event-log-head.ts';
import eventReference from './stored/event-reference.example.json' with { type: 'json' };
import { EventReference } from './stored/event-reference.ts';
import eventType from './stored/event-type.example.json' with { type: 'json' };
import { EventType } from './stored/event-type.ts';
import externalEvent from './stored/external-event.example.json' with { type: 'json' };
import { ExternalEvent } from './stored/external-event.ts';
import failedMessage from './stored/failed-message.example.json' with { type: 'json' };
import { FailedMessage } from './stored/failed-message.ts';
import feed from './stored/feed.example.json' with { type: 'json' };
import { Feed } from './stored/feed.ts';
import guestLink from './stored/guest-link.example.json' with { type: 'json' };
import { GuestLink } from './stored/guest-link.ts';
import hostShares from './stored/host-shares.example.json' with { type: 'json' };
import { HostShares } from './stored/host-shares.ts';
import idempotency from './stored/idempotency.example.json' with { type: 'json' };
import { Idempotency } from './stored/idempotency.ts';
import loggedEvent from './stored/logged-event.example.json' with { type: 'json' };
import { LoggedEvent } from './stored/logged-event.ts';
import lossNotice from './stored/loss-notice.example.json' with { type: 'json' };
import { LossNotice } from './stored/loss-notice.ts';
import notice from './stored/notice.example.json' with { type: 'json' };
import { Notice } from './stored/notice.ts';
import oauthAttempt from './stored/oauth-attempt.example.json' with { type: 'json' };
import { OauthAttempt } from './stored/oauth-attempt.ts';
import orgSettings from './stored/org-settings.example.json' with { type: 'json' };
import { OrgSettings } from './stored/org-settings.ts';
import person from './stored/person.example.json' with { type: 'json' };
import { Person } from './stored/person.ts';
import refreshToken from './stored/refresh-token.example.json' with { type: 'json' };
import { RefreshToken } from './stored/refresh-token.ts';
import refusal from './stored/refusal.example.json' with { type: 'json' };
import { Refusal } from './stored/refusal.ts';
import run from './stored/run.example.json' with { type: 'json' };
import { Run } from './stored/run.ts';
import series from './stored/series.example.json' with { type: 'json' };
import { Series } from './stored/series.ts';
import seriesNotice from './stored/series-notice.example.json' with { type: 'json' };
import { SeriesNotice } from './stored/series-notice.ts';
import transition from './stored/transition.example.json' with { type: 'json' };
import { Transition } from './stored/transition.ts';

/** Every stored item and every queue message. */
export const catalogue: readonly Contract[] = [
  ...messageContracts,
  {
    name: 'stored/account-claim',
    schema: AccountClaim,
    example: accountClaim,
    mayLack: ['reservedUntil', 'formerUserId'],
  },
  { name: 'stored/agenda', schema: Agenda, example: agenda, mayLack: [] },
  { name: 'stored/approval-wait', schema: ApprovalWait, example: approvalWait, mayLack: [] },
  {
    name: 'stored/availability-schedule',
    schema: AvailabilitySchedule,
    example: availabilitySchedule,
    mayLack: ['hours', 'dates', 'perDay', 'perWeek', 'location', 'updatedAt'],
  },
  {
    name: 'stored/booking',
    schema: Booking,
    example: booking,
    mayLack: ['location', 'conference', 'meetings', 'quietUntil', 'noticesSince'],
  },
  { name: 'stored/breaker', schema: Breaker, example: breaker, mayLack: ['probeUntil'] },
  { name: 'stored/connect-link', schema: ConnectLink, example: connectLink, mayLack: [] },
  { name: 'stored/connect-request', schema: ConnectRequest, example: connectRequest, mayLack: ['mail'] },
  {
    name: 'stored/connection',
    schema: Connection,
    example: connection,
    mayLack: ['tokenEpoch', 'calendars', 'dropped', 'vaultLeft', 'access', 'fence'],
  },
  { name: 'stored/due', schema: Due, example: due, mayLack: [] },
  { name: 'stored/event-reference', schema: EventReference, example: eventReference, mayLack: [] },
  {
    name: 'stored/event-type',
    schema: EventType,
    example: eventType,
    mayLack: ['description', 'location', 'linkPer', 'questions', 'reminders', 'guestPolicy'],
  },
  { name: 'stored/external-event', schema: ExternalEvent, example: externalEvent, mayLack: ['title'] },
  { name: 'stored/failed-message', schema: FailedMessage, example: failedMessage, mayLack: ['trace'] },
  {
    name: 'stored/feed',
    schema: Feed,
    example: feed,
    mayLack: [
      'imports',
      'switched',
      'zone',
      'generation',
      'cursor',
      'lastReadStartedAt',
      'channel',
      'attempts',
    ],
  },
  { name: 'stored/guest-link', schema: GuestLink, example: guestLink, mayLack: [] },
  { name: 'stored/host-shares', schema: HostShares, example: hostShares, mayLack: [] },
  { name: 'stored/idempotency', schema: Idempotency, example: idempotency, mayLack: [] },
  { name: 'stored/loss-notice', schema: LossNotice, example: lossNotice, mayLack: ['sending', 'told'] },
  {
    name: 'stored/notice',
    schema: Notice,
    example: notice,
    mayLack: ['told', 'since', 'reminded', 'last'],
  },
  { name: 'stored/oauth-attempt', schema: OauthAttempt, example: oauthAttempt, mayLack: ['sealed'] },
  {
    name: 'stored/org-settings',
    schema: OrgSettings,
    example: orgSettings,
    mayLack: [
      'platforms',
      'accountsPerPlatform',
      'accountDomains',
      'privacy',
      'guestInvites',
      'bookWithoutCalendar',
      'onHostDecline',
      'reminders',
      'origins',
      'urls',
      'supportContact',
      'brand',
      'departments',
      'designations',
      'retention',
      'updatedAt',
    ],
  },
  { name: 'stored/person', schema: Person, example: person, mayLack: ['department'] },
  { name: 'stored/account-register', schema: AccountRegister, example: accountRegister, mayLack: ['syncs'] },
  { name: 'stored/refresh-token', schema: RefreshToken, example: refreshToken, mayLack: [] },
  { name: 'stored/refusal', schema: Refusal, example: refusal, mayLack: [] },
  {
    name: 'stored/run',
    schema: Run,
    example: run,
    mayLack: ['finishedAt', 'connectionId', 'bookings', 'result'],
  },
  { name: 'stored/series', schema: Series, example: series, mayLack: ['splits', 'pending'] },
  { name: 'stored/series-notice', schema: SeriesNotice, example: seriesNotice, mayLack: ['sending'] },
  {
    name: 'stored/transition',
    schema: Transition,
    example: transition,
    mayLack: ['version', 'revision', 'changed', 'formerUserId'],
  },
  {
    name: 'stored/activity',
    schema: Activity,
    example: activity,
    mayLack: ['revision', 'platform', 'userId', 'reason', 'word', 'until', 'attempt'],
  },
  { name: 'stored/event-log-head', schema: EventLogHead, example: eventLogHead, mayLack: [] },
  {
    name: 'stored/logged-event',
    schema: LoggedEvent,
    example: loggedEvent,
    mayLack: ['version', 'revision', 'changed'],
  },
];
