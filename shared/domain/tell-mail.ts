import type { ActivityRecord } from './history-record.ts';
import { reasonWords } from './reason-words.ts';
import type { NameOf } from './tell-change.ts';

const NAMES: Readonly<Record<string, string>> = {
  'mail.confirmation': 'confirmation',
  'mail.reschedule': 'mail about the new time',
  'mail.update': 'mail about what changed',
  'mail.link': 'mail with the link',
  'mail.reminder': 'reminder',
  'mail.cancellation': 'cancellation',
};

/** One mail to one person as a plain English sentence. */
export const tellMail = (record: ActivityRecord, nameOf: NameOf): string => {
  const { type, person = '', outcome, reason, attempt = 1 } = record;
  const role = person.startsWith('guest:') ? 'guest' : 'host';
  const mail = `The ${NAMES[type] ?? 'mail'} to ${nameOf(person)} (${role})`;
  const why = reason === undefined ? '' : ` (${reasonWords(reason)})`;
  const again = attempt > 1 ? `, attempt ${attempt}` : '';
  const words: Readonly<Record<string, string>> = {
    queued: `${mail} is being sent${again}.`,
    sent: `${mail} was accepted by the mail service.`,
    refused: `${mail} was refused by the mail service${why} and will not be sent again.`,
    unknown: `${mail} may have gone or not: the mail service did not say${why}. It is sent again in a few minutes, or what is new by then.`,
    throttled: `${mail} could not go yet${why || ' (the mail service asked us to slow down)'}. It is tried again.`,
    missed: `${mail} was not sent${why}.`,
    skipped: `${mail} was left out${why}.`,
  };
  return words[outcome ?? ''] ?? `${mail}: ${outcome ?? type}.`;
};
