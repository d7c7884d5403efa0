import type { Rsvp } from '../../events/stored/booking.ts';

interface Message {
  readonly title: string;
  readonly text: string;
}

type Answer = Exclude<Rsvp, 'needs_action'>;

/** What the pages of a guest's link say besides asking before they cancel, in one language. */
export interface GuestWords {
  /** Right after they booked. */
  readonly booked: string;
  /** Until when, in the guest's words. */
  readonly held: (until: string) => string;
  readonly notConfirmed: string;
  readonly released: string;
  /** Of a time that is held. */
  readonly letGo: {
    readonly open: string;
    readonly ask: Message;
    readonly button: string;
    readonly done: Message;
  };
  readonly brought: string;
  readonly answer: {
    readonly label: string;
    readonly question: string;
    readonly text: string;
    readonly inertText: string;
    readonly said: Readonly<Record<Rsvp, string>>;
    readonly buttons: Readonly<Record<Answer, string>>;
    readonly done: Readonly<Record<Answer, Message>>;
    readonly notConfirmed: Message;
  };
  readonly add: {
    readonly title: string;
    readonly google: string;
    readonly outlook: string;
    readonly office: string;
    readonly file: string;
  };
  readonly zone: {
    readonly title: string;
    readonly label: string;
    readonly button: string;
    readonly other: string;
  };
  readonly late: {
    readonly cancel: Message;
    readonly move: Message;
    /** On the meeting's page, in the place of the buttons. */
    readonly instead: { readonly cancel: string; readonly move: string; readonly both: string };
  };
  readonly contact: string;
  /** Whom they read of it from us. */
  readonly informed: (people: string) => string;
  readonly you: string;
  readonly others: (count: number) => string;
  readonly move: {
    readonly open: string;
    readonly title: string;
    readonly text: string;
    readonly now: string;
    readonly week: string;
    readonly earlier: string;
    readonly later: string;
    readonly none: string;
    readonly next: string;
    readonly noneAtAll: string;
    readonly noneLater: string;
    readonly button: string;
    readonly missing: string;
    readonly taken: string;
    readonly stale: string;
    readonly faultTitle: string;
    readonly before: string;
    readonly done: Message;
    readonly already: Message;
    readonly over: Message;
    readonly cancelled: Message;
    readonly notConfirmed: Message;
    readonly notYours: Message;
  };
  readonly tooMany: Message;
}
