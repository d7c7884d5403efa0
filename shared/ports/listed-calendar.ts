/** A calendar of an account's list. */
export interface ListedCalendar {
  /** What every other method takes as `calendarId`. */
  readonly id: string;
  readonly name: string;
  readonly zone?: string;
  /** The account's own main calendar: invitations to the account arrive there. */
  readonly primary: boolean;
  /** The account may make events in it. */
  readonly writable: boolean;
}
