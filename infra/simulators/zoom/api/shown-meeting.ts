import type { User } from '../users.ts';
import { encryptedPassword, joinUrl, registrationUrl, startUrl } from './links.ts';
import type { Meeting } from './meetings.ts';

export const utcTime = (ms: number): string =>
  new Date(ms)
    .toISOString()
    .replace('.000Z', 'Z')
    .replace(/\.\d+Z/, 'Z');

/** The fields that lists and whole answers have in common. */
const common = (meeting: Meeting, host: User): Record<string, unknown> => ({
  uuid: meeting.uuid,
  id: BigInt(meeting.id),
  host_id: meeting.hostId,
  topic: meeting.topic,
  type: meeting.type,
  start_time: utcTime(meeting.startsAt),
  duration: meeting.minutes,
  timezone: meeting.zone,
  agenda: meeting.agenda,
  created_at: utcTime(meeting.createdAt),
  join_url: joinUrl(meeting, host),
});

/** As POST and GET answer it, to its host. */
export const shownMeeting = (meeting: Meeting, host: User): Record<string, unknown> => ({
  ...common(meeting, host),
  assistant_id: '',
  host_email: host.email,
  status: meeting.status === 'started' ? 'started' : 'waiting',
  start_url: startUrl(meeting),
  ...(meeting.password !== '' && {
    password: meeting.password,
    h323_password: meeting.password,
    pstn_password: meeting.password,
    encrypted_password: encryptedPassword(meeting),
  }),
  ...(meeting.settings.use_pmi === true && { pmi: String(host.pmi) }),
  ...(meeting.settings.approval_type !== 2 && { registration_url: registrationUrl(meeting) }),
  settings: meeting.settings,
  creation_source: meeting.createdBy,
  pre_schedule: false,
});

const SHOWN_OF_AGENDA = 250;

/** As a list has it, with the agenda cut. */
export const listedMeeting = (meeting: Meeting, host: User): Record<string, unknown> => ({
  ...common(meeting, host),
  agenda: meeting.agenda.slice(0, SHOWN_OF_AGENDA),
});
