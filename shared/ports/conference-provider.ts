/** A meeting at a conference provider, in our words. Instants are UTC (`…Z`). */
export interface ProviderMeeting {
  /** Digits as text: some are longer than a number holds. */
  readonly id: string;
  /** The provider's id of the account that hosts it, where it is told. */
  readonly accountKey?: string;
  readonly title: string;
  readonly start: string;
  readonly end: string;
  /** For everybody who is invited. */
  readonly joinUrl: string;
  readonly isStarted: boolean;
  /** Our reference, where it is one of ours. */
  readonly reference?: string;
}

/** What a booking wants its meeting to be. */
export interface WantedMeeting {
  readonly title: string;
  readonly start: string;
  readonly end: string;
  /** IANA: what the provider shows the times in. */
  readonly zone: string;
  /** Kept at the meeting, so that ours can be found: at most 100 letters, digits and `_-.`. */
  readonly reference: string;
  /** Guests register one by one, each with a link of their own. */
  readonly registers: boolean;
}

/** Somebody who gets a link of their own. */
interface Registrant {
  readonly email: string;
  readonly name: string;
}

/** A meeting of ours as a list of all tells it. */
export interface OwnMeeting {
  readonly id: string;
  readonly reference: string;
  /** Absent where the list does not tell them. */
  readonly times?: { readonly start: string; readonly end: string };
}

/**
 * Meetings at a conference provider. Every method throws ProviderError; retries are the caller's. Nothing here mails anybody.
 * Verdict `gone`: the provider knows no such meeting · `throttled`: with the seconds that it names, or that its words imply.
 */
export interface ConferenceProvider {
  /** Not idempotent: after an unknown outcome look for the reference first. */
  createMeeting(accessToken: string, wanted: WantedMeeting): Promise<ProviderMeeting>;
  /**
   * Changes time and title; answers what the provider made of it. Verdict `transient` with the word `in_progress` where that has to wait
   * until people have left the meeting, here and wherever one is changed.
   */
  changeMeeting(
    accessToken: string,
    meetingId: string,
    wanted: Pick<WantedMeeting, 'title' | 'start' | 'end' | 'zone'>,
  ): Promise<ProviderMeeting>;
  getMeeting(accessToken: string, meetingId: string): Promise<ProviderMeeting>;
  /** Resolves when it is gone or over, also if it was before; verdict `transient` with the word `in_progress` while people are in it. */
  removeMeeting(accessToken: string, meetingId: string): Promise<void>;
  /** Every meeting to come of this account that bears a reference of ours, to the last page. */
  listOwnMeetings(accessToken: string): Promise<readonly OwnMeeting[]>;
  /** Whoever has it is the host: fetched when asked for, never kept. `expiresAt` is a UTC instant. */
  startLink(accessToken: string, meetingId: string): Promise<{ url: string; expiresAt: string }>;
  /** Whether guests register one by one from now on. Verdict `ours` with the word `no_registration` as below. */
  setRegistration(accessToken: string, meetingId: string, isOpen: boolean): Promise<void>;
  /** Verdict `ours` with the word `no_registration` where the account's plan has none, `over` where the meeting has been held. */
  register(
    accessToken: string,
    meetingId: string,
    registrant: Registrant,
  ): Promise<{ id: string; joinUrl: string }>;
  /** Resolves when they are no longer registered, also if they were not before. */
  unregister(
    accessToken: string,
    meetingId: string,
    registrant: { id: string; email: string },
  ): Promise<void>;
}
