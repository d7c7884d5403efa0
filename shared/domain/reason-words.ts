const WORDS: Readonly<Record<string, string>> = {
  daily_limit: 'it takes no more meetings of this account before midnight UTC',
  throttled: 'it asked us to slow down',
  provider_unavailable: 'it could not be reached or failed',
  token_refused: 'it did not accept our access',
  app_refused: 'it refuses our app at the moment',
  organization_refused: 'the organization of the account does not allow our app',
  permission_missing: 'a permission is missing',
  insufficient_scope: 'a permission is missing',
  needs_admin_approval: 'an administrator of the account has to approve our app',
  needs_reauth: 'the account has to be connected again',
  not_connected: 'no account is connected',
  connecting: 'the account is being connected',
  disconnecting: 'the account is being disconnected',
  calendar_gone: 'the calendar is not there any more',
  link_unavailable: 'the account has no licence for it, or is of a kind that never has',
  link_missing: 'it made the event, but no link',
  request_refused: 'it did not accept what we asked',
  too_late: 'the meeting had begun',
  declined: 'they have declined',
  bounced: 'the last mail to them came back',
  sending_paused: 'no mail can go out at the moment',
};

/** A stable reason as a half sentence; one that is not known, a mail service's own say, is told as it is. */
export const reasonWords = (reason: string): string => WORDS[reason] ?? reason;
