const KEPT_SECONDS = 30 * 24 * 3600;

/** When history may go: 30 days after it was written, of a meeting not before 30 days after its end as known then. Epoch seconds. */
export const historyEnd = (at: string, meetingEnd = at): number =>
  Math.floor(Math.max(Date.parse(at), Date.parse(meetingEnd)) / 1000) + KEPT_SECONDS;
