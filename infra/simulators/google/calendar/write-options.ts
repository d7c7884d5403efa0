import type { Account } from '../accounts.ts';
import type { World } from '../world.ts';
import { ApiRefusal, invalid } from './api-refusal.ts';
import type { ApiRequest } from './api-request.ts';
import { type Conference, changedConference } from './conference.ts';
import { isJsonObject, type Json } from './json.ts';

const SEND_UPDATES = ['all', 'externalOnly', 'none'];

/** What the query of a write may say. */
export const checkWriteOptions = ({ query }: ApiRequest): void => {
  const sendUpdates = query.get('sendUpdates');
  if (sendUpdates !== null && !SEND_UPDATES.includes(sendUpdates))
    throw invalid(`Invalid value for: ${sendUpdates} is not a valid value`, 'sendUpdates');
  const version = query.get('conferenceDataVersion');
  if (version !== null && version !== '0' && version !== '1')
    throw invalid(
      `Invalid value '${version}'. Values must be within the range: [0, 1]`,
      'conferenceDataVersion',
    );
};

/** Attachments need a promise to support them. */
export const bodyOf = ({ body, query }: ApiRequest): Json => {
  if (!isJsonObject(body))
    throw new ApiRefusal({ status: 400, reason: 'parseError', message: 'Parse Error' });
  const { attachments, ...rest } = body;
  return attachments !== undefined && query.get('supportsAttachments') === 'true' ? body : rest;
};

/** Version 0, the default, is deaf to conference data; `whenMissing` says what silence means under version 1. */
export const conferenceAfter = (
  request: ApiRequest,
  on: { id: string; calendarId: string; owner: Account; before?: Conference | undefined },
  whenMissing: 'keep' | 'remove',
): Conference | undefined => {
  if (request.query.get('conferenceDataVersion') !== '1') return on.before;
  const wish = isJsonObject(request.body) ? request.body.conferenceData : undefined;
  if (wish === undefined) return whenMissing === 'keep' ? on.before : undefined;
  return changedConference(on.before, wish, { ...on, meet: on.owner.meet });
};

/** Too many strangers invited: https://developers.google.com/workspace/tools-safety */
export const countExternalGuests = (world: World, request: ApiRequest, invited: readonly string[]): void => {
  const strangers = invited.filter((email) => !world.accounts.find(email));
  if (world.limits.allowsExternalGuests(request.account.email, strangers.length)) return;
  throw new ApiRefusal({
    status: 403,
    domain: 'usageLimits',
    reason: 'quotaExceeded',
    message: 'Calendar usage limits exceeded.',
  });
};
