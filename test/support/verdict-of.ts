import { ProviderError } from '../../shared/ports/provider-error.ts';

/** How a provider's refusal of a call is judged. */
export const verdictOf = async (call: Promise<unknown>): Promise<string> => {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof ProviderError ? error.verdict : `no ProviderError: ${String(error)}`;
};
