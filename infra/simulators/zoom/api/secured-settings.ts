import type { User } from '../users.ts';

type Settings = Readonly<Record<string, unknown>>;

const DEFAULTS: Settings = {
  host_video: false,
  participant_video: false,
  join_before_host: false,
  jbh_time: 0,
  mute_upon_entry: false,
  waiting_room: false,
  approval_type: 2,
  use_pmi: false,
  auto_recording: 'none',
  alternative_hosts: '',
  meeting_authentication: false,
  registrants_email_notification: true,
  registrants_confirmation_email: true,
  email_notification: true,
};

/**
 * What the account makes of the wished settings: a meeting that nothing secures gets a waiting room, and only a
 * paid plan has registration. https://developers.zoom.us/docs/api/references/meeting-api-security-enhancements.md
 */
export const securedSettings = (wished: Settings, password: string, { plan }: User): Settings => {
  const settings = { ...DEFAULTS, ...wished };
  const isSecured =
    password !== '' || settings.waiting_room === true || settings.meeting_authentication === true;
  return {
    ...settings,
    ...(!isSecured && { waiting_room: true }),
    ...(plan === 'basic' && { approval_type: 2 }),
  };
};
