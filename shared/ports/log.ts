/** Structured log lines. Never a title, name, address, token, header bag or payload: ids, codes and counts only. */
export interface Log {
  info(event: string, fields?: Readonly<Record<string, string | number | boolean | undefined>>): void;
  error(
    event: string,
    error: unknown,
    fields?: Readonly<Record<string, string | number | boolean | undefined>>,
  ): void;
}
