import { createHash, randomBytes } from 'node:crypto';
import type { User } from '../users.ts';
import type { Meeting, Registrant } from './meetings.ts';

const SITE = 'https://us02web.zoom.us';

/** The passcode in a form that the link may carry; another passcode, another link. */
export const encryptedPassword = ({ password }: Meeting): string =>
  `${createHash('sha256').update(`passcode ${password}`).digest('base64url').slice(0, 30)}.1`;

const numberOf = ({ id, settings }: Meeting, { pmi }: User): string =>
  settings.use_pmi === true ? String(pmi) : id;

export const joinUrl = (meeting: Meeting, host: User): string =>
  `${SITE}/j/${numberOf(meeting, host)}${meeting.password === '' ? '' : `?pwd=${encryptedPassword(meeting)}`}`;

export const registrantUrl = (meeting: Meeting, host: User, { key }: Registrant): string => {
  const query = new URLSearchParams({
    tk: key,
    ...(meeting.password !== '' && { pwd: encryptedPassword(meeting) }),
  });
  return `${SITE}/w/${numberOf(meeting, host)}?${query}`;
};

/** Whoever holds it is the host; a new one each time it is read, and none of them opens anything. */
export const startUrl = ({ id }: Meeting): string =>
  `${SITE}/s/${id}?zak=fake.${randomBytes(40).toString('base64url')}`;

export const registrationUrl = ({ uuid }: Meeting): string =>
  `${SITE}/meeting/register/${createHash('sha256').update(uuid).digest('base64url').slice(0, 22)}`;
