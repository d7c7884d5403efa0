import type { ConsentRefusal, Unconsented } from '../../ports/authorization-provider.ts';
import type { ProviderError } from '../../ports/provider-error.ts';
import { callbackError } from './authorization-error.ts';

/** Pressed cancel, or declined: https://learn.microsoft.com/en-us/entra/identity-platform/reference-error-codes */
const DECLINED: ReadonlySet<string> = new Set(['access_denied', 'AADSTS65004']);

const meant = ({ verdict, word }: ProviderError): Unconsented => {
  if (verdict === 'tenant') return 'needs_admin_approval';
  if (verdict !== 'final') return 'provider_unavailable';
  return DECLINED.has(word) ? 'access_denied' : 'account_unusable';
};

/** Why Microsoft's sign-in sent somebody back without a code; without a word, nobody can tell. */
export const unconsented = ({ error, error_description }: ConsentRefusal): Unconsented =>
  error === undefined ? 'provider_unavailable' : meant(callbackError({ error, error_description }));
