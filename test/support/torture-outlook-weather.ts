import { outlookAccountOf } from './connect-outlook.ts';
import type { Hub } from './hub.ts';
import type { Act } from './torture-world.ts';

const WATCHED = ['ada', 'dan'] as const;
const throttled = {
  error: { code: 'ApplicationThrottled', message: 'Application is over its MailboxConcurrency limit.' },
};
const saving = { error: { code: 'ErrorInternalServerTransientError', message: 'Try again later.' } };

/** What becomes of Microsoft, and of what it tells. */
export const TORTURE_OUTLOOK_WEATHER: Readonly<Record<string, Act>> = {
  'foul weather at Microsoft': ({ hub, pick, random }) =>
    hub.microsoft.webhooks({
      mode: pick(['drop', 'duplicate', 'reorder', 'hold', 'deliver']),
      rate: 0.7,
      seed: Math.floor(random() * 1000),
    }),
  'notifications in batches': ({ hub, pick }) =>
    hub.microsoft.control('notifications', { batchMs: pick([0, 500, 5000]), repeats: pick([1, 2, 4]) }),
  'lifecycle at Microsoft': ({ hub, pick }) =>
    hub.microsoft.control('lifecycle', {
      account: outlookAccountOf(pick(WATCHED)),
      event: pick(['reauthorizationRequired', 'subscriptionRemoved', 'missed']),
    }),
  'Microsoft fails': ({ hub, pick }) =>
    hub.microsoft.fault(
      pick<Record<string, unknown>>([
        { match: { method: 'POST', path: '/events$' }, reset: true, afterCommit: true },
        { match: { method: 'POST', path: '/events$' }, status: 503, afterCommit: true },
        { match: { method: 'POST', path: '/events$' }, reset: true },
        { match: { method: 'PATCH', path: '/events/' }, reset: true, afterCommit: true },
        { match: { method: 'DELETE', path: '/events/' }, reset: true, afterCommit: true },
        { match: { method: 'POST', path: '/subscriptions$' }, reset: true, afterCommit: true },
        { match: { method: 'PATCH', path: '/subscriptions/' }, reset: true, afterCommit: true },
        { match: { method: 'DELETE', path: '/subscriptions/' }, reset: true },
        { match: { path: '/v1.0/me/' }, status: 503, times: 2 },
        { match: { path: '/v1.0/me/' }, status: 503, times: 2, body: saving },
        { match: { path: '/v1.0/me/' }, status: 429, times: 2, body: throttled },
        { match: { path: 'calendarView' }, reset: true, times: 2 },
        { match: { path: '/token' }, status: 503, times: 2 },
        { match: { path: '/token' }, reset: true, afterCommit: true },
      ]),
    ),
  'Microsoft forgets what it told': ({ hub, pick }) =>
    hub.microsoft.control('resync', {
      account: outlookAccountOf(pick(WATCHED)),
      how: pick(['410', 'not_found']),
    }),
  "Microsoft's moods": ({ hub, pick }) =>
    hub.microsoft.control(
      'quirks',
      pick<Record<string, unknown>>([
        { duplicateTransaction: '409' },
        { duplicateTransaction: 'existing' },
        { removedSeries: 'occurrences' },
        { deltaReplays: true },
        { deltaLagMs: 20_000 },
        { endlessDelta: true },
        { handshakeOnRenewal: true },
        { longestSubscriptionMinutes: 4230, tooLongSubscription: 'refused' },
        { duplicateSubscription: 'allowed' },
      ]),
    ),
  'Microsoft throttles': ({ hub, pick }) =>
    hub.microsoft.control('limits', {
      per10Minutes: pick([5, 20, 10_000]),
      retryAfter: pick(['seconds', 'date', 'absent']),
      body: pick(['json', 'empty']),
    }),
};

/** After these the truth is heard of a day later at the latest, not within the hour. */
export const TORTURE_SLOW_OUTLOOK: Readonly<Record<string, Act>> = {
  'subscriptions end unheard': ({ hub, pick }) =>
    hub.microsoft.control('expire-subscriptions', { account: outlookAccountOf(pick(WATCHED)) }),
  "Microsoft's words are forged": ({ hub }) => hub.microsoft.control('notifications', { forged: true }),
};

/** Microsoft is as it should be, and nobody is locked out of their account. */
export const calmMicrosoft = async (hub: Hub): Promise<void> => {
  const { microsoft } = hub;
  await microsoft.clearFaults();
  for (const name of ['limits', 'quirks', 'notifications']) await microsoft.control(name, {});
  await microsoft.webhooks({ mode: 'deliver' });
  for (const { email, isDisabled } of (await microsoft.state()).accounts)
    if (isDisabled) await microsoft.control('revoke', { account: email, how: 'enable' });
};
