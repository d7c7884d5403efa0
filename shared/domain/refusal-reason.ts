const REASONS: Readonly<Record<string, string>> = {
  throttled: 'throttled',
  transient: 'provider_unavailable',
  token: 'token_refused',
  project: 'app_refused',
  tenant: 'organization_refused',
  scope: 'permission_missing',
  final: 'needs_reauth',
  gone: 'calendar_gone',
  ours: 'request_refused',
};

/** What a refusal's verdict is called towards people: a stable word, whatever the provider's own was. */
export const refusalReason = (verdict: string): string => REASONS[verdict] ?? 'provider_unavailable';
