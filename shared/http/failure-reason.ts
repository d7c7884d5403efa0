import * as z from 'zod';

const word = z.string().regex(/^[\w.\- ]{1,80}$/u);
/** What errors of ours, of node and of AWS's clients carry beside their text. */
const Telling = z.object({
  name: word.catch('Error'),
  word: word.optional().catch(undefined),
  code: word.optional().catch(undefined),
  $metadata: z.object({ httpStatusCode: z.number() }).optional().catch(undefined),
});

/** An error's name and its word (`ProviderError accessNotConfigured`, `Error ECONNRESET`), never its text: that may hold what people typed. */
export const failureReason = (error: unknown): string => {
  if (!(error instanceof Error)) return `thrown ${typeof error}`;
  const { name, word: said, code, $metadata } = Telling.parse(error);
  const detail = said ?? code ?? $metadata?.httpStatusCode;
  return detail === undefined ? name : `${name} ${detail}`;
};
