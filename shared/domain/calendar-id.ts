import { createHash } from 'node:crypto';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const LENGTH = 26;

/** Our id of a calendar: the same whenever this connection lists it, and telling nothing of the provider's. */
export const calendarIdOf = (connectionId: string, providerCalendarId: string): string => {
  const digest = createHash('sha256').update(`${connectionId} ${providerCalendarId}`).digest();
  return `cal_${[...digest.subarray(0, LENGTH)].map((byte) => ALPHABET[byte % 32]).join('')}`;
};
