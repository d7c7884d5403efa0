import * as z from 'zod';

/**
 * The headers of a push: https://developers.google.com/workspace/calendar/api/guides/push#making-watch-requests
 * Two values of one header arrive joined by a comma, which none of these allows.
 */
export const GooglePush = z.object({
  'x-goog-channel-id': z.string().regex(/^[A-Za-z0-9\-_+/=]{1,64}$/u),
  'x-goog-channel-token': z.string().min(1).max(256),
  'x-goog-message-number': z.string().regex(/^\d{1,20}$/u),
  'x-goog-resource-id': z.string().regex(/^[\w\-+/=.]{1,128}$/u),
  /** sync: the channel is open · exists: something has changed · not_exists: documented without a condition. */
  'x-goog-resource-state': z.enum(['sync', 'exists', 'not_exists']),
});
export type GooglePush = z.infer<typeof GooglePush>;
