import type { NoticeKind } from '../../events/stored/notice.ts';

/** All that mails say in one language. Names and titles come in as plain text and are escaped by whoever renders. */
export interface LetterWords {
  readonly subject: (kind: NoticeKind, title: string) => string;
  readonly headline: Readonly<Record<NoticeKind, string>>;
  readonly hello: (name: string) => string;
  /** What happened, to a guest. */
  readonly guest: Readonly<
    Record<Exclude<NoticeKind, 'cancellation' | 'reminder'>, (host: string) => string>
  >;
  /** What happened, to a host. */
  readonly host: Readonly<Record<Exclude<NoticeKind, 'cancellation' | 'reminder'>, string>>;
  /** `when` is relative: `in 30 minutes`. */
  readonly reminder: {
    readonly guest: (host: string, when: string) => string;
    readonly host: (when: string) => string;
  };
  /** Who moved it, to everybody else who may know; "you" to themselves. */
  readonly movedBy: (name: string) => string;
  readonly movedByYou: string;
  /** To a guest: who has come in the place of whom they were to meet. */
  readonly nowWith: (hosts: string) => string;
  /** To a host who has declined, while nobody else hosts the meeting: what goes before the title, and what it means. */
  readonly leftAlone: { readonly headline: string; readonly intro: string };
  /** It is cancelled because a host has declined it. */
  readonly declinedBy: (name: string) => string;
  readonly declinedByYou: string;
  /** To a host, of guests and other hosts: as a headline, which goes before the title, too. */
  readonly gone: (names: string) => string;
  readonly back: (names: string) => string;
  /** To a host whose guest cannot come. */
  readonly stands: string;
  readonly linkGone: string;
  readonly cancelledBy: (name: string) => string;
  readonly cancelledByYou: string;
  readonly cancelled: string;
  readonly takenOff: string;
  readonly labels: {
    readonly what: string;
    readonly when: string;
    readonly before: string;
    readonly place: string;
    readonly link: string;
    readonly hosts: string;
    readonly guests: string;
    readonly about: string;
    readonly reason: string;
  };
  readonly linkFollows: string;
  readonly linkFailed: string;
  readonly noLink: (platform: string) => string;
  /** To a host: guests were each to have their own. */
  readonly sharedLink: string;
  readonly addToCalendar: string;
  readonly notConnected: string;
  readonly buttons: {
    readonly join: string;
    readonly show: string;
    readonly reschedule: string;
    readonly cancel: string;
    readonly connect: string;
  };
  readonly answers: {
    readonly question: string;
    readonly accepted: string;
    readonly tentative: string;
    readonly declined: string;
  };
  /** Of what its reader could do on their page once; replies go to the host. */
  readonly late: { readonly cancel: string; readonly move: string; readonly both: string };
  readonly cancelHint: string;
  readonly help: string;
  readonly reference: string;
  readonly sentBy: (brand: string) => string;
  readonly via: (host: string, brand: string) => string;
}
