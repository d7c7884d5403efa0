interface Message {
  readonly title: string;
  readonly text: string;
}

/** All that guest pages say in one language. */
export interface PageWords {
  readonly unknown: Message;
  readonly expired: Message;
  readonly takenOff: Message;
  readonly failed: Message;
  readonly over: Message;
  /** To who would answer. */
  readonly overUnanswered: Message;
  /** What came was not what a page of ours sends. */
  readonly misread: Message;
  readonly askCancel: Message;
  readonly askDecline: Message;
  readonly cancelled: Message;
  readonly alreadyCancelled: Message;
  readonly declined: Message;
  readonly alreadyDeclined: Message;
  readonly movedSince: string;
  readonly status: {
    readonly confirmed: string;
    readonly cancelled: string;
    readonly declined: string;
    readonly over: string;
    readonly held: string;
    readonly draft: string;
    readonly released: string;
  };
  readonly labels: {
    readonly when: string;
    readonly place: string;
    readonly hosts: string;
    readonly link: string;
    readonly about: string;
  };
  readonly linkFollows: string;
  readonly reason: { readonly label: string; readonly hint: string };
  readonly buttons: {
    readonly cancel: string;
    readonly decline: string;
    readonly keep: string;
    readonly join: string;
    readonly show: string;
    readonly toCancel: string;
    readonly toDecline: string;
  };
}
