import { randomBytes } from 'node:crypto';
import { type Account, isPersonal } from '../accounts.ts';
import type { World } from '../world.ts';
import { ApiRefusal } from './api-refusal.ts';
import type { WritableEvent } from './event-fields.ts';
import type { EventDraft } from './event-store.ts';

const LATE_MS = 5000;
const MARK = 'simulated-teams-block';

export const canTeams = (account: Account): boolean => !isPersonal(account) && account.licence !== 'none';

/** https://learn.microsoft.com/en-us/graph/outlook-calendar-online-meetings: opaque to apps. */
const joinUrlFor = ({ tid, oid }: Account): string => {
  const context = encodeURIComponent(JSON.stringify({ Tid: tid, Oid: oid }));
  const thread = randomBytes(18).toString('base64url');
  return `https://teams.microsoft.com/l/meetup-join/19%3ameeting_${thread}%40thread.v2/0?context=${context}`;
};

const block = (joinUrl: string): string =>
  `<div id="${MARK}"><hr>Microsoft Teams meeting<br><a href="${joinUrl.replace(/&/g, '&amp;')}">Join the meeting now</a></div>`;

const withBlock = (html: string, joinUrl: string): string => {
  const page = html === '' ? '<html><head></head><body></body></html>' : html;
  return page.replace('</body>', `${block(joinUrl)}</body>`);
};

const withLink = <Draft extends EventDraft>(draft: Draft, joinUrl: string): Draft => ({
  ...draft,
  fields: { ...draft.fields, html: withBlock(draft.fields.html, joinUrl) },
  online: { joinUrl, conferenceId: draft.online?.conferenceId ?? '' },
});

/** Some seconds later, by another save of the server's. */
const linkLater = (world: World, account: Account, { mailbox, key }: EventDraft): void =>
  world.jobs.after(LATE_MS, () => {
    const event = world.events.get(mailbox, key);
    if (event?.online && event.online.joinUrl === undefined)
      world.events.put(withLink(event, joinUrlFor(account)));
  });

/** With a link if the account can have one; without a word if it cannot. Once online, an event stays so. */
export const withMeeting = (
  world: World,
  account: Account,
  draft: EventDraft,
  { isOnlineMeeting, onlineMeetingProvider = 'teamsForBusiness' }: WritableEvent,
): EventDraft => {
  if (!isOnlineMeeting || draft.online) return draft;
  if (!canTeams(account) || onlineMeetingProvider !== 'teamsForBusiness') return draft;
  if (account.licence === 'refused')
    throw new ApiRefusal({
      status: 400,
      code: 'ErrorInvalidOnlineMeetingProvider',
      message: 'The user is not licensed for the online meeting provider.',
    });
  const online = { joinUrl: undefined, conferenceId: String(randomBytes(4).readUInt32BE()) };
  if (account.licence === 'late') {
    linkLater(world, account, draft);
    return { ...draft, online };
  }
  if (account.licence === 'never') return { ...draft, online };
  return withLink({ ...draft, online }, joinUrlFor(account));
};

/** A new body without the join block ends the online meeting. */
export const keepOrLoseMeeting = (before: EventDraft, after: EventDraft): EventDraft => {
  const isKept = after.fields.html === before.fields.html || after.fields.html.includes(MARK);
  if (!before.online || isKept) return after;
  const { online: _lost, ...rest } = after;
  return rest;
};
