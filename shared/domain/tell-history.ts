import type { ActivityRecord, HistoryRecord } from './history-record.ts';
import { PLATFORM_NAMES } from './platform-name.ts';
import { reasonWords } from './reason-words.ts';
import { type NameOf, tellChange } from './tell-change.ts';
import { tellMail } from './tell-mail.ts';

interface Scene {
  readonly platform: string;
  /** Whose calendar: `the Google Calendar of Ben`. */
  readonly calendar: string;
  /** Whose conference account: `the Zoom account of Ben`. */
  readonly account: string;
  readonly owner: string;
  readonly why: string;
  readonly record: ActivityRecord;
}

const attempts = ({ attempt }: ActivityRecord): string =>
  attempt === undefined ? '' : ` (attempt ${attempt})`;

const found = ({ calendar, record }: Scene, done: string, seen: string): string =>
  record.outcome === 'found'
    ? `A look at ${calendar} showed that the event ${seen}.`
    : `The event ${done} ${calendar}${attempts(record)}.`;

const TOLD: Readonly<Record<string, (scene: Scene) => string>> = {
  'event.created': (scene) => found(scene, 'was written to', 'is there'),
  'event.updated': (scene) => found(scene, 'was changed in', 'is as it should be'),
  'event.removed': (scene) => found(scene, 'was removed from', 'is gone, as it should be'),
  'event.read': ({ calendar, record }) =>
    record.outcome === 'gone'
      ? `A look at ${calendar} showed that the event was deleted there.`
      : `A look at ${calendar} showed that the event was changed there.`,
  'event.refused': ({ calendar, platform, why }) =>
    `The event is not in ${calendar}: ${platform} refused it for good${why}.`,
  'event.renamed': ({ calendar }) =>
    `The event's id is used up in ${calendar}: the event is made under a new one.`,
  'event.released': ({ calendar }) => `The hub looks after no event of this meeting in ${calendar} any more.`,
  'event.skipped': ({ owner }) => `${owner} has no calendar connected: there is nowhere to write the event.`,
  'event.waiting': ({ calendar, why, record }) =>
    `${calendar[0]?.toUpperCase()}${calendar.slice(1)} could not be written${attempts(record)}${why}. It is tried again after ${record.until ?? 'a while'}.`,
  'event.parked': ({ owner, platform, why }) => `The event waits until ${owner} connects ${platform}${why}.`,
  'event.resumed': ({ owner, platform }) =>
    `${owner} has connected ${platform} again: what waited for it is written now.`,
  'meeting.created': ({ account, record }) => `The meeting was made in ${account}${attempts(record)}.`,
  'meeting.updated': ({ account, record }) =>
    record.outcome === 'found'
      ? `A look at ${account} showed that the meeting is as it should be.`
      : `The meeting was changed in ${account}${attempts(record)}.`,
  'meeting.removed': ({ account, record }) => `The meeting was removed from ${account}${attempts(record)}.`,
  'meeting.read': ({ account, record }) =>
    record.outcome === 'gone'
      ? `A look at ${account} showed that the meeting was deleted there.`
      : `A look at ${account} showed that the meeting was moved there.`,
  'meeting.refused': ({ account, why }) => `The meeting in ${account} was refused for good${why}.`,
  'meeting.waiting': ({ account, why, record }) =>
    `${account[0]?.toUpperCase()}${account.slice(1)} did not take the meeting${attempts(record)}${why}. It is tried again after ${record.until ?? 'a while'}.`,
  'meeting.parked': ({ owner, platform, why }) =>
    `The meeting waits until ${owner} connects ${platform}${why}.`,
  'meeting.resumed': ({ owner, platform }) =>
    `${owner} has connected ${platform} again: what waited for it is done now.`,
  'link.received': () => 'The link of the video meeting came.',
  'link.refused': () => 'No link was made for a video meeting.',
};

const platformName = (platform: string | undefined): string =>
  Object.entries(PLATFORM_NAMES).find(([id]) => id === platform)?.[1] ?? 'calendar';

const tellActivity = (record: ActivityRecord, nameOf: NameOf): string => {
  const { userId, reason, word, type } = record;
  const owner = userId === undefined ? 'the organizer' : nameOf(`host:${userId}`);
  const platform = platformName(record.platform);
  const said = word === undefined ? '' : ` (${word})`;
  const why = reason === undefined ? '' : `: ${reasonWords(reason)}${said}`;
  const tell = TOLD[type];
  const calendar = `the ${platform} of ${owner}`;
  const account = `the ${platform} account of ${owner}`;
  return tell?.({ platform, calendar, account, owner, why, record }) ?? `${type}.`;
};

/** One line of a booking's history as one or two plain English sentences. Names are those of now; titles and addresses are in none. */
export const tellHistory = (record: HistoryRecord, nameOf: NameOf): string => {
  if (record.kind === undefined) return tellChange(record, nameOf);
  return record.kind === 'mail' ? tellMail(record, nameOf) : tellActivity(record, nameOf);
};
