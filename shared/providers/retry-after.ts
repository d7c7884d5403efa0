const LONGEST_SECONDS = 3_600;

const secondsOf = (asked: string, date: string | undefined): number => {
  if (/^\d+$/u.test(asked)) return Number(asked);
  return (Date.parse(asked) - Date.parse(date ?? '')) / 1000;
};

/**
 * How many seconds an answer asks us to stay away, at most an hour; undefined where it says nothing that can be read. A date is
 * measured by the answer's own `Date`, so that no two clocks have to agree: https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export const retryAfterSeconds = (
  asked: string | undefined,
  date: string | undefined,
): number | undefined => {
  const seconds = asked === undefined ? Number.NaN : secondsOf(asked.trim(), date);
  return seconds >= 0 ? Math.min(Math.ceil(seconds), LONGEST_SECONDS) : undefined;
};
