const codeOf = (error: unknown): unknown =>
  error instanceof Error && error.cause instanceof Error && 'code' in error.cause
    ? error.cause.code
    : undefined;

/** Node's own fetch for Google's client, which looks for the transport's word (`ECONNRESET`) on the error itself. */
export const builtInFetch: typeof fetch = async (input, init) => {
  try {
    return await fetch(input, init);
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    throw Object.assign(new Error('no answer', { cause: error }), { code });
  }
};
